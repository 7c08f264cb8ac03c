"""`/navigation/`: the ways on that every page offers, for front ends that draw their own."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from ninja import Router

from home.api.schemas import Navigation
from portal import links
from portal.addresses import absolute, page_path, reader_language
from portal.api.answers import answer
from portal.api.parameters import parameters
from portal.api.query import read_query
from portal.api.refs import Plain, territory_ref
from portal.api.schemas import ProblemDetails
from portal.navigation import Frame


def show(request: HttpRequest) -> HttpResponse:
    """Answer the main menu, the territories and the languages."""
    query = read_query(request, ("lang",))
    return answer(request, query, _navigation)


def mount(router: Router) -> None:
    """Add the address to a router."""
    router.get(
        "/navigation/",
        response={200: Navigation, 400: ProblemDetails},
        operation_id="navigation",
        summary="Navigation",
        description="The ways on that every page offers, for front ends that draw their own pages.",
        tags=["navigation"],
        openapi_extra={"parameters": parameters(("lang",))},
    )(show)


def _navigation() -> Plain:
    frame = Frame()
    pages = [{"title": page.words.title, "url": absolute(page_path(page.words))} for page in frame.home_menu]
    return {
        "home": {"title": settings.WAGTAIL_SITE_NAME, "url": absolute(f"/{reader_language()}/")},
        "menu": [
            {"title": _("Agenda"), "url": absolute(links.agenda())},
            {"title": _("Search"), "url": absolute(links.search())},
            *pages,
        ],
        "territories": [
            {
                **(territory_ref(territory) or {}),
                "url": absolute(page_path(territory.page)),  # type: ignore[attr-defined]
                "colour": territory.colour,
            }
            for territory in frame.territories
        ],
        "languages": [
            {"code": code, "name": get_language_info(code)["name_local"], "url": absolute(f"/{code}/")}
            for code, _name in settings.LANGUAGES
        ],
    }
