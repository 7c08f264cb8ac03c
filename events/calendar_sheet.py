"""The dates of a filter on a calendar sheet: a week or a month, a field for every day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber, TruncDate
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from events.agenda_links import agenda_path
from events.models import Occurrence
from portal.date_phrases import day_and_month, full_date
from portal.filters import Filter
from portal.periods import ROME, local_day

LIST, WEEK, MONTH = "list", "week", "month"
VIEWS = {LIST: _("List"), WEEK: _("Week"), MONTH: _("Month")}
#: How many dates a field shows before it only counts them.
SHOWN = {WEEK: 12, MONTH: 3}
DAY = dt.timedelta(days=1)


class Field(NamedTuple):
    """A day of the sheet: its first dates, how many there are in all, and where they are listed."""

    day: dt.date
    rows: list[Occurrence]
    number: int
    path: str
    is_today: bool
    is_outside: bool

    @property
    def more(self) -> int:
        """How many dates the field does not show."""
        return self.number - len(self.rows)


class Sheet(NamedTuple):
    """A week or month: its name, its fields week by week from Monday, and the sheets beside it."""

    view: str
    title: str
    weeks: list[list[Field]]
    previous: str
    next: str


def view_path(chosen: Filter, view: str) -> str:
    """Return the path of the agenda for a filter in one of the views."""
    path = agenda_path(chosen)
    return path if view == LIST else f"{path}{'&' if '?' in path else '?'}view={view}"


def sheet(chosen: Filter, view: str, now: dt.datetime) -> Sheet:
    """Return the week or month in which the dates of a filter begin, with all of its days; one query."""
    today = local_day(now)
    first, last = SPANS[view](chosen.first_day(now) or today)
    days = _days(first, last)
    any_day = replace(chosen, when="", from_=None, to=None)
    rows = _rows(replace(any_day, from_=days[0], to=days[-1]), SHOWN[view], now)
    fields = [
        Field(
            day,
            rows[day],
            rows[day][0].number_of_day if rows[day] else 0,  # type: ignore[attr-defined]
            agenda_path(replace(any_day, from_=day, to=day)),
            day == today,
            not first <= day <= last,
        )
        for day in days
    ]
    beside = [view_path(replace(any_day, from_=day), view) for day in (SPANS[view](first - DAY)[0], last + DAY)]
    return Sheet(view, _title(view, first, last), [fields[i : i + 7] for i in range(0, len(fields), 7)], *beside)


def _week(day: dt.date) -> tuple[dt.date, dt.date]:
    monday = day - day.weekday() * DAY
    return monday, monday + 6 * DAY


def _month(day: dt.date) -> tuple[dt.date, dt.date]:
    first = day.replace(day=1)
    return first, (first + 31 * DAY).replace(day=1) - DAY


SPANS: dict[str, Callable[[dt.date], tuple[dt.date, dt.date]]] = {WEEK: _week, MONTH: _month}


def _days(first: dt.date, last: dt.date) -> list[dt.date]:
    """Return the days of whole weeks round a span."""
    monday, sunday = _week(first)[0], _week(last)[1]
    return [monday + number * DAY for number in range((sunday - monday).days + 1)]


def _rows(chosen: Filter, shown: int, now: dt.datetime) -> dict[dt.date, list[Occurrence]]:
    """Return the first dates that begin on each local day, each with the `number_of_day` of all that do."""
    begins = TruncDate("starts_at", tzinfo=ROME)
    order: Any = [F("starts_at").asc(), F("pk").asc()]
    rows = Occurrence.objects.public(now).matching(chosen, now).beginning(chosen.from_).for_lists()
    rows = rows.annotate(
        begins=begins,
        place_in_day=Window(RowNumber(), partition_by=[begins], order_by=order),
        number_of_day=Window(Count("pk"), partition_by=[begins]),
    )
    found: dict[dt.date, list[Occurrence]] = defaultdict(list)
    for row in rows.filter(place_in_day__lte=shown).order_by("starts_at", "pk"):
        found[row.begins].append(row)  # type: ignore[attr-defined]
    return found


def _title(view: str, first: dt.date, last: dt.date) -> str:
    if view == MONTH:
        return date_format(first, "YEAR_MONTH_FORMAT")
    return f"{day_and_month(first)} – {full_date(last)}"
