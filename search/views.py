"""The search page: a form that needs no script, facets, what was found, and ways on where nothing was."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.addresses import in_every_language, on_platform, reader_language
from portal.filters import Filter
from portal.sites import current_site
from search.asked import asked
from search.asking import count_asked
from search.chips import chips
from search.choices import groups
from search.facets import labels
from search.queries import Results, search
from search.readings import QUOTES

PER_PAGE = 20
#: How many things of other territories are shown where one has none.
MOST_ELSEWHERE = 8


def search_page(request: HttpRequest) -> HttpResponse:
    """Show what is found; what cannot be read of the address is said, and the rest of it holds."""
    chosen, problems = asked(request)
    chosen, is_own = in_own_territory(chosen)
    language = chosen.lang or reader_language()
    results = search(chosen, language, PER_PAGE, chosen.offset, loosen=True)
    if chosen.q and request.method == "GET":
        count_asked(chosen, found=bool(results.count) and not (results.loosened or results.corrected))
    context = {
        "here": _("Search"),
        "chosen": chosen,
        "problems": problems,
        "results": results,
        "chips": chips(beside_own(results.filter, is_own=is_own)),
        "groups": groups(results.filter, results.facets, without=("territory",) if is_own else ()),
        "own_territory": is_own and labels("territory", set(chosen.territory)).get(chosen.territory[0]),
        "elsewhere": _elsewhere(chosen, results, language) if is_own else None,
        "everywhere": on_platform(reverse("search")) + query_of(beside_own(chosen, is_own=is_own)),
        "kept": [(name, value) for name, value in chosen.pairs() if name not in ("q", "offset")],
        "as_typed": results.filter.to_query(q=f'"{results.filter.q}"', offset=0),
        "unquoted": _unquoted(chosen),
        "words_alone": on_platform(reverse("search")) + query_of(Filter(q=chosen.q)),
        **_paging(chosen, results.count),
        **_addresses(chosen),
    }
    return render(request, "search/search.html", context)


def in_own_territory(chosen: Filter) -> tuple[Filter, bool]:
    """Return a filter on a territory's hostname narrowed to that territory unless it names others, and whether it was.

    The whole platform is one tap away, on the platform's hostname.
    """
    site = current_site()
    if not site or not site.territory or chosen.territory not in ((), (site.territory,)):
        return chosen, False
    return replace(chosen, territory=(site.territory,)), True


def beside_own(chosen: Filter, *, is_own: bool) -> Filter:
    """Return what was chosen beside the territory that the hostname chooses."""
    return replace(chosen, territory=(), offset=0) if is_own else chosen


def query_of(chosen: Filter) -> str:
    """Return what follows the path in the address of a filter."""
    query = chosen.to_query()
    return f"?{query}" if query else ""


def _unquoted(chosen: Filter) -> str:
    """Return the query string of the same words not taken just as they are written; "" where they are not."""
    words = chosen.q.translate(dict.fromkeys(map(ord, QUOTES), " "))
    return chosen.to_query(q=" ".join(words.split()), offset=0) if words != chosen.q else ""


def _elsewhere(chosen: Filter, own: Results, language: str) -> Results | None:
    """Return what the whole platform has where a territory has nothing with all the words; None where that has nothing.

    Where the territory has some of them, things elsewhere must have them all.
    """
    if own.count and not own.loosened:
        return None
    found = search(beside_own(chosen, is_own=True), language, MOST_ELSEWHERE, loosen=not own.count)
    return found if found.count else None


def _paging(chosen: Filter, count: int) -> dict[str, Any]:
    """Return number of this page, how many there are, and the query strings of those beside it."""
    before, after = max(chosen.offset - PER_PAGE, 0), chosen.offset + PER_PAGE
    return {
        "page_number": chosen.offset // PER_PAGE + 1,
        "pages": max(-(-count // PER_PAGE), 1),
        "previous_query": chosen.to_query(offset=before) if chosen.offset else None,
        "next_query": chosen.to_query(offset=after) if after < count else None,
    }


def _addresses(chosen: Filter) -> dict[str, Any]:
    """Return the same search in every language, and the one address of the page itself."""
    paths = in_every_language(lambda: reverse("search"))
    same = {code: f"{path}{query_of(chosen)}" for code, path in paths.items()}
    return {"alternates": same, "canonical": paths[reader_language()]}
