"""What every installation shares; demo, test and production say the rest."""

import os
from pathlib import Path

import dj_database_url

from settings.languages import offered
from settings.map_tiles import tiles

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))

# The address people see. Absolute links, feeds and identifiers are built from these two, never from a request's Host.
PUBLIC_URL = os.environ.get("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
PLATFORM_ID = os.environ.get("PLATFORM_ID", "agora.example")

# Who publishes the platform's data: an organisation, its code in the Index of public administrations (IPA) if it has
# one, and the address of an office, which catalogues of data then tell.
PUBLISHER_NAME = os.environ.get("PUBLISHER_NAME", "Agorà")
PUBLISHER_IPA = os.environ.get("PUBLISHER_IPA", "")
PUBLISHER_EMAIL = os.environ.get("PUBLISHER_EMAIL", "")

# Upper apps first: their templates and static files win over those of the apps below.
INSTALLED_APPS = [
    "home",
    "search",
    "events",
    "labs",
    "portal",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.api.v2",
    "wagtail.api.v3",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "leaflet",
    "ninja",
    "rest_framework",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "portal.middleware.HeadAsGetMiddleware",
    "portal.sites.SiteMiddleware",
    "portal.reading.ReadingMiddleware",
    "portal.answer_cache.AnswerCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_http_compression.middleware.HttpCompressionMiddleware",
    "portal.cross_origin.CrossOriginMiddleware",
    "portal.middleware.PublicCacheMiddleware",
    "portal.api.middleware.ProblemMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.PageLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "settings.urls"
WSGI_APPLICATION = "settings.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context_processors.portal",
            ],
        },
    },
]

# The write lock is taken at the start of a transaction: two writers that both read first would lock each other out.
# What many writes change again and again is copied into the file once for 16 MB of them, not for each 4.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;"
        " PRAGMA wal_autocheckpoint=4000;"
    ),
}
DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{VAR_DIR / 'agora.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file does not go away as a server's connection may: nothing to ask before every request.
    DATABASES["default"] |= {"OPTIONS": SQLITE_OPTIONS, "CONN_HEALTH_CHECKS": False}
ON_POSTGRES = DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"
if ON_POSTGRES:
    # Our statements are short: compiling one takes longer than it does.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Each worker's own by default; "redis://…" for one that all share, "none" to remember nothing.
CACHE_URL = os.environ.get("CACHE_URL", "")
CACHE_BACKEND = {"": "locmem.LocMemCache", "none": "dummy.DummyCache"}.get(CACHE_URL, "redis.RedisCache")
CACHES = {
    "default": {"BACKEND": f"django.core.cache.backends.{CACHE_BACKEND}", "LOCATION": CACHE_URL},
    # Flyers and share pictures, kept by what they show; the oldest month's and what is too much goes by itself.
    "typeset": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "typeset",
        "TIMEOUT": 30 * 24 * 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 3000},
    },
}
# After how many days without a check a page says that it may be out of date, and stands lower in lists.
VERIFIED_FOR_DAYS = int(os.environ.get("VERIFIED_FOR_DAYS", "180"))
# For how long an answer that has not changed is remembered at most; 0: not at all.
ANSWER_CACHE_SECONDS = int(os.environ.get("ANSWER_CACHE_SECONDS", "3600"))

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "it"
SOURCE_LANGUAGE = "it"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = offered(os.environ.get("LANGUAGES", ""), SOURCE_LANGUAGE)
# Editors work in Italian or English: the other catalogues hold what the public pages say.
WAGTAILADMIN_PERMITTED_LANGUAGES = offered("it,en", SOURCE_LANGUAGE)
TIME_ZONE = "Europe/Rome"
USE_TZ = True
USE_I18N = True
WAGTAIL_I18N_ENABLED = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.static_storage.PublicCompressedStorage"},
}

SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

WAGTAIL_SITE_NAME = "Agorà"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILAPI_LIMIT_MAX = 100
WAGTAILAPI_BASE_URL = PUBLIC_URL
WAGTAILDOCS_DOCUMENT_MODEL = "portal.PortalDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.upload_forms.PortalDocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "xlsx", "ods", "csv", "txt"]
WAGTAILIMAGES_IMAGE_MODEL = "portal.PortalImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.upload_forms.PortalImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "gif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILEMBEDS_FINDERS: list[dict] = []
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "search.editors_search" if ON_POSTGRES else "wagtail.search.backends.database"}
}
WAGTAIL_LOCALIZE_DEFAULT_TRANSLATION_MODE = "synced"
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True
WAGTAIL_WORKFLOW_ENABLED = True
TAGGIT_CASE_INSENSITIVE = True

# The search server, "http://…:9200"; without one the database answers. Installations that share it differ by the name.
SEARCH_URL = os.environ.get("SEARCH_URL", "")
SEARCH_INDEX = os.environ.get("SEARCH_INDEX", "agora")
# What Wagtail does by tasks is done at once; what others have to be told waits for a worker.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "search": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["search"]},
    "webhooks": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["webhooks"]},
}
# Networks ("10.1.2.0/24") in which sources may be read, and to which webhooks may go, beside the public internet, on
# any port; separated by commas.
SOURCE_NETWORKS, WEBHOOK_NETWORKS = (
    [network.strip() for network in os.environ.get(name, "").split(",") if network.strip()]
    for name in ("SOURCE_NETWORKS", "WEBHOOK_NETWORKS")
)

# The server of the map's streets, "https://…/{z}/{x}/{y}.png"; without one the map is drawn by us alone.
MAP_TILES = tiles(os.environ.get("MAP_TILES_URL", ""), os.environ.get("MAP_TILES_ATTRIBUTION", ""))

# Dates are expanded into rows this many days ahead.
OCCURRENCE_HORIZON_DAYS = 400
# Other people's tracking parameters carry nothing of ours.
IGNORED_PARAMETERS = ("utm_", "fbclid", "gclid")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},
}

# A page with many blocks, or an import with many rows, is a form of many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
