"""Activities, events and meetings in the words of schema.org: one date, or a series with its next dates."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from events.dated_context import SHOWN_DATES
from events.models import DatedPage, Occurrence, Series
from events.models.occurrences import Status
from events.querysets import OccurrenceQuerySet
from events.shown import Shown, shown_list
from events.structured_data import SCHEMA, event_node, series_key, shared_facts
from events.structured_schedule import schedule_node
from labs.models import MeetingPage
from portal.addresses import absolute, page_path, reader_language
from portal.periods import midnight
from portal.structured_data import Node, describes, node


@describes(MeetingPage)
def of_meeting(page: MeetingPage) -> Iterable[Node]:
    """Return the date of a meeting: nothing of its minutes."""
    return [event_node(facts) for facts in shown_list(_rows(page.translation_key), reader_language())]


@describes(DatedPage)
def of_dated(page: DatedPage) -> Iterable[Node]:
    """Return the one date of an event, else the series; once all is over, its last date."""
    rows = _rows(page.translation_key)
    coming = shown_list(rows.upcoming()[:SHOWN_DATES], reader_language())
    schedules = _schedules(page.source, rows)
    if not schedules and len(coming) < 2:
        last = coming or shown_list(rows.order_by("-starts_at")[:1], reader_language())
        return [event_node(facts) for facts in last]
    return [_series(page, coming, schedules)] if coming else []


def _series(page: DatedPage, coming: list[Shown], schedules: list[Node]) -> Node:
    """Return what goes on, told by the first of its next dates that is as planned."""
    usual = next((facts for facts in coming if facts["status"] == Status.SCHEDULED), coming[0])
    return node(
        "Event",
        series_key(usual["kind"], page.translation_key),
        name=page.title,
        description=page.summary,
        url=absolute(page_path(page)),
        startDate=event_node(usual)["startDate"],
        eventStatus=SCHEMA + ("EventCancelled" if _none_is_held(coming) else "EventScheduled"),
        eventSchedule=schedules,
        **shared_facts(usual),
        subEvent=[event_node(facts) for facts in coming],
    )


def _none_is_held(coming: list[Shown]) -> bool:
    """Tell whether all the next dates are cancelled: one that is does not cancel what goes on."""
    return all(facts["status"] == Status.CANCELLED for facts in coming)


def _schedules(page: DatedPage, rows: OccurrenceQuerySet) -> list[Node]:
    """Return the schedules that repeat, laid beside the dates that do take place, as far as these are expanded."""
    series = Series.objects.filter(pk=page.translation_key).first()
    since = midnight(timezone.localdate())
    if series is None or series.expanded_until is None:
        return []
    kept = _kept(rows.filter(ends_at__gte=since))
    until = midnight(series.expanded_until)
    found = [schedule_node(each.rule, kept[each.translation_key], since, until) for each in page.schedules.all()]
    return [schedule for schedule in found if schedule]


def _kept(rows: OccurrenceQuerySet) -> dict[UUID, set[datetime]]:
    """Return when the dates of each schedule begin, those aside that will not take place."""
    starts: dict[UUID, set[datetime]] = defaultdict(set)
    for schedule, start in rows.exclude(status=Status.CANCELLED).values_list("schedule_uid", "starts_at"):
        starts[schedule].add(start)
    return starts


def _rows(key: UUID) -> OccurrenceQuerySet:
    return Occurrence.objects.filter(series=key).public()
