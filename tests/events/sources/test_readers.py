"""Each common way of telling, as sites really write it."""

import datetime as dt
import json

import pytest
from time_machine import travel

from events.models import ExternalItem
from events.sources import categories, json_ld, page_items, sitemaps
from events.sources.feed_ends import MOST_ENTRIES
from events.sources.page_items import MOST_FAILED
from tests import factories as f
from tests.events.sources.others import SATURDAY, agenda, page, party, rss, shown, sitemap, told

pytestmark = pytest.mark.django_db

WORDPRESS = """<title>Sportello &amp;amp; ascolto</title><link>https://csv.example/sportello</link>
<guid isPermaLink="false">https://csv.example/?p=7</guid><pubDate>Mon, 16 Nov 2026 08:00:00 +0000</pubDate>
<category><![CDATA[Lavoro]]></category><description><![CDATA[<p>Apre lo <b>sportello</b>.</p>
<p>Leggi…</p>]]></description>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>News</title>
<id>urn:1</id><updated>2026-11-20T10:00:00Z</updated><entry><id>urn:2</id><title>Library opens</title>
<link rel="alternate" href="https://library.example/opens"/><updated>2026-11-20T10:00:00Z</updated>
<summary type="html">&lt;p&gt;Come in&lt;/p&gt;</summary></entry></feed>"""
EVENT = {
    "@context": "https://schema.org",
    "@type": "MusicEvent",
    "name": "Concerto",
    "startDate": f"{SATURDAY}T21:00:00+01:00",
    "endDate": f"{SATURDAY}T23:00",
    "url": "https://teatro.example/concerto",
    "description": "<p>Musica dal vivo.</p>",
    "location": {
        "@type": "Place",
        "name": "Teatro Fraschini",
        "address": {"@type": "PostalAddress", "streetAddress": "corso Strada Nuova 136", "addressLocality": "Pavia"},
        "geo": {"latitude": "45.188", "longitude": 9.155},
    },
    "keywords": "musica, teatro",
    "offers": [{"price": "12", "priceCurrency": "EUR"}],
}


def test_a_post_of_a_feed_is_news_in_the_index_with_its_address(others, client):
    others.pages["/feed/"] = rss(WORDPRESS, channel="<language>it-IT</language>")
    others.read(others.source("/feed/", "feed", name="CSV"))
    item = ExternalItem.objects.get()
    assert (item.uid, item.kind) == ("https://csv.example/?p=7", "page")
    assert (item.title, item.language, item.summary) == ("Sportello & ascolto", "it", "Apre lo sportello.")
    assert str(item.published_on) == "2026-11-16"
    (found,) = client.get("/api/v1/search/?q=sportello").json()["items"]
    assert (found["kind"], found["source"]["url"]) == ("page", "https://csv.example/sportello")
    answer = client.get(item.path_in()).content.decode()
    assert 'href="https://csv.example/sportello"' in answer
    assert shown() == []


def test_atom_is_read_in_its_own_language(others):
    others.pages["/atom"] = ATOM.encode()
    others.read(others.source("/atom", "feed"))
    item = told()["urn:2"]
    assert (item.title, item.language, item.address) == ("Library opens", "en", "https://library.example/opens")


def test_a_feed_with_the_event_module_has_dates(others):
    dated = f"<title>Mercatino</title><guid>m1</guid><ev:startdate>{SATURDAY}T09:00:00</ev:startdate>"
    feed = rss(dated).replace(b"<rss ", b'<rss xmlns:ev="http://purl.org/rss/1.0/modules/event/" ')
    others.pages["/feed/"] = feed
    others.read(others.source("/feed/", "feed"))
    assert shown() == ["Mercatino"]


def test_a_post_that_slips_off_the_end_of_a_feed_stays_and_one_taken_out_goes(others):
    def post(number):
        written = f"<pubDate>{dt.date.today() - dt.timedelta(days=number):%d %b %Y} 08:00:00 +0000</pubDate>"
        return f"<title>Notizia {number}</title><guid>n{number}</guid>{written}"

    others.pages["/feed/"] = rss(post(2), post(5), post(9))
    source = others.source("/feed/", "feed")
    others.read(source)
    others.pages["/feed/"] = rss(post(1), post(5))
    others.read(source)
    assert {uid for uid, item in told().items() if item.dropped_at} == {"n2"}


