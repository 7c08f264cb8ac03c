"""RSS, JSON Feed and iCalendar held against their specifications, and what changed told as news."""

import json
import re
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import jsonschema_rs
import pytest

from events.models import Series
from tests import factories as f

pytestmark = pytest.mark.django_db

JSON_FEED = json.loads((Path(__file__).parent.parent / "json_feed_1_1.schema.json").read_text())
ATOM_LINK = "{http://www.w3.org/2005/Atom}link"
FEEDS = ["agenda", "minutes"]
CALENDARS = ["/feeds/agenda.ics", "/feeds/agenda.ics?free=true", "/feeds/agenda.ics?lang=en"]


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("feed", FEEDS)
def test_a_json_feed_meets_its_schema(world, client, feed):
    content = json.loads(text(client, f"/feeds/{feed}.json"))
    jsonschema_rs.Draft202012Validator(JSON_FEED, validate_formats=True).validate(content)
    del content["title"]
    with pytest.raises(jsonschema_rs.ValidationError):
        jsonschema_rs.Draft202012Validator(JSON_FEED).validate(content)


@pytest.mark.parametrize("feed", FEEDS)
def test_an_rss_feed_meets_its_specification(world, client, feed):
    content = text(client, f"/feeds/{feed}.rss")
    root = ElementTree.fromstring(content)
    channel = root.find("channel")
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    assert all(channel.findtext(name) for name in ("title", "link", "description", "language", "lastBuildDate"))
    own = channel.find(ATOM_LINK)
    assert own.get("rel") == "self"
    assert own.get("href") == f"https://agora.example/feeds/{feed}.rss"
    guids = [item.find("guid") for item in channel.iter("item")]
    assert len({guid.text for guid in guids}) == len(guids)
    assert {guid.get("isPermaLink") for guid in guids} <= {"false"}
    dates = [channel.findtext("lastBuildDate"), *(item.findtext("pubDate") for item in channel.iter("item"))]
    assert all(parsedate_to_datetime(date).tzinfo for date in dates)
    assert not feedparser.parse(content).bozo


def test_what_is_called_off_or_moved_is_news_of_its_own(world, client):
    before = feedparser.parse(text(client, "/feeds/agenda.rss")).entries
    known = {entry.id for entry in before}
    f.ChangeFactory(occurrence=world.planned)
    after = feedparser.parse(text(client, "/feeds/agenda.rss")).entries
    (news,) = [entry for entry in after if entry.id not in known]
    assert news in after[:3]
    assert news.link.endswith(world.planned.address + "/")
    assert "La sala è in manutenzione" in news.summary
    assert len(after) == len(before)


def test_news_is_not_cut_off_by_the_limit(world, client):
    f.ChangeFactory(occurrence=world.planned)
    assert len(feedparser.parse(text(client, "/feeds/agenda.rss?limit=1")).entries) >= 1
    assert "La sala è in manutenzione" in text(client, "/feeds/agenda.rss?limit=3")


@pytest.mark.parametrize("address", CALENDARS)
def test_a_calendar_says_what_programs_need(world, client, address):
    image = {"url": "/media/images/facciata.webp", "width": 96, "height": 54, "alt": "La facciata"}
    Series.objects.update(image=image)
    raw = client.get(address).content
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    content = raw.decode().replace("\r\n ", "")
    frame, *events = content.split("BEGIN:VEVENT")
    for name in ("NAME:", "X-WR-CALNAME:", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"):
        assert f"\r\n{name}" in frame
    assert events
    for event in events:
        told = set(re.findall(r"^([A-Z-]+)[;:]", event, re.MULTILINE))
        assert told >= {"UID", "DTSTAMP", "DTSTART", "LAST-MODIFIED", "SEQUENCE", "STATUS", "URL", "IMAGE"}
        assert "VALUE=URI:https://agora.example/media/images/facciata.webp" in event
        url = re.search(r"^URL[^:]*:(\S+)", event, re.MULTILINE)[1]
        assert url in re.search(r"^DESCRIPTION[^:]*:(.*)", event, re.MULTILINE)[1]
