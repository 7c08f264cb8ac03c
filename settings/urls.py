"""The addresses of the whole platform: machines first, then one tree of pages for each language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from events import urls as events_urls
from home import urls as home_urls
from labs import urls as labs_urls
from portal import drawn_pictures, manifest, media_files
from portal import urls as portal_urls
from portal.serving import serve
from portal.share import views as share
from search import urls as search_urls
from settings.health import health
from settings.llms import llms

APPS = (events_urls, labs_urls, search_urls, home_urls)

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/", include("settings.api")),
    path("health/", health),
    path("llms.txt", llms),
    *manifest.urlpatterns,
    *media_files.urlpatterns,
    *drawn_pictures.urlpatterns,
    *share.urlpatterns,
    *(pattern for app in APPS for pattern in app.urlpatterns),
    *i18n_patterns(
        *(pattern for app in (*APPS, portal_urls) for pattern in app.page_urlpatterns),
        # Doors of pages that are not open to all, whose addresses look like those of pages.
        path("", include([door for door in wagtail_urls.urlpatterns if door.name != "wagtail_serve"])),
        re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
    ),
]

handler404 = "portal.missing_pages.page_not_found"
