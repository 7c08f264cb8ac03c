"""The demonstration on one's own machine: SQLite under var/, debug off, a secret of its own made at the first start."""

import os
import secrets

from settings.base import *
from settings.base import PUBLIC_URL, VAR_DIR, WEBHOOK_NETWORKS

DEBUG = False
DEMO_USERS_ALLOWED = True
DEMO_PASSWORD = os.environ.get("DEMO_PASSWORD", "agora-demo")
# Whoever starts the demonstration chooses HOST and PORT; nothing absolute is built from a request's Host.
ALLOWED_HOSTS = ["*"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

# Who builds a front end receives on the same machine. Where others reach the demonstration, whose passwords all know,
# its own services must stay out of reach.
if os.environ.get("HOST", "127.0.0.1") in ("127.0.0.1", "localhost", "::1"):
    WEBHOOK_NETWORKS = WEBHOOK_NETWORKS or ["127.0.0.0/8", "::1/128"]

VAR_DIR.mkdir(parents=True, exist_ok=True)
_secret = VAR_DIR / "secret"
if not _secret.exists():
    _secret.write_text(secrets.token_urlsafe(50))
SECRET_KEY = _secret.read_text()