def test_a_json_feed(others):
    items = [
        {"id": "1", "url": "https://x.example/1", "title": "Avviso", "content_html": "<p>Testo</p>", "tags": ["a"]}
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "x", "language": "it", "items": items}
    others.pages["/feed.json"] = json.dumps(feed).encode()
    others.read(others.source("/feed.json", "json_feed"))
    assert (told()["1"].title, told()["1"].summary) == ("Avviso", "Testo")


def test_events_of_pages_are_found_by_the_site_s_map(others):
    town = f.MunicipalityFactory()
    others.pages |= {
        "/sitemap.xml": sitemap(f"{others.address}/concerto", "https://elsewhere.example/x"),
        "/concerto": page({"@graph": [{"@type": "WebSite", "name": "x"}, EVENT]}),
    }
    others.read(others.source("/sitemap.xml", "pages", name="Teatro"))
    item = ExternalItem.objects.get()
    assert (item.title, item.summary, item.cost) == ("Concerto", "Musica dal vivo.", "12 €")
    assert (item.town, item.where["name"], item.where["lat"]) == (town, "Teatro Fraschini", 45.188)
    assert item.said["topics"] == ["musica", "teatro"]
    assert item.said["schedule"]["start_time"] == "21:00"
    assert [path for path, _headers in others.asked] == ["/sitemap.xml", "/concerto"]


def test_a_map_of_maps_is_followed_and_only_changed_pages_are_asked_for(others):
    index = f"<sitemapindex><sitemap><loc>{others.address}/events.xml</loc></sitemap></sitemapindex>"
    others.pages |= {
        "/sitemap.xml": index.encode(),
        "/events.xml": sitemap(f"{others.address}/a", changed="2026-11-01"),
        "/a": page(EVENT),
    }
    source = others.source("/sitemap.xml", "pages")
    others.read(source)
    others.read(source)
    assert [path for path, _headers in others.asked].count("/a") == 1
    assert shown() == ["Concerto"]
    others.pages |= {
        "/events.xml": sitemap(f"{others.address}/a", changed="2026-11-02"),
        "/a": page(EVENT | {"name": "Opera"}),
    }
    others.read(source)
    assert shown() == ["Opera"]


def test_a_page_that_fails_once_keeps_its_events(others):
    others.pages |= {"/sitemap.xml": sitemap(f"{others.address}/a", f"{others.address}/b"), "/a": page(EVENT)}
    others.pages["/b"] = page(EVENT | {"name": "Opera", "url": "https://teatro.example/opera"})
    source = others.source("/sitemap.xml", "pages")
    others.read(source)
    del others.pages["/b"]
    others.read(source)
    assert sorted(shown()) == ["Concerto", "Opera"]


def test_two_events_of_one_page_at_one_hour_are_two(others):
    nodes = [{"@type": "Event", "name": name, "startDate": f"{SATURDAY}T10:00"} for name in ("Ceramica", "Letture")]
    others.pages |= {"/sitemap.xml": sitemap(f"{others.address}/a"), "/a": page(*nodes)}
    source = others.source("/sitemap.xml", "pages")
    others.read(source)
    assert (sorted(shown()), source.reading["refused"]) == (["Ceramica", "Letture"], [])


def test_after_some_pages_that_fail_the_others_are_left_in_peace(others):
    others.pages["/sitemap.xml"] = sitemap(*(f"{others.address}/{number}" for number in range(20)))
    others.read(others.source("/sitemap.xml", "pages"))
    assert len(others.asked) == 1 + MOST_FAILED + 1


def mapped(others, names, changed=""):
    """Let a site have a page with an event of each of these names, one changed after the other if it says so."""
    pages = {f"/{name}": page(EVENT | {"name": name, "url": f"https://teatro.example/{name}"}) for name in names}
    days = [f"{changed}-{20 - number:02}" if changed else "" for number in range(len(names))]
    rows = (
        f"<url><loc>{others.address}/{name}</loc><lastmod>{day}</lastmod></url>"
        for name, day in zip(names, days, strict=True)
    )
    others.pages |= pages | {"/sitemap.xml": f"<urlset>{''.join(rows)}</urlset>".encode()}


def asked_anew(others, source):
    """Read a source, and return which pages it was asked for."""
    del others.asked[:]
    others.read(source)
    return [path for path, _headers in others.asked if "sitemap" not in path]


