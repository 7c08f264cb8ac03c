"""`/navigation/`: the ways on that every page offers, for front ends that draw their own."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from ninja import Router

from home.api.schemas import Navigation
from portal import links
from portal.addresses import absolute, page_path, path_on_platform
from portal.api.answers import answer
from portal.api.parameters import parameters
from portal.api.query import read_query
from portal.api.refs import PICTURE_SPEC, Plain, picture_ref, territory_ref
from portal.api.schemas import ProblemDetails
from portal.models import PortalImage, Territory
from portal.navigation import Frame
from portal.theme_tokens import faces, platform_theme, territory_theme


def show(request: HttpRequest) -> HttpResponse:
    """Answer the menus, the territories, the languages and the look of all."""
    query = read_query(request, ("lang",))
    return answer(request, query, _navigation)


def mount(router: Router) -> None:
    """Add the address to a router."""
    router.get(
        "/navigation/",
        response={200: Navigation, 400: ProblemDetails},
        operation_id="navigation",
        summary="Navigation",
        description=(
            "The ways on that every page offers, and the look that all share: custom properties for both modes, fonts "
            "and the mark, with each territory's skin over them. For front ends that draw their own pages."
        ),
        tags=["navigation"],
        openapi_extra={"parameters": parameters(("lang",))},
    )(show)


def _navigation() -> Plain:
    frame = Frame()
    logos = _logos(frame.territories)
    pages = [_page(page.words) for page in frame.home_menu]  # type: ignore[attr-defined]
    views = [_link(_("Agenda"), links.agenda()), _link(_("Map"), links.map_page()), _link(_("Search"), links.search())]
    return {
        "home": _link(settings.WAGTAIL_SITE_NAME, links.home(), links.home()),
        "menu": [*views, *pages],
        "footer": [
            {"title": _("The territories"), "links": [_page(each.page) for each in frame.territories]},  # type: ignore
            {"title": _("Find"), "links": [*views, *pages]},
            {"title": _("Take it with you"), "links": _to_take_away()},
        ],
        "territories": [_territory(each, logos.get(each.logo_id)) for each in frame.territories],
        "languages": [_language(code) for code, _name in settings.LANGUAGES],
        "theme": _theme(),
    }


def _link(title: str, address: str, path: str | None = None) -> Plain:
    return {"title": title, "url": absolute(address), "path": path}


def _page(page: Any) -> Plain:
    return _link(page.title, page_path(page), path_on_platform(page.url_path))


def _to_take_away() -> list[Plain]:
    return [
        _link(_("Calendar (ICS)"), links.feed("agenda.ics")),
        _link(_("What’s on (RSS)"), links.feed("agenda.rss")),
        _link(_("Minutes (RSS)"), links.feed("minutes.rss")),
        _link(_("These dates on your site"), links.partners()),
        _link(_("Open data"), links.open_data()),
    ]


def _logos(territories: list[Territory]) -> dict[int | None, PortalImage]:
    """Return the logos by their pk, read beside the territories, which many requests share."""
    keys = [territory.logo_id for territory in territories]
    return {image.pk: image for image in PortalImage.objects.filter(pk__in=keys).prefetch_renditions(PICTURE_SPEC)}


def _territory(territory: Any, logo: PortalImage | None) -> Plain:
    skin = territory_theme(territory)
    return {
        **(territory_ref(territory) or {}),
        "url": absolute(page_path(territory.page)),
        "path": path_on_platform(territory.page.url_path),
        "colour": territory.colour,
        "accent": territory.accent,
        "logo": picture_ref(logo),
        "theme": {"light": skin.light, "dark": skin.dark},
    }


def _language(code: str) -> Plain:
    spoken = get_language_info(code)
    direction = "rtl" if spoken["bidi"] else "ltr"
    return {"code": code, "name": spoken["name_local"], "direction": direction, "url": absolute(f"/{code}/")}


def _theme() -> Plain:
    theme = platform_theme()
    fonts = [{"family": each.family, "weight": each.weight, "url": _static(each.file)} for each in faces()]
    return {
        **theme._asdict(),
        "fonts": fonts,
        "mark": _static("portal/mark.svg"),
        "icon": _static("portal/favicon.svg"),
    }


def _static(name: str) -> str:
    return absolute(static(name))
