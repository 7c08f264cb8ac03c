"""What was decided and what became of it, for the decisions of any number of meetings in the same queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from labs.models import Decision, DecisionFollowUp
from portal.addresses import absolute, page_path
from portal.api.refs import Plain, slug_name
from portal.reader_words import with_words
from portal.reading import publicity


@dataclass(frozen=True)
class DecisionFacts:
    """A decision (the source language's row) with its number, its text in the reader's language and its follow-up."""

    decision: Decision
    meeting: Any
    number: int
    text: str
    follow_up: DecisionFollowUp | None
    produced_url: str | None

    @property
    def url(self) -> str:
        """The address of the decision on its meeting's page."""
        return f"{absolute(page_path(self.meeting.words))}#decisione-{self.number}"

    def as_part(self) -> Plain:
        """Return the decision as part of its meeting."""
        follow_up = self.follow_up
        return {
            "id": str(self.decision.translation_key),
            "url": self.url,
            "number": self.number,
            "text": self.text,
            "responsible": self.decision.responsible,
            "responsible_organisation": slug_name(self.decision.responsible_organisation),
            "state": follow_up.state if follow_up else DecisionFollowUp.State.OPEN.value,
            "due_on": follow_up and follow_up.due_on,
            "produced": follow_up.produced if follow_up else "",
            "produced_url": self.produced_url,
        }


def decisions_of(meetings: Sequence[Any]) -> dict[int, list[DecisionFacts]]:
    """Return the decisions of meetings with approved minutes (source pages with `words`), by the meeting's pk."""
    by_pk = {meeting.pk: meeting for meeting in meetings}
    rows = _rows(meetings)
    texts = _texts(meetings)
    follow_ups = {row.decision_key: row for row in _follow_ups(rows)}
    addresses = _produced(list(follow_ups.values()))
    found: dict[int, list[DecisionFacts]] = defaultdict(list)
    for row in rows:
        own, key = found[row.page_id], row.translation_key
        text = texts.get(key) or row.text
        own.append(DecisionFacts(row, by_pk[row.page_id], len(own) + 1, text, follow_ups.get(key), addresses.get(key)))
    return found


def _rows(meetings: Sequence[Any]) -> list[Decision]:
    """Return the decisions in their order; a draft brings its own, which are in no table yet."""
    if drafts := [meeting for meeting in meetings if meeting.is_draft]:
        return [_of(meeting, row) for meeting in drafts for row in meeting.decisions.all()]
    rows = Decision.objects.filter(page__in=[meeting.pk for meeting in meetings])
    return list(rows.select_related("responsible_organisation").order_by("page_id", "sort_order", "pk"))


def _of(meeting: Any, row: Decision) -> Decision:
    row.page_id = meeting.pk
    return row


def _texts(meetings: Sequence[Any]) -> dict[UUID, str]:
    """Return the translated texts, by the key that a decision keeps in all languages."""
    translated = [meeting.words for meeting in meetings if meeting.words is not meeting]
    if not translated:
        return {}
    drafts = {row.translation_key: row.text for page in translated if page.is_draft for row in page.decisions.all()}
    rows = Decision.objects.filter(page__in=[page.pk for page in translated])
    return dict(rows.values_list("translation_key", "text")) | drafts


def _follow_ups(decisions: Sequence[Decision]) -> Iterable[DecisionFollowUp]:
    keys = [decision.translation_key for decision in decisions]
    return DecisionFollowUp.objects.filter(decision_key__in=keys).select_related("produced_page__locale")


def _produced(follow_ups: Sequence[DecisionFollowUp]) -> dict[UUID, str]:
    """Return the address of the public page that came of a decision, by the decision's key."""
    pages = {row.decision_key: row.produced_page for row in follow_ups if row.produced_page}
    if not pages:
        return {}
    tree = publicity()
    public = {key: page for key, page in pages.items() if tree.window(page)}
    with_words(public.values())
    return {key: absolute(page_path(page.words)) for key, page in public.items()}
