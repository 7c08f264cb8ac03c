"""What a request asks of a list of dates: the filter, checked against what there is, and everything wrong with it."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest

from labs.models import LabPage
from portal.api.query import KNOWN
from portal.filters import Filter, Problem, check_slugs, parse
from portal.public import public_pages


def asked(request: HttpRequest, allowed: Collection[str], **limits: Any) -> tuple[Filter, list[Problem]]:
    """Return the filter of a request's query string and all problems with it; `limits` are those of `filters.parse`."""
    chosen, problems = parse(request.GET, allowed=allowed, **limits)
    chosen, unknown = check_slugs(chosen, known_slugs(chosen))
    return chosen, problems + unknown


def known_slugs(chosen: Filter) -> dict[str, set[str]]:
    """Return the existing slugs by name, read for the names that a filter uses only."""
    known = {**KNOWN, "lab": lambda: lab_slugs(chosen.lab)}
    used = {name for name in known if getattr(chosen, name)}
    if chosen.near and chosen.near.municipality:
        used.add("municipality")
    return {name: set(known[name]()) for name in used}


def lab_slugs(asked_for: Collection[str] = ()) -> set[str]:
    """Return the slugs of the public labs, and of those asked for: nobody else learns of a lab in preparation."""
    labs = LabPage.objects.filter(public_slug__isnull=False)
    found = public_pages(labs) | labs.filter(public_slug__in=asked_for)
    return set(found.values_list("public_slug", flat=True))
