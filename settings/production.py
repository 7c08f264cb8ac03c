"""A real installation: everything it needs comes from the environment, and what is missing is said at the start."""

import os

from django.core.exceptions import ImproperlyConfigured

from settings.base import *
from settings.base import PUBLIC_URL, WAGTAIL_SITE_NAME


def _required(name: str) -> str:
    """Return an environment variable; raise ImproperlyConfigured with its name when it is empty."""
    if value := os.environ.get(name):
        return value
    raise ImproperlyConfigured(f"{name} must be set in the environment")


DEBUG = False
DEMO_USERS_ALLOWED = False
SECRET_KEY = _required("SECRET_KEY")
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("SECRET_KEY_FALLBACKS", "").split(",") if key]
ALLOWED_HOSTS = [host.strip() for host in _required("ALLOWED_HOSTS").split(",")]
_required("PUBLIC_URL")
PLATFORM_ID = _required("PLATFORM_ID")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = os.environ.get("SECURE_SSL_REDIRECT", "1") == "1"
SECURE_HSTS_SECONDS = 31_536_000
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

# Notes to editors; without a mail server nobody is written to, and the admin says the same.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "1") == "1"
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", f"{WAGTAIL_SITE_NAME} <noreply@{PLATFORM_ID}>")
EMAIL_TIMEOUT = 10
