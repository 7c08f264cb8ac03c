"""`/it/mappa/`: what a filter finds, on a drawn map of each territory and as the list beside it; it needs no script."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.addresses import in_every_language, on_platform, reader_language
from portal.api.query import known_slugs
from portal.centres import located
from portal.filters import SEARCH_NAMES, Filter, Problem, check_slugs, parse
from portal.models import Municipality
from portal.nearness import position
from search.asked import KNOWN
from search.chips import chips
from search.kinds import KINDS
from search.map.drawing import drawing
from search.map.spots import areas
from search.models import Entry
from search.querysets import EntryQuerySet
from search.views import beside_own, in_own_territory, query_of

#: What is shown unless the filter says otherwise: every lab, wherever it is.
SHOWN = ("lab",)
#: Words are searched for, not drawn.
NAMES = tuple(name for name in SEARCH_NAMES if name not in ("q", "lang"))
MOST = 500
RADIUS_KM = 15.0


@require_safe
def map_page(request: HttpRequest) -> HttpResponse:
    """Show where things are; what cannot be read of the address is said, and the rest of it holds."""
    chosen, problems = _asked(request)
    chosen, is_own = in_own_territory(chosen)
    centre = position(chosen.near) if chosen.near else None
    towns = list(Municipality.objects.select_related("territory").order_by("territory__name", "name"))
    rows = _rows(chosen)
    shown = list(rows.select_related("page", "territory", "municipality").defer("papers", "also_at")[: MOST + 1])
    found = areas(shown[:MOST], towns, centre)
    context = {
        "here": _("Map"),
        "chosen": chosen,
        "problems": problems,
        "most": MOST,
        "all": rows.count() if len(shown) > MOST else 0,
        "areas": [(area, drawing(area, centre)) for area in found],
        "chips": chips(beside_own(chosen, is_own=is_own)),
        "centres": located(),
        "kept": [pair for pair in chosen.pairs() if pair[0] not in ("near", "radius")],
        "further": chosen.to_query(radius=min(chosen.radius * 2, 100.0)) if chosen.near else "",
        "everywhere": on_platform(reverse("map")),
        "tiles": settings.MAP_TILES,
        **_addresses(chosen),
    }
    return render(request, "search/map.html", context)


def _asked(request: HttpRequest) -> tuple[Filter, list[Problem]]:
    chosen, problems = parse(request.GET, allowed=NAMES, kinds=tuple(KINDS))
    chosen, unknown = check_slugs(chosen, known_slugs(chosen, KNOWN))
    if chosen.near and "radius" not in request.GET:
        # One goes further to a lab than to a single date.
        chosen = replace(chosen, radius=RADIUS_KM)
    return chosen, problems + unknown


def _rows(chosen: Filter) -> EntryQuerySet:
    return Entry.objects.public().matching(chosen if chosen.kind else replace(chosen, kind=SHOWN))


def _addresses(chosen: Filter) -> dict[str, Any]:
    """Return the same map in every language, and the one address of the page itself."""
    paths = in_every_language(lambda: reverse("map"))
    same = {code: f"{path}{query_of(chosen)}" for code, path in paths.items()}
    return {"alternates": same, "canonical": paths[reader_language()]}
