"""`/manifest/<language>.webmanifest`: what a phone needs to keep the platform among its programs
(https://www.w3.org/TR/appmanifest/).

Each territory's pages have their own, in its colours; the platform's name and mark are the same in all.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils import translation
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal import links
from portal.addresses import page_path
from portal.models import Territory
from portal.navigation import Frame
from portal.territory_brand import COLOUR

PAPER = "#ffffff"


@require_safe
def manifest(request: HttpRequest, language: str, territory: str = "") -> JsonResponse:
    """Answer with the manifest of the platform, or of a territory's part of it, in a language."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    known = get_object_or_404(Territory, slug=territory) if territory else None
    with translation.override(language):
        return JsonResponse(_said(known), content_type="application/manifest+json")


def _said(territory: Territory | None) -> dict:
    language = translation.get_language()
    name = settings.WAGTAIL_SITE_NAME
    return {
        "name": f"{name} · {territory.name}" if territory else name,
        "short_name": name,
        "description": _("Labs, activities and events, open to all"),
        "lang": language,
        "dir": "rtl" if get_language_info(language)["bidi"] else "ltr",
        "id": f"/{territory.slug if territory else ''}",
        "start_url": _home_of(territory),
        "scope": "/",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": territory.colour if territory else COLOUR,
        "icons": list(_icons()),
        "shortcuts": [{"name": _("Agenda"), "url": links.agenda()}, {"name": _("Search"), "url": links.search()}],
    }


def _home_of(territory: Territory | None) -> str:
    pages = {each.pk: each.page for each in Frame().territories} if territory else {}  # type: ignore[attr-defined]
    return page_path(pages[territory.pk]) if territory and territory.pk in pages else links.home()


def _icons() -> list[dict[str, str]]:
    drawn = {"src": static("portal/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}
    pixels = [
        {"src": static(f"portal/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    return [drawn, *pixels]


urlpatterns: list[URLPattern] = [
    path("manifest/<slug:language>.webmanifest", manifest, name="manifest"),
    path("manifest/<slug:language>/<slug:territory>.webmanifest", manifest, name="territory_manifest"),
]
