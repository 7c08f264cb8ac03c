"""Meetings of a council: agenda, minutes, attendance in numbers, decisions and what became of them."""

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page

from home.demo import directory, papers
from home.demo.days import moment
from home.demo.publishing import publish
from home.demo.texts import demo_id, paragraphs, read
from labs.models import CouncilPage, Decision, DecisionFollowUp, MeetingAttendance, MeetingPage

APPROVED_AFTER = dt.timedelta(days=14)
State = MeetingPage.MinutesState


def publish_meeting(council: CouncilPage, key: str, facts: dict[str, Any]) -> None:
    """Publish one meeting; its minutes are public when they are approved, a draft is not."""
    page = MeetingPage(
        title=facts["title"],
        starts_at=moment(facts["on"], facts["from"]),
        ends_at=moment(facts["on"], facts["to"]),
        place=directory.place(facts.get("place")),
        online_url=facts.get("online_url", ""),
        open_to_residents=facts.get("open", True),
        agenda=paragraphs([f"- {words}" for words in facts["agenda"]]),
    )
    if "minutes" in facts:
        _add_minutes(page, council, key, facts)
    publish(page, council, key)
    # No signal for each: the page has just been published, and says nothing else because of them.
    DecisionFollowUp.objects.bulk_create(
        _follow_up(page, demo_id("decision", key, str(number)), decision)
        for number, decision in enumerate(facts.get("decisions", ()))
    )


def _add_minutes(page: MeetingPage, council: CouncilPage, key: str, facts: dict[str, Any]) -> None:
    page.minutes_state = State.DRAFT if facts.get("draft") else State.APPROVED
    page.minutes = paragraphs([*facts["minutes"], f"<i>{read('notices')['minutes']}</i>"])
    page.citizens = facts["citizens"]
    if page.minutes_state == State.APPROVED:
        page.approved_on = min(timezone.localdate(), timezone.localdate(page.starts_at) + APPROVED_AFTER)
    page.attendance.set(
        [
            MeetingAttendance(organisation=directory.organisation(slug), people=people)
            for slug, people in facts["attendance"].items()
        ]
    )
    page.decisions.set(
        [
            Decision(
                translation_key=demo_id("decision", key, str(number)),
                text=decision["text"],
                responsible_organisation=directory.organisation(decision.get("organisation")),
                responsible_role=decision.get("role", ""),
            )
            for number, decision in enumerate(facts["decisions"])
        ]
    )
    if facts.get("pdf"):
        page.minutes_document = papers.minutes(facts["title"], _on_paper(page, council, facts), council.territory)


def _on_paper(page: MeetingPage, council: CouncilPage, facts: dict[str, Any]) -> dict[str, Any]:
    """Return what the file of the minutes says."""
    present = [f"{row.organisation.name}: {row.people}" for row in page.attendance.all()]
    return {
        "title": facts["title"],
        "council": council.title,
        "when": date_format(timezone.localtime(page.starts_at), "l j F Y, H:i"),
        "present": [*present, f"Cittadini: {facts['citizens']}"],
        "agenda": facts["agenda"],
        "minutes": facts["minutes"],
        "decisions": [decision["text"] for decision in facts["decisions"]],
        "notice": read("notices")["minutes"],
    }


def _follow_up(meeting: MeetingPage, decision_key: uuid.UUID, facts: dict[str, Any]) -> DecisionFollowUp:
    """Return what became of a decision, and which page came of it."""
    return DecisionFollowUp(
        decision_key=decision_key,
        meeting=meeting,
        state=facts["state"],
        due_on=timezone.localdate(meeting.starts_at) + dt.timedelta(weeks=facts["due"]),
        produced=facts.get("produced", ""),
        produced_page=_produced(facts.get("page")),
    )


def _produced(page_id: str | None) -> Page | None:
    """Return the activity, event or content page with this id; None for none."""
    keys = [demo_id(f"{kind}/{page_id}") for kind in ("activity", "event", "page")]
    return Page.objects.filter(translation_key__in=keys, locale__language_code="it").first() if page_id else None
