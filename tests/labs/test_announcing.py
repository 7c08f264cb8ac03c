"""What is told of minutes: once, when everybody may read them; of drafts nothing."""

import json
from typing import Any

import pytest
from django.test import Client

from labs.models import MeetingPage
from portal.models import Message, Webhook
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _listener(db: Any) -> None:
    Webhook.objects.create(name="x", address="https://x.example/", events=["minutes.approved"])


def told() -> list[str]:
    """Return the events since this was last asked."""
    bodies = [json.loads(message.body) for message in Message.objects.order_by("pk")]
    Message.objects.all().delete()
    return [body["data"]["api_url"] for body in bodies if body["type"] == "minutes.approved"]


def write(meeting: MeetingPage, state: str, minutes: str = "<p>Si è deciso.</p>") -> Any:
    meeting = MeetingPage.objects.get(pk=meeting.pk)
    meeting.minutes_state, meeting.minutes = state, minutes
    return meeting.save_revision()


def test_minutes_are_told_when_they_are_approved_and_only_then(client: Client) -> None:
    meeting = f.meeting()
    write(meeting, "draft").publish()
    revision = write(meeting, "approved")
    assert told() == []
    revision.publish()
    data = json.loads(Message.objects.get().body)["data"]
    assert (data["kind"], data["id"]) == ("meeting", str(meeting.translation_key))
    answer = client.get(data["api_url"].removeprefix("https://agora.example")).json()
    assert (answer["minutes_state"], answer["url"]) == ("approved", data["url"])
    assert len(told()) == 1
    write(meeting, "approved", "<p>Si è deciso altro.</p>").publish()
    assert told() == []
    write(meeting, "draft").publish()
    assert told() == []
    write(meeting, "approved").publish()
    assert len(told()) == 1


def test_a_meeting_that_is_published_with_its_minutes_tells_of_them() -> None:
    meeting = MeetingPage(title="Riunione", live=False, starts_at=f.timezone.now(), minutes_state="approved")
    meeting.minutes = "<p>Si è deciso.</p>"
    f.council().add_child(instance=meeting)
    assert told() == []
    meeting.save_revision().publish()
    assert len(told()) == 1


def test_minutes_below_what_is_not_public_are_not_told() -> None:
    meeting = f.meeting()
    meeting.get_parent().specific.unpublish()
    write(meeting, "approved").publish()
    assert told() == []


def test_a_translation_does_not_tell_them_once_more() -> None:
    f.english_home()
    council = f.council(below=f.territory_page("pavia"))
    meeting = f.meeting(below=council)
    write(meeting, "approved").publish()
    for page in (f.territory_page("pavia"), council, MeetingPage.objects.get(pk=meeting.pk)):
        f.translated(page)
    assert len(told()) == 1
