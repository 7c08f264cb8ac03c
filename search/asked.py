"""What a request asks of the search: the filter, checked against what there is, and everything wrong with it."""

from collections.abc import Collection

from django.http import HttpRequest

from portal.api.query import known_slugs
from portal.filters import LIST_NAMES, Filter, Problem, check_slugs, parse
from search.kinds import KINDS
from search.models import Entry, EntryLab

#: What the search page understands; the API has `limit` too.
PAGE_NAMES = (*LIST_NAMES, "offset")


def asked(request: HttpRequest) -> tuple[Filter, list[Problem]]:
    """Return the filter of a page's query string and all problems with it."""
    chosen, problems = parse(request.GET, allowed=PAGE_NAMES, kinds=tuple(KINDS))
    chosen, unknown = check_slugs(chosen, known_slugs(chosen, {"lab": lab_slugs}))
    return chosen, problems + unknown


def lab_slugs(chosen: Filter) -> Collection[str]:
    """Return the slugs of labs with something public, and of the others those asked for that ever had: they go on
    answering, with nothing.
    """
    public = EntryLab.objects.filter(entry__in=Entry.objects.public())
    asked_for = EntryLab.objects.filter(slug__in=chosen.lab)
    return {slug for labs in (public, asked_for) for slug in labs.values_list("slug", flat=True).distinct()}
