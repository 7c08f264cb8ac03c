"""Single dates, subjects and long lines in our calendars."""

import datetime as dt

import icalendar
import pytest
import time_machine

from tests import factories as f
from tests.calendars import NOW, calendar, make, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_the_calendar_of_one_date_carries_that_date_alone(client):
    row = rows(make())[4]
    f.ChangeFactory(
        occurrence=row, kind="moved", starts_at=row.starts_at + dt.timedelta(days=1), reason={"it": "Sciopero"}
    )
    told = client.get(f"/api/v1/occurrences/{row.pk}/").json()
    content = client.get(told["ics_url"].removeprefix("https://agora.example")).content
    [event] = icalendar.Calendar.from_ical(content).events
    assert str(event["UID"]).startswith(str(row.pk))
    assert event.start == row.starts_at + dt.timedelta(days=1)
    assert event.end - event.start == dt.timedelta(hours=2)
    assert event["COMMENT"] == "Sciopero"
    assert not {"RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"} & set(event)


def test_subjects_are_said_in_the_language_asked_for_each_on_its_own(client):
    topics = [
        f.TopicFactory(name="cucina, orti", labels={"it": "cucina, orti", "en": "cooking, gardens"}),
        f.TopicFactory(name="musica", labels={"it": "musica", "en": "music"}),
    ]
    f.activity(topics=topics)
    for query, words in (("", ["cucina, orti", "musica"]), ("?lang=en&free=true", ["cooking, gardens", "music"])):
        event = calendar(client, query).events[0]
        assert event["CATEGORIES"].cats == words
    assert b"\r\nCATEGORIES:cucina\\, orti,musica\r\n" in client.get("/feeds/agenda.ics").content


@pytest.mark.parametrize("before", range(60, 72))
@pytest.mark.parametrize("letter", ["è", "€", "🎭"])
def test_a_line_is_never_folded_within_a_letter(client, letter, before):
    """A line has 75 octets (RFC 5545, 3.1); a letter of two, three or four of them stands on either side of the end."""
    title = "x" * before + letter * 3 + "fine"
    f.activity(title)
    content = client.get("/feeds/agenda.ics").content
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
    assert f"SUMMARY:{title}" in content.replace(b"\r\n ", b"").decode()
    assert icalendar.Calendar.from_ical(content).events[0]["SUMMARY"] == title
