"""Two platforms that read each other: each shows the other's own, and neither gives back what it was given."""

import datetime as dt
import re

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from events.models import ExternalItem, Occurrence, Source
from events.sources import agora_items
from tests import factories as f
from tests.events.sources.others import HOST, agenda, party, shown

pytestmark = pytest.mark.django_db

PATHS = [f"/api/v1/{name}/?lang=it&limit=100" for name in ("occurrences", "activities", "events", "meetings")]
FEEDS = {"calendar": "/feeds/agenda.ics", "feed": "/feeds/agenda.rss", "json_feed": "/feeds/agenda.json"}


def answers_of(client, others, paths, address):
    """Answer at the other server what we answer now, as if it were another platform at `address`."""
    for path in paths:
        content = client.get(path).content.decode()
        others.pages[path] = (
            content.replace(settings.PUBLIC_URL, address).replace(f"@{settings.PLATFORM_ID}", "@peer").encode()
        )


def forget_ours():
    """Leave this platform with nothing of its own."""
    for page in f.home().get_children():
        page.delete()
    Source.objects.all().delete()
    Occurrence.objects.all().delete()


def whole_days(moment, days):
    """Return when so many whole days begin and end."""
    first = timezone.localtime(moment).replace(hour=0, minute=0)
    return {"starts_at": first, "original_starts_at": first, "ends_at": first + dt.timedelta(days=days)}


@pytest.fixture
def peer(others, client):
    """Another platform with an activity, an event and what it has from a town's calendar."""
    lab = f.lab()
    f.activity("Spazio Compiti", lab, topics=[f.TopicFactory()], summary="Si studia insieme")
    f.event("Festa di quartiere", lab)
    f.meeting("Assemblea", f.council(below=lab))
    others.pages["/town.ics"] = agenda(party("Concerto del Comune"))
    others.read(others.source("/town.ics"))
    answers_of(client, others, [*PATHS, *FEEDS.values()], others.address)
    forget_ours()
    f.territory_page()
    return others


def test_another_agora_that_tells_of_too_much_keeps_what_it_told_last(peer, monkeypatch):
    source = peer.source("/", "agora", name="Agorà di Rho")
    peer.read(source)
    before = shown()
    peer.pages[PATHS[0]] = (
        peer.pages[PATHS[0]].replace(b'"next": null', b'"next": "x"').replace(b'"next":null', b'"next":"x"')
    )
    monkeypatch.setattr(agora_items, "MOST_PAGES", 1)
    peer.read(source)
    assert source.problem == _("It tells of too much: %(most)d dates at most.") % {"most": 100}
    assert before
    assert shown() == before


def test_another_agora_gives_its_own_with_dates_topics_and_addresses(peer, client):
    source = peer.source("/", "agora", name="Agorà di Rho")
    peer.read(source)
    assert source.problem == ""
    items = {item.title: item for item in ExternalItem.objects.all()}
    assert {title: item.kind for title, item in items.items()} == {
        "Spazio Compiti": "activity",
        "Festa di quartiere": "event",
        "Assemblea": "meeting",
    }
    assert shown().count("Spazio Compiti") == 8
    assert re.fullmatch(rf"{peer.address}/it/pavia/la-torretta/spazio-compiti/", items["Spazio Compiti"].address)
    dates = client.get("/api/v1/occurrences/?topic=compiti").json()["items"]
    assert len(dates) == 8
    assert {date["source"]["name"] for date in dates} == {"Agorà di Rho"}


def test_what_the_other_has_from_elsewhere_is_not_taken(peer):
    source = peer.source("/", "agora")
    peer.read(source)
    assert "Concerto del Comune" not in shown()
    assert any("1" in note for note in source.reading["notes"])


@pytest.mark.parametrize("kind", FEEDS)
def test_nor_is_it_by_the_other_s_feeds(peer, kind):
    source = peer.source(FEEDS[kind], kind)
    peer.read(source)
    assert source.problem == ""
    titles = [item.title for item in ExternalItem.objects.all()]
    assert any("Spazio Compiti" in title for title in titles)
    assert not any("Concerto del Comune" in title for title in titles)


def test_what_comes_back_to_us_is_recognised_as_ours(others, client):
    f.event("Festa di quartiere")
    answers_of(client, others, PATHS, settings.PUBLIC_URL)
    others.read(others.source("/", "agora"))
    assert not ExternalItem.objects.exists()


@pytest.mark.parametrize(("kind", "path"), [("json_feed", FEEDS["json_feed"]), ("agora", "/")])
def test_what_the_other_called_off_or_moved_is_so_here(others, client, kind, path):
    off, moved, fair = (f.event(title).translation_key for title in ("Concerto", "Festa", "Fiera"))
    row = Occurrence.objects.get(series=moved)
    later = row.starts_at + dt.timedelta(days=1, hours=2)
    f.ChangeFactory(occurrence=Occurrence.objects.get(series=off), kind="cancelled", reason={"it": "Piove"})
    f.ChangeFactory(occurrence=row, kind="moved", starts_at=later, ends_at=later + dt.timedelta(hours=1))
    Occurrence.objects.filter(series=fair).update(all_day=True, **whole_days(row.starts_at, 2))
    answers_of(client, others, [*PATHS, *FEEDS.values()], others.address)
    forget_ours()
    others.read(others.source(path, kind))
    here = {each.title: each for each in Occurrence.objects.public()}
    assert {title: each.status for title, each in here.items()} == {
        "Concerto": "cancelled",
        "Festa": "moved",
        "Fiera": "scheduled",
    }
    assert str(here["Concerto"].status_reason) == "Piove"
    assert (here["Festa"].original_starts_at, here["Festa"].starts_at) == (row.starts_at, later)
    assert here["Festa"].ends_at == later + dt.timedelta(hours=1)
    assert here["Fiera"].ends_at - here["Fiera"].starts_at == dt.timedelta(days=2)


@pytest.mark.parametrize("host", ["pavia.example", "PAVIA.example:443"])
def test_so_is_what_stands_on_the_hostname_of_a_territory_of_ours(others, host):
    Site.objects.create(hostname="pavia.example", port=443, root_page=f.territory_page())
    others.pages["/agenda.ics"] = agenda(party(URL=f"https://{host}/it/la-torretta/festa/"), party("Concerto", "c-1"))
    others.read(others.source())
    assert shown() == ["Concerto"]


def test_reading_each_other_comes_to_rest(peer, client):
    """After the first exchange, nothing moves any more on either side."""
    source = peer.source("/", "agora")
    peer.read(source)
    first = sorted(Occurrence.objects.values_list("pk", "modified"))
    mine = client.get(PATHS[0]).json()["items"]
    assert all(date["source"] for date in mine)
    assert HOST in mine[0]["source"]["url"]
    # What the peer would take of these answers: nothing.
    answers_of(client, peer, PATHS, "http://us.example")
    other = peer.source("/x", "agora", name="noi, visti dal vicino")
    peer.read(other)
    assert other.items.count() == 0
    assert sorted(Occurrence.objects.values_list("pk", "modified")) == first