@pytest.mark.parametrize("changed", ["2026-11", ""])
def test_a_large_site_is_read_in_parts_and_nothing_that_waits_is_gone(others, monkeypatch, changed):
    monkeypatch.setattr(page_items, "MOST_ASKED", 2)
    mapped(others, "abcde", changed)
    source = others.source("/sitemap.xml", "pages")
    assert asked_anew(others, source) == ["/a", "/b"]
    assert source.reading["notes"] == ["Si legge a parti, 2 pagine per volta: finora 2 su 5."]
    assert asked_anew(others, source) == ["/c", "/d"]
    assert sorted(shown()) == ["a", "b", "c", "d"]
    assert asked_anew(others, source) == (["/e"] if changed else ["/e", "/a"])
    assert sorted(shown()) == ["a", "b", "c", "d", "e"]
    assert asked_anew(others, source) == ([] if changed else ["/b", "/c"])
    assert bool(source.reading["notes"]) is not bool(changed)
    assert not ExternalItem.objects.exclude(dropped_at=None).exists()
    mapped(others, "bcde", changed)
    others.read(source)
    assert {item.title for item in ExternalItem.objects.exclude(dropped_at=None)} == {"a"}


@pytest.mark.parametrize("changed", ["2026-11", ""])
def test_a_large_site_is_read_again_soon_until_all_of_it_was_read(others, monkeypatch, changed):
    monkeypatch.setattr(page_items, "MOST_ASKED", 2)
    mapped(others, "abc", changed)
    source = others.source("/sitemap.xml", "pages", interval=60)
    waits = []
    for _turn in range(3):
        others.read(source)
        waits.append(source.next_at - source.read_at)
    assert waits[0] < dt.timedelta(minutes=6)
    assert waits[1] > dt.timedelta(minutes=59)
    assert waits[2] > dt.timedelta(minutes=59)


def test_a_page_that_tells_of_too_much_says_so_and_keeps_what_it_told(others, monkeypatch):
    monkeypatch.setattr(json_ld, "MOST_EVENTS", 1)
    others.pages |= {"/sitemap.xml": sitemap(f"{others.address}/a", f"{others.address}/b"), "/a": page(EVENT)}
    others.pages["/b"] = page(EVENT | {"name": "Opera", "url": "https://teatro.example/opera"})
    source = others.source("/sitemap.xml", "pages")
    others.read(source)
    others.pages["/b"] = page(EVENT | {"name": "Ballo"}, EVENT | {"name": "Recital"})
    for _turn in range(2):
        others.read(source)
        assert sorted(shown()) == ["Concerto", "Opera"]
        (refused,) = source.reading["refused"]
        assert refused["title"] == f"{others.address}/b"
        assert refused["reason"] == "Racconta troppo: al massimo 1 contenuti."


def test_pages_that_never_answer_do_not_keep_the_others_waiting(others):
    mapped(others, "abcdefghilm", "2026-11")
    for name in "bcdefgh":
        del others.pages[f"/{name}"]
    source = others.source("/sitemap.xml", "pages")
    others.read(source)
    assert shown() == ["a"]
    others.read(source)
    assert sorted(shown()) == ["a", "i", "l", "m"]


def test_the_events_of_a_part_of_the_map_that_is_not_read_this_time_stay(others, monkeypatch):
    def index(first, second):
        rows = (("one", first), ("two", second))
        said = (
            f"<sitemap><loc>{others.address}/{name}.xml</loc><lastmod>{day}</lastmod></sitemap>" for name, day in rows
        )
        return f"<sitemapindex>{''.join(said)}</sitemapindex>".encode()

    monkeypatch.setattr(sitemaps, "MOST_MAPS", 1)
    mapped(others, "ab")
    others.pages |= {f"/{name}.xml": sitemap(f"{others.address}/{at}") for name, at in (("one", "a"), ("two", "b"))}
    others.pages["/sitemap.xml"] = index("2026-11-02", "2026-11-01")
    source = others.source("/sitemap.xml", "pages")
    others.read(source)
    assert shown() == ["a"]
    others.pages["/sitemap.xml"] = index("2026-11-02", "2026-11-03")
    others.read(source)
    assert sorted(shown()) == ["a", "b"]
    assert any("sitemap" in note for note in source.reading["notes"])


def posts(*names):
    return rss(*(f"<title>Notizia {name}</title><guid>{name}</guid>" for name in names))


