"""What the pages of councils and meetings show, in a number of queries that does not grow with it."""

from itertools import groupby
from typing import Any

from django.utils import timezone

from labs.meeting_lists import past, shown, to_come
from labs.models import CouncilPage, Decision, DecisionFollowUp, MeetingPage
from portal.page_dates import rows_of
from portal.print_layouts import thing_flyers
from portal.reader_words import with_words
from portal.reading import publicity


def of_council(council: CouncilPage) -> dict[str, Any]:
    """Return the members, the meetings to come and the archive by year of a council (the source page)."""
    meetings = MeetingPage.objects.child_of(council)
    return {
        "council": council,
        "members": council.members.all(),
        "next_meetings": shown(to_come(meetings)),
        "archive": by_year(shown(past(meetings))),
    }


def by_year(meetings: list[MeetingPage]) -> list[tuple[int, list[MeetingPage]]]:
    """Return meetings, sorted by date, under their years."""
    return [(year, list(group)) for year, group in groupby(meetings, key=_year)]


def of_meeting(words: MeetingPage, meeting: MeetingPage) -> dict[str, Any]:
    """Return what everybody may read of a meeting (`words` its page in some language, `meeting` the source).

    Decisions, attendance and the minutes' file are left out until the minutes are approved.
    """
    context: dict[str, Any] = {
        "meeting": meeting,
        "row": next(iter(rows_of(meeting)), None),
        "documents": [row.document for row in meeting.attachments.all()],
        "flyers": thing_flyers(meeting.translation_key) if meeting.is_to_come else [],
    }
    if not meeting.minutes_are_public:
        return context
    attendance = list(meeting.attendance.all())
    return context | {
        "attendance": attendance,
        "head_count": (meeting.citizens or 0) + sum(row.people for row in attendance),
        "minutes": words.minutes or meeting.minutes,
        "decisions": decisions_of(words),
    }


def decisions_of(words: MeetingPage) -> list[Decision]:
    """Return the decisions of a meeting, each with what became of it as `follow_up`, which may be None."""
    decisions = list(words.decisions.select_related("responsible_organisation"))
    keys = [decision.translation_key for decision in decisions]
    found = DecisionFollowUp.objects.filter(decision_key__in=keys).select_related("produced_page__locale")
    follow_ups = {follow_up.decision_key: follow_up for follow_up in found}
    _add_public_pages(list(follow_ups.values()))
    for decision in decisions:
        decision.follow_up = follow_ups.get(decision.translation_key)  # type: ignore[attr-defined]
    return decisions


def _add_public_pages(follow_ups: list[DecisionFollowUp]) -> None:
    """Give each follow-up the page that came of it as `public_page`, with the reader's `words`, if all may see it."""
    tree = publicity()
    pages = [row.produced_page for row in follow_ups if row.produced_page and tree.window(row.produced_page)]
    with_words(pages)
    for follow_up in follow_ups:
        follow_up.public_page = follow_up.produced_page if follow_up.produced_page in pages else None  # type: ignore


def _year(meeting: MeetingPage) -> int:
    return timezone.localtime(meeting.starts_at).year
