"""What a request asks of the search: the filter, checked against what there is, and everything wrong with it."""

from collections.abc import Collection

from django.conf import settings
from django.http import HttpRequest

from portal.api.query import Slugs, known_slugs
from portal.filters import SEARCH_NAMES, Filter, Problem, check_slugs, parse
from search.kinds import KINDS
from search.models import Entry, EntryLab, EntryLanguage

#: What the search page understands; the API has `limit` too.
PAGE_NAMES = (*SEARCH_NAMES, "offset")


def asked(request: HttpRequest) -> tuple[Filter, list[Problem]]:
    """Return the filter of a page's query string and all problems with it."""
    chosen, problems = parse(request.GET, allowed=PAGE_NAMES, kinds=tuple(KINDS))
    chosen, unknown = check_slugs(chosen, known_slugs(chosen, KNOWN))
    return chosen, problems + unknown


def lab_slugs(chosen: Filter) -> Collection[str]:
    """Return the slugs of labs with something public, and of the others those asked for that ever had: they go on
    answering, with nothing.
    """
    public = EntryLab.objects.filter(entry__in=Entry.objects.public())
    asked_for = EntryLab.objects.filter(slug__in=chosen.lab)
    return {slug for labs in (public, asked_for) for slug in labs.values_list("slug", flat=True).distinct()}


def language_codes(chosen: Filter) -> Collection[str]:
    """Return the languages that anything has words in, and those of the platform."""
    used = EntryLanguage.objects.values_list("code", flat=True).distinct()
    return {*used, *(code for code, _name in settings.LANGUAGES)}


#: Who knows the values that only the search can narrow by.
KNOWN: dict[str, Slugs] = {"lab": lab_slugs, "language": language_codes}
