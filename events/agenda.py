"""`/it/agenda/`: the dates of a filter, day by day; it needs no script."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.agenda_form import agenda_form
from events.agenda_links import agenda_flyers, agenda_path, partners_path, subscriptions
from events.asked import asked
from events.calendar_sheet import LIST, VIEWS, sheet, view_path
from events.choice_counts import Counts, choice_counts
from events.day_counts import how_many
from events.days import by_day
from events.distances import tell_distances
from events.filter_words import filter_words
from events.models import Occurrence
from events.querysets import OccurrenceQuerySet
from events.share_cards import agenda_card
from portal.addresses import in_every_language, reader_language
from portal.filters import LIST_NAMES, Filter, Problem
from portal.filters.values import RefusedError, read_whole
from portal.freshness import freshness_for
from portal.kept_counts import kept_count
from portal.models import Territory
from portal.nearness import position
from portal.period_names import PERIOD_NAMES

PER_PAGE = 20
SHOWN_UNDER_WAY = 20

#: The periods that are one tap away; the form has them all.
QUICK_PERIODS = ("today", "tomorrow", "weekend", "week", "month")


class Choice(NamedTuple):
    """A link that changes the filter."""

    words: str
    path: str
    chosen: bool = False


@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """Answer with the page; what is wrong with the filter is said, and the rest of it holds."""
    now = timezone.now()
    chosen, problems = asked(request, (*LIST_NAMES, "page", "view"))
    view, view_problems = _view(request)
    if chosen.lang:
        with translation.override(chosen.lang):
            return redirect(agenda_path(chosen))
    shown, page_problems = ({"sheet": sheet(chosen, view, now)}, []) if view != LIST else _list(request, chosen, now)
    context = {
        **shown,
        "view": view,
        "problems": [*problems, *view_problems, *page_problems],
        **_ways_on(chosen, view),
        **agenda_form(chosen, _counts(request, chosen, now)),
        **_addresses(chosen, view, shown.get("number", 1)),
    }
    return render(request, "events/agenda.html", context)


def _view(request: HttpRequest) -> tuple[str, list[Problem]]:
    """Return how the dates are to be shown: as a list unless asked otherwise."""
    sent = request.GET.get("view", LIST)
    if sent in VIEWS:
        return sent, []
    return LIST, [Problem.of("view", sent, _("The dates cannot be shown this way."), list(VIEWS))]


def _list(request: HttpRequest, chosen: Filter, now: datetime) -> tuple[dict[str, Any], list[Problem]]:
    """Return the page of the list that is asked for, day by day."""
    day, rows = chosen.first_day(now), Occurrence.objects.public(now).matching(chosen, now).for_lists()
    page, problems = _page(request, rows.beginning(day), chosen, now)
    return {
        "page_of_dates": page,
        "number": page.number,
        "days": by_day(_told(page.object_list, chosen), chosen),
        "under_way": rows.under_way(day)[:SHOWN_UNDER_WAY] if page.number == 1 else (),
        "previous": _numbered(chosen, page.number - 1),
        "next": _numbered(chosen, page.number + 1),
    }, problems


def _told(rows: Iterable[Occurrence], chosen: Filter) -> list[Occurrence]:
    """Return the rows of a page with their distances from where was asked."""
    found = list(rows)
    tell_distances(found, position(chosen.near) if chosen.near else None)
    return found


def _counts(request: HttpRequest, chosen: Filter, now: datetime) -> Counts:
    """Return how much each choice would leave, counted once for each state of the data."""
    version = freshness_for(request).version
    return kept_count(lambda: choice_counts(chosen, now), "agenda choices", chosen, version)


def _page(request: HttpRequest, rows: OccurrenceQuerySet, chosen: Filter, now: datetime) -> tuple[Page, list[Problem]]:
    """Return the page of dates asked for; in the place of one that is not there, the nearest."""
    paginator = Paginator(rows, PER_PAGE)
    version = freshness_for(request, chosen.territory).version
    # A paginator counts when it is first asked; what it is told before holds.
    paginator.count = kept_count(  # type: ignore[misc]
        lambda: how_many(chosen, now, with_under_way=False), "agenda", chosen, version
    )
    sent = request.GET.get("page", "")
    try:
        number = read_whole(sent, 1, paginator.num_pages) if sent else 1
    except RefusedError:
        allowed = [f"1..{paginator.num_pages}"]
        problem = Problem.of("page", sent, _("There is no such page of this list."), allowed)
        return paginator.get_page(sent), [problem]
    return paginator.page(number), []


def _ways_on(chosen: Filter, view: str) -> dict[str, Any]:
    """Return the links that narrow or widen the list."""
    any_day = replace(chosen, when="", from_=None, to=None)
    words = filter_words(chosen)
    return {
        "period_links": [
            Choice(str(label), agenda_path(replace(any_day, when=name)), chosen.when == name)
            for name, label in PERIOD_NAMES.items()
            if name in QUICK_PERIODS
        ],
        "view_links": [Choice(str(label), view_path(chosen, name), name == view) for name, label in VIEWS.items()],
        "chips": [Choice(word.words, view_path(chosen.without(word.name, word.value), view)) for word in words],
        "any_day": agenda_path(any_day) if any_day != chosen else "",
        "everything": agenda_path(Filter()) if words else "",
    }


def _addresses(chosen: Filter, view: str, number: int) -> dict[str, Any]:
    """Return where this list is in every language, and as a feed."""
    alternates = in_every_language(lambda: _numbered(chosen, number) if view == LIST else view_path(chosen, view))
    return {
        "alternates": alternates,
        "canonical": alternates[reader_language()],
        "feeds": subscriptions(chosen),
        "flyers": agenda_flyers(chosen),
        "card": agenda_card(_territory(chosen)),
        "description": _("Activities, events and open meetings, with what is cancelled or moved."),
        "partners": partners_path(chosen),
    }


def _territory(chosen: Filter) -> Territory | None:
    """Return the one territory that is asked for."""
    return Territory.objects.filter(slug__in=chosen.territory).first() if len(chosen.territory) == 1 else None


def _numbered(chosen: Filter, number: int) -> str:
    path = agenda_path(chosen)
    return path if number < 2 else f"{path}{'&' if '?' in path else '?'}page={number}"
