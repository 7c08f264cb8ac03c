"""What an address of ours stands for when somebody embeds it: dates to show in a frame, or a link to follow."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve

from events.agenda import agenda
from events.agenda_links import agenda_path, embed_path
from events.asked import read
from events.dated import has_dates
from events.embed import embedded_agenda, thing_path
from events.filter_words import list_title
from events.models import DatedPage, Occurrence
from events.occurrence_pages import lasting, public_date, row_at
from labs.models import Organisation, Place
from portal.addresses import absolute, page_path
from portal.filters import EMBED_NAMES, Filter
from portal.models import PortalPage
from portal.page_lookup import language_of, page_at
from portal.sites import site_at

#: How many dates a frame shows where the address that was pasted does not say it.
DEFAULT_LIMIT = 10
RECORDS = {model.url_name: model for model in (Organisation, Place)}


@dataclass(frozen=True)
class Target:
    """A thing of ours that can be embedded; `frame` is the path of a frame that shows it, "" for a mere link."""

    url: str
    title: str
    frame: str = ""
    picture: dict[str, Any] | None = None


def target_of(request: HttpRequest, url: str) -> Target | None:
    """Return what is at an address, in the active language; None for what is not ours, not there or not public."""
    try:
        split = urlsplit(url)
        ours = split.scheme in ("http", "https") and (
            split.netloc == urlsplit(settings.PUBLIC_URL).netloc or site_at(url) is not None
        )
        match = resolve(split.path) if ours else None
    except (ValueError, Resolver404):
        return None
    return _target(request, split, match) if match else None


def _target(request: HttpRequest, split: SplitResult, match: ResolverMatch) -> Target | None:
    if match.func in (agenda, embedded_agenda):
        return _list(QueryDict(split.query))
    if match.func is lasting:
        return _lasting(match.kwargs["key"])
    if match.url_name in RECORDS:
        record = RECORDS[match.url_name].objects.filter(**match.kwargs).first()
        return Target(absolute(record.path_for_reader()), str(record)) if record else None
    return _page(request, _on_platform(split)) if match.url_name == "wagtail_serve" else _view(split)


def _on_platform(split: SplitResult) -> str:
    """Return where the platform's hostname has a page of any hostname of ours."""
    site = site_at(split.geturl())
    return site.platform_path(split.path) if site else split.path


def _list(params: QueryDict) -> Target | None:
    """Return the list that a query string asks for; one that cannot be read is no list, rather than another one."""
    chosen, problems = read(params, (*EMBED_NAMES, "page"))
    return None if problems else _filtered(chosen, absolute(agenda_path(chosen)))


def _lasting(key: Any) -> Target | None:
    try:
        row = public_date(key)
    except Http404:
        return None
    return _date(row) if row else None


def _page(request: HttpRequest, path: str) -> Target | None:
    """Return what a page stands for: the dates of a filter, its own dates, one of them, else itself as a link."""
    found = page_at(request, path)
    if found is None:
        return None
    page: PortalPage = found.page
    if isinstance(page, DatedPage) and (address := found.kwargs.get("address")):
        row = row_at(page, address)
        return _date(row) if row else None
    url = absolute(page_path(page))
    if has_dates(page):
        return Target(url, page.title, thing_path(page.translation_key))
    chosen = page.agenda_filter()
    return Target(url, page.title) if chosen is None else _filtered(chosen, url)


def _filtered(chosen: Filter, url: str) -> Target:
    shown = replace(chosen, limit=chosen.limit or DEFAULT_LIMIT)
    return Target(url, list_title(chosen), embed_path(shown))


def _date(row: Occurrence) -> Target:
    return Target(absolute(row.path), row.title, thing_path(row.pk), row.series.image)


def _view(split: SplitResult) -> Target | None:
    """Return a page for people that is no page of the tree, such as the search, as a link."""
    url = absolute(split.path + (f"?{split.query}" if split.query else ""))
    return Target(url, settings.WAGTAIL_SITE_NAME) if language_of(split.path) else None
