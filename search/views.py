"""The search page: a form that needs no script, facets, what was found, and ways on where nothing was."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.addresses import absolute, reader_language
from portal.filters import Filter
from search.asked import asked
from search.asking import count_asked
from search.chips import chips
from search.choices import groups
from search.queries import search

PER_PAGE = 20


def search_page(request: HttpRequest) -> HttpResponse:
    """Show what is found; what cannot be read of the address is said, and the rest of it holds."""
    chosen, problems = asked(request)
    results = search(chosen, chosen.lang or reader_language(), PER_PAGE, chosen.offset, loosen=True)
    if chosen.q and not chosen.offset and request.method == "GET":
        count_asked(chosen, found=bool(results.count) and not results.loosened)
    context = {
        "here": _("Search"),
        "chosen": chosen,
        "problems": problems,
        "results": results,
        "chips": chips(results.filter),
        "groups": groups(results.filter, results.facets),
        "kept": [(name, value) for name, value in chosen.pairs() if name not in ("q", "offset")],
        "as_typed": chosen.to_query(q=f'"{chosen.q}"', offset=0),
        "words_alone": Filter(q=chosen.q).to_query(),
        **_paging(chosen, results.count),
        **_addresses(chosen),
    }
    return render(request, "search/search.html", context)


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
    paths = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            paths[code] = absolute(reverse("search"))
    query = chosen.to_query()
    same = {code: f"{path}?{query}" if query else path for code, path in paths.items()}
    return {"alternates": same, "canonical": paths[reader_language()]}
