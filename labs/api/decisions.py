"""`/decisions/`: what approved minutes decided, over all councils, the latest first."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.text import Truncator

from labs.api.decision_facts import DecisionFacts, decisions_of
from labs.api.known import lab_slugs
from labs.api.meetings import COUNCIL, add_councils, of_query
from labs.api.refs import lab_ref
from labs.api.schemas import Decision as DecisionSchema
from labs.models import Decision, MeetingPage
from portal.addresses import absolute, page_path
from portal.api.identity import as_uuid
from portal.api.query import Query
from portal.api.refs import Plain, latest, moment, slug_name, territory_ref
from portal.api.resource import Resource, Rows
from portal.api.wording import saying
from portal.reader_words import with_words
from portal.reading import public_pages


class DecisionResource(Resource):
    """The decisions of approved minutes."""

    name = "decisions"
    key = ("Its id, the same in every language.", "0c8e1f7a-5b7d-4b3c-8f0e-2d9a6b1c4e53")
    title, single_title = "Decisions", "One decision"
    about = "What approved minutes decided and what became of it, the latest meeting first."
    schema = DecisionSchema
    names = ("territory", "lab", "from", "to", "when", "q")
    own = COUNCIL
    known = {"lab": lab_slugs}

    def rows(self, query: Query) -> QuerySet:
        """Return the decisions of the meetings that a query asks for."""
        meetings = of_query(_approved(), query)
        if query.filter.territory:
            meetings = meetings.filter(territory__slug__in=query.filter.territory)
        rows = saying(_decisions(meetings), query.filter.q, ("text",))
        return rows.order_by("-page__starts_at", "page_id", "sort_order", "pk")

    def find(self, key: str) -> QuerySet:
        """Return the decision that an id stands for."""
        return _decisions(_approved()).filter(translation_key=as_uuid(key))

    def items(self, rows: Rows) -> list[Plain]:
        """Return each decision with its meeting and council."""
        meetings = with_words({row.page_id: row.page for row in rows}.values())
        add_councils(meetings)
        facts = {each.decision.pk: each for of_meeting in decisions_of(meetings).values() for each in of_meeting}
        return [_item(facts[row.pk]) for row in rows]


def _approved() -> QuerySet[MeetingPage]:
    approved = MeetingPage.objects.filter(
        locale__language_code=settings.SOURCE_LANGUAGE, minutes_state=MeetingPage.MinutesState.APPROVED
    )
    return public_pages(approved)


def _decisions(meetings: QuerySet[MeetingPage]) -> QuerySet[Decision]:
    rows = Decision.objects.filter(page__in=meetings)
    return rows.select_related("page__territory", "page__locale", "page__lab__content_type")


def _item(facts: DecisionFacts) -> Plain:
    meeting: Any = facts.meeting
    return {
        **facts.as_part(),
        "title": Truncator(facts.text).chars(80),
        "territory": territory_ref(meeting.territory),
        "modified": latest(meeting.last_published_at, facts.follow_up.modified if facts.follow_up else None),
        "language": meeting.words.locale.language_code,
        "council": slug_name(meeting.council_ref),
        "lab": lab_ref(meeting.lab),
        "meeting": {
            "id": str(meeting.translation_key),
            "title": meeting.words.title,
            "url": absolute(page_path(meeting.words)),
            "starts_at": moment(meeting.starts_at),
        },
    }
