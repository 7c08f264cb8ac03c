"""The WSGI application that a server such as gunicorn loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.production")
application = get_wsgi_application()

# Every view and every shape of the API is loaded with the application, and not by the first who asks.
get_resolver().url_patterns  # noqa: B018

# What is loaded by now stays for good: the collector need not walk it again and again while requests are served.
gc.collect()
gc.freeze()
