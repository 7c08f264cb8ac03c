"""Meetings as lists show them: with their council and the reader's words, in a fixed number of queries."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from labs.models import CouncilPage, MeetingPage
from labs.models.meetings import USUAL_LENGTH
from portal.date_conditions import not_over
from portal.public import parent_path
from portal.reader_words import listed, with_words
from portal.reading import publicity


def shown(meetings: QuerySet[MeetingPage], limit: int | None = None) -> list[MeetingPage]:
    """Return the public ones of these source meetings, each with `words`, `council_words` and `decision_count`."""
    rows = publicity().only_public(meetings).select_related("locale", "territory", "place").defer("agenda", "minutes")
    found = with_words(rows.annotate(decision_count=Count("decisions"))[:limit])
    councils = {council.path: council for council in _councils(found)}
    for meeting in found:
        meeting.council_words = councils[parent_path(meeting)].words
    return found


def to_come(meetings: QuerySet[MeetingPage]) -> QuerySet[MeetingPage]:
    """Narrow meetings to those that have not ended, the next first."""
    return meetings.filter(lasting_beyond(timezone.now())).order_by("starts_at")


def past(meetings: QuerySet[MeetingPage]) -> QuerySet[MeetingPage]:
    """Narrow meetings to those that have ended, the latest first."""
    return meetings.exclude(lasting_beyond(timezone.now())).order_by("-starts_at")


def with_minutes(meetings: QuerySet[MeetingPage]) -> QuerySet[MeetingPage]:
    """Narrow meetings to those whose minutes everybody may read, the latest first."""
    return meetings.filter(minutes_state=MeetingPage.MinutesState.APPROVED).order_by("-starts_at")


def lasting_beyond(moment: datetime) -> Q:
    """Return the condition that a meeting is not over at a moment; one whose end nobody said takes the usual time."""
    return not_over(moment) | Q(ends_at=None, starts_at__gt=moment - USUAL_LENGTH)


def _councils(meetings: Iterable[MeetingPage]) -> list[CouncilPage]:
    paths = {parent_path(meeting) for meeting in meetings}
    return listed(CouncilPage.objects.filter(path__in=paths))
