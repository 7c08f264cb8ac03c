"""A real installation: everything it needs comes from the environment, and what is missing is said at the start."""

import os

from django.core.exceptions import ImproperlyConfigured

from settings.base import *
from settings.base import PUBLIC_URL


def _required(name: str) -> str:
    """Return an environment variable; raise ImproperlyConfigured with its name when it is empty."""
    if value := os.environ.get(name):
        return value
    raise ImproperlyConfigured(f"{name} must be set in the environment")


DEBUG = False
DEMO_USERS_ALLOWED = False
SECRET_KEY = _required("SECRET_KEY")
ALLOWED_HOSTS = [host.strip() for host in _required("ALLOWED_HOSTS").split(",")]
_required("PUBLIC_URL")
PLATFORM_ID = _required("PLATFORM_ID")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = os.environ.get("SECURE_SSL_REDIRECT", "1") == "1"
SECURE_HSTS_SECONDS = 31_536_000
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
