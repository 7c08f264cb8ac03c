"""What has dates, seen in one way: activities and events by their schedules, a meeting as its own."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeGuard

from django.utils import timezone

from events.models import DatedPage
from labs.models import LabPage, MeetingPage
from portal.models import PortalPage
from portal.recurrence import Rule


@dataclass(frozen=True)
class Timetable:
    """One rule of dates under its identity."""

    uid: uuid.UUID
    rule: Rule


def has_dates(thing: Any) -> TypeGuard[DatedPage | MeetingPage]:
    """Tell whether a thing is of a kind that has dates."""
    return isinstance(thing, DatedPage | MeetingPage)


def timetables(page: PortalPage) -> Iterable[Timetable]:
    """Return the rules of a page's dates."""
    if isinstance(page, MeetingPage):
        return [Timetable(page.translation_key, meeting_rule(page))]
    return [Timetable(schedule.translation_key, schedule.rule) for schedule in page.schedules.all()]


def meeting_rule(meeting: MeetingPage) -> Rule:
    """Return a meeting's one date as a rule."""
    start, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.end)
    same_day = end.date() == start.date() or end - start < timedelta(days=1)
    return Rule(start.date(), start.time(), None if same_day else end.date(), end.time())


def pages_with_dates(lab: LabPage) -> list[PortalPage]:
    """Return the activities, events and meetings of a lab."""
    return [*lab.activitypages.all(), *lab.eventpages.all(), *lab.meetingpages.all()]
