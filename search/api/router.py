"""The addresses `/search/` and `/suggest/`, relative to where the API is mounted."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from portal.addresses import absolute
from portal.api.answers import answer, envelope
from portal.api.parameters import parameters
from portal.api.query import Query, read_query
from portal.api.refs import moment, slug_name, territory_ref
from portal.api.schemas import ProblemDetails
from portal.filters import SEARCH_NAMES, Filter
from search.api.schemas import SearchResults, Suggestions
from search.asked import KNOWN
from search.ends import last_end, next_end
from search.engines import Engine, engine
from search.kinds import KINDS
from search.queries import Hit, search
from search.readings import Reading
from search.suggestions import MOST, Suggestion, as_suggestion, suggest

API_NAMES = (*SEARCH_NAMES, "limit", "offset")
SUGGEST_NAMES = ("q", "lang", "limit")
router = Router(tags=["search"])


@router.get(
    "/search/",
    response={200: SearchResults, 400: ProblemDetails},
    operation_id="search_list",
    url_name="search_list",
    summary="Search",
    openapi_extra={"parameters": parameters(API_NAMES, kinds=tuple(KINDS))},
)
def search_list(request: HttpRequest) -> HttpResponse:
    """Find everything public that has all words of `q`, in any of its languages; dates narrow where they are given.

    Where little has them, what answers the words taken in another way stands beside.
    """
    query = read_query(request, API_NAMES, kinds=tuple(KINDS), known=KNOWN)
    by = engine()
    return answer(request, query, lambda: _results(query, by), **_beside(by))


@router.get(
    "/suggest/",
    response={200: Suggestions, 400: ProblemDetails},
    operation_id="suggest_list",
    url_name="suggest_list",
    summary="Suggestions",
    openapi_extra={"parameters": parameters(SUGGEST_NAMES)},
)
def suggest_list(request: HttpRequest) -> HttpResponse:
    """Complete what is being typed: titles of public things, topics, and words that others found something by."""
    query = read_query(request, SUGGEST_NAMES)
    return answer(request, query, lambda: _suggestions(query), **_beside(engine()))


def _results(query: Query, by: Engine) -> dict[str, Any]:
    results = search(query.filter, query.language, query.limit, query.offset, look_beside=True, by=by)
    facets = {name: [vars(value) for value in values] for name, values in results.facets.items()}
    return {
        **envelope(query, results.count, [_found(hit) for hit in results.items]),
        "facets": facets,
        "corrected": results.corrected,
        "degraded": results.degraded,
        "understood": _understood(results.filter, query),
        "beside": _otherwise(results.otherwise, results.beside, query) if results.otherwise else None,
    }


def _otherwise(reading: Reading, hits: list[Hit], query: Query) -> dict[str, Any]:
    return {
        "items": [_found(hit) for hit in hits],
        "loosened": reading.loosened,
        "words": reading.question.words if reading.question else [],
        "corrected": reading.corrected,
        "understood": _understood(reading.filter, query),
    }


def _understood(chosen: Filter, query: Query) -> str | None:
    return chosen.to_query(limit=None, offset=0) if chosen != query.filter else None


def _suggestions(query: Query) -> dict[str, Any]:
    found = suggest(query.filter.q, query.language, query.filter.limit or MOST)
    return {"count": len(found), "next": None, "previous": None, "items": [_suggested(each) for each in found]}


def _suggested(each: Suggestion) -> dict[str, Any]:
    return {
        "id": str(each.id),
        "kind": each.kind,
        "label": each.label,
        "title": each.title,
        "url": absolute(each.path),
        "territory": territory_ref(each.territory),
        "language": each.language,
        "modified": moment(each.modified),
    }


def _found(hit: Hit) -> dict[str, Any]:
    return _suggested(as_suggestion(hit.entry, hit.reader)) | {
        "excerpt": hit.excerpt,
        "municipality": slug_name(hit.entry.municipality),
        "next_date": moment(hit.next_date),
        "score": float(f"{hit.score:.4g}"),
        "source": hit.entry.source,
        "also_at": hit.entry.also_at,
        "why": {
            "words": hit.matched,
            "found_by": hit.found_by,
            "document": hit.passage.title if hit.passage else None,
            "distance_km": hit.distance_km,
            "date": moment(hit.date),
        },
    }


def _beside(by: Engine) -> dict[str, Any]:
    """Return what answers depend on beside what is written: when a date ended last, from when on there is another next
    one, and who answers; what may be answered otherwise by somebody else is not remembered.
    """
    now = timezone.now()
    state = by.state(now)
    until = None if state else partial(next_end, now)
    # Facets count what is in other territories than the one that is chosen.
    return {"also": {"last": last_end(now), "engine": state}, "until": until, "territories": ()}
