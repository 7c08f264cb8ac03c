"""The tests: fast hashes, files in a temporary folder, plain static files."""

import atexit
import hashlib
import shutil
import tempfile
from pathlib import Path

from settings.base import *
from settings.base import BASE_DIR, CACHES, DATABASES, STATIC_ROOT, STORAGES, VAR_DIR

DEBUG = False
SECRET_KEY = "test"
ALLOWED_HOSTS = ["*"]
DEMO_USERS_ALLOWED = True
DEMO_PASSWORD = "agora-demo"
PUBLIC_URL = WAGTAILADMIN_BASE_URL = WAGTAILAPI_BASE_URL = "https://agora.example"
PLATFORM_ID = "agora.example"
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="agora-test-"))
atexit.register(shutil.rmtree, MEDIA_ROOT, ignore_errors=True)
CACHES = {**CACHES, "typeset": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "typeset"}}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# A test database is made once for each state of the migrations and kept beside the demo's.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
_migrations = sorted(BASE_DIR.glob("*/migrations/*.py"))
_state = hashlib.sha256(
    b"".join([(BASE_DIR / "requirements.txt").read_bytes(), *(file.read_bytes() for file in _migrations)])
)
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / f"test-{_state.hexdigest()[:12]}.sqlite3"}
