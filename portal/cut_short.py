"""Addresses whose last part was cut off: they lead to the list of what stands below them."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import lazy


def section(route: Any) -> Any:
    """Return what a translated route says before its first variable part, in whatever language it is asked for."""
    return lazy(lambda: str(route).partition("<")[0], str)()


def leads_to(path: Callable[..., str], **chosen: str) -> Callable[[HttpRequest], HttpResponse]:
    """Return a view that sends readers on to the path that `path` makes of a filter, in their language."""

    def lead(request: HttpRequest) -> HttpResponse:
        """Redirect for now: some day the address may have a page of its own."""
        return HttpResponseRedirect(path(**chosen))

    return lead