@pytest.mark.parametrize(
    ("next_time", "gone"),
    [("zab", ""), ("zyx", ""), ("ab", "c"), ("zac", "b"), ("zayc", "b"), ("abz", "c")],
    ids=["pushed off", "all pushed off", "shorter", "out of the middle", "longer", "in its place"],
)
def test_without_dates_what_new_posts_push_off_the_end_stays_and_what_is_taken_out_goes(others, next_time, gone):
    others.pages["/feed/"] = posts(*"abc")
    source = others.source("/feed/", "feed")
    others.read(source)
    for _time in range(2):
        others.pages["/feed/"] = posts(*next_time)
        others.read(source)
        assert {uid for uid, item in told().items() if item.dropped_at} == set(gone)


def test_a_post_without_a_date_is_news_as_long_as_others(others):
    others.pages["/feed/"] = posts(*"abc")
    source = others.source("/feed/", "feed")
    others.read(source)
    others.pages["/feed/"] = posts(*"zab")
    with travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=91)):
        others.read(source)
    assert {uid for uid, item in told().items() if item.dropped_at} == {"c"}


def test_a_date_that_others_push_off_the_end_of_a_feed_stays(others):
    def feed(*names):
        days = {name: SATURDAY + dt.timedelta(days=number) for number, name in enumerate("abcd")}
        items = [{"id": name, "_agora": {"title": name, "starts_at": f"{days[name]}T10:00"}} for name in names]
        return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()

    others.pages["/x"] = feed("a", "b", "d")
    source = others.source("/x", "json_feed")
    others.read(source)
    others.pages["/x"] = feed("a", "b", "c")
    others.read(source)
    assert shown() == ["a", "b", "c"]
    others.pages["/x"] = feed("a", "b", "d")
    others.read(source)
    others.pages["/x"] = feed("a", "c", "b")
    others.read(source)
    assert shown() == ["a", "b", "c", "d"]


def test_of_a_feed_that_is_too_long_the_report_says_how_much_is_read(others):
    numbers = range(MOST_ENTRIES + 1)
    items = [{"id": str(number), "title": f"Notizia {number}"} for number in numbers]
    others.pages["/json"] = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()
    others.pages["/rss"] = posts(*numbers)
    sources = others.source("/json", "json_feed", active=False), others.source("/rss", "feed", active=False)
    others.read(*sources)
    for source in sources:
        assert source.reading["notes"] == ["Racconta 501 contenuti: si leggono solo i primi 500."]


def test_old_news_that_slips_off_the_end_of_a_feed_goes(others):
    def post(days):
        written = dt.date.today() - dt.timedelta(days=days)
        return f"<title>Notizia</title><guid>{days}</guid><pubDate>{written:%d %b %Y} 08:00:00 +0000</pubDate>"

    others.pages["/feed/"] = rss(post(2), post(88), post(92))
    source = others.source("/feed/", "feed")
    others.read(source)
    others.pages["/feed/"] = rss(post(2))
    others.read(source)
    assert {uid for uid, item in told().items() if item.dropped_at} == {"92"}


def test_the_categories_of_a_source_are_bounded_over_all_its_readings(others, monkeypatch):
    monkeypatch.setattr(categories, "MOST_CATEGORIES", 3)
    source = others.source()
    for names in ("a,b", "c,d", "e"):
        others.pages["/agenda.ics"] = agenda(party(CATEGORIES=names))
        others.read(source)
    assert [each.name for each in source.categories.all()] == ["a", "b", "c"]


def test_a_cancelled_event_is_cancelled_here(others):
    others.pages |= {
        "/sitemap.xml": sitemap(f"{others.address}/a"),
        "/a": page(EVENT | {"eventStatus": "https://schema.org/EventCancelled"}),
    }
    others.read(others.source("/sitemap.xml", "pages"))
    (item,) = ExternalItem.objects.all()
    assert item.said["changes"]


def test_the_source_s_categories_become_topics_by_name_or_by_hand(others, client):
    f.TopicFactory(name="musica")
    work = f.TopicFactory(name="lavoro")
    others.pages["/agenda.ics"] = agenda(party(CATEGORIES="Musica,Impiego"))
    source = others.source()
    others.read(source)
    assert {each.name: each.topic and each.topic.name for each in source.categories.all()} == {
        "Musica": "musica",
        "Impiego": None,
    }
    assert client.get("/api/v1/occurrences/?topic=musica").json()["count"] == 1
    assert client.get("/api/v1/occurrences/?topic=lavoro").json()["count"] == 0
    source.categories.filter(name="Impiego").update(topic=work)
    from events.sources.refreshing import show_anew

    show_anew(source)
    assert client.get("/api/v1/occurrences/?topic=lavoro").json()["count"] == 1
