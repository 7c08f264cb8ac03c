"""`/meetings/`: meetings from their publication on; what their minutes hold once they are approved."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from labs.api.councils import of_labs
from labs.api.decision_facts import decisions_of
from labs.api.known import lab_slugs, read_council
from labs.api.refs import PLACE, lab_ref, place_ref
from labs.api.schemas import Meeting
from labs.meeting_lists import lasting_beyond
from labs.models import CouncilPage, MeetingPage
from portal.api.pages import PageResource
from portal.api.query import Query
from portal.api.refs import Plain, file_ref, moment, slug_name
from portal.api.rich_text import as_html
from portal.periods import Interval
from portal.public import Publicity, parent_path
from portal.reader_words import with_words
from portal.reading import closed_to_readers

#: The name that meetings and decisions add to the grammar.
COUNCIL = {
    "council": (
        read_council,
        "Of this council.",
        {"type": "string", "pattern": r"^[\w-]{1,255}$"},
        "consulta-la-torretta",
    )
}


class MeetingResource(PageResource):
    """The meetings of all councils, the latest first."""

    name = "meetings"
    title, single_title = "Meetings", "One meeting"
    about = "The meetings of all councils, the latest first; minutes are there once they are approved."
    schema = Meeting
    model = MeetingPage
    names = ("territory", "lab", "from", "to", "when", "q")
    own = COUNCIL
    known = {"lab": lab_slugs}
    related = (PLACE, "lab__content_type", "minutes_document")
    prefetched = ("attachments__document", "attendance__organisation")
    order = ("-starts_at", "pk")

    def narrowed(self, pages: QuerySet, query: Query) -> QuerySet:
        """Narrow meetings by whose they are and when."""
        return of_query(super().narrowed(pages, query), query)

    def gather(self, pages: Sequence[Any]) -> None:
        """Read councils, decisions and closed collections, and resolve all rich text in one go."""
        add_councils(pages)
        decisions = decisions_of([page for page in pages if page.minutes_are_public])
        closed = closed_to_readers()
        html = as_html([text for page in pages for text in (_agenda(page), _minutes(page))])
        for page, agenda, minutes in zip(pages, html[::2], html[1::2], strict=True):
            page.html = {"agenda": agenda, "minutes": minutes}
            page.shown_decisions = [decision.as_part() for decision in decisions.get(page.pk, [])]
            page.closed_collections = closed

    def facts(self, page: Any, publicity: Publicity) -> Plain:
        """Return what everybody may know of a meeting."""
        attached = (row.document for row in page.attachments.all())
        return {
            "council": slug_name(page.council_ref),
            "lab": lab_ref(page.lab),
            "starts_at": moment(page.starts_at),
            "ends_at": moment(page.end),
            "place": place_ref(page.place),
            "online_url": page.online_url,
            "open_to_residents": page.open_to_residents,
            "attachments": [file_ref(each) for each in attached if each.collection_id not in page.closed_collections],
            **page.html,
            **_from_minutes(page),
        }


def of_query(meetings: QuerySet, query: Query) -> QuerySet:
    """Narrow meetings by lab, council and the days asked for."""
    meetings = of_labs(meetings, query.filter.lab)
    if council := query.own.get("council"):
        meetings = meetings.filter(path__startswith=council.path, depth=council.depth + 1)
    return _within(meetings, query.filter.window(timezone.now()))


def add_councils(meetings: Sequence[Any]) -> None:
    """Give each meeting its council by slug and name as `council_ref`, in one query and one for the words."""
    paths = {parent_path(meeting) for meeting in meetings}
    found = with_words(CouncilPage.objects.filter(path__in=paths).select_related("locale"))
    councils = {council.path: CouncilRef(council) for council in found}
    for meeting in meetings:
        meeting.council_ref = councils[parent_path(meeting)]


class CouncilRef:
    """A council as it appears inside its meetings."""

    def __init__(self, council: Any) -> None:
        self.slug = council.public_slug
        self.name = council.words.title


def _within(meetings: QuerySet, window: Interval) -> QuerySet:
    if window.start:
        meetings = meetings.filter(lasting_beyond(window.start))
    return meetings.filter(starts_at__lt=window.end) if window.end else meetings


def _agenda(page: Any) -> str:
    return page.words.agenda or page.agenda


def _minutes(page: Any) -> str:
    return (page.words.minutes or page.minutes) if page.minutes_are_public else ""


def _from_minutes(page: Any) -> Plain:
    """Return what is known from the minutes alone; nothing of it before they are approved."""
    approved = page.minutes_are_public
    document = page.minutes_document if approved else None
    if document and document.collection_id in page.closed_collections:
        document = None
    attendance = list(page.attendance.all()) if approved else []
    return {
        "minutes_state": "approved" if approved else "none",
        "approved_on": page.approved_on if approved else None,
        "minutes_document": file_ref(document) if document else None,
        "attendance": [{"organisation": slug_name(row.organisation), "people": row.people} for row in attendance],
        "citizens": page.citizens if approved else None,
        "head_count": (page.citizens or 0) + sum(row.people for row in attendance) if approved else None,
        "decisions": page.shown_decisions,
    }
