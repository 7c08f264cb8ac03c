"""Hostile and broken sources: each is one problem in the admin, nothing of it is shown, and nothing else is lost."""

import gzip
import json
from html import escape
from time import process_time

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _

from events.importing.positions import position
from events.models import ExternalItem, Occurrence, Source
from events.sources.plain import line
from portal.fetching import Fetcher
from portal.fetching.fetch import TOO_LARGE, TOO_MANY_HOPS
from portal.fetching.guard import NOT_PUBLIC, TOO_SLOW
from search.models import Entry
from tests.events.sources.others import SATURDAY, agenda, page, party, rss, shown, sitemap, told

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024
BOMB = gzip.compress(b"BEGIN:VCALENDAR\r\n" + b" " * (200 * MEGABYTE), 6)


def lead_on(handler):
    handler.send_response(302)
    handler.send_header("Location", f"{handler.path}x")
    handler.end_headers()


def bomb(handler):
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.end_headers()
    handler.wfile.write(BOMB)


def endless(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", str(1024 * MEGABYTE))
    handler.end_headers()
    try:
        for _chunk in range(1024):
            handler.wfile.write(b" " * MEGABYTE)
    except OSError:
        handler.server.hung_up = True


def drop_by_drop(handler):
    handler.send_response(200)
    handler.end_headers()
    try:
        for _drop in range(100):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            handler.server.hung_up = handler.connection.fileno() < 0
    except OSError:
        handler.server.hung_up = True


def to_metadata(handler):
    handler.send_response(302)
    handler.send_header("Location", "http://169.254.169.254/latest/meta-data/")
    handler.end_headers()


@pytest.mark.parametrize("kind", ["calendar", "feed", "json_feed", "pages"])
@pytest.mark.parametrize(("answer", "problem"), [(lead_on, TOO_MANY_HOPS), (bomb, TOO_LARGE), (endless, TOO_LARGE)])
def test_what_has_no_end_is_given_up_and_said(others, kind, answer, problem):
    others.pages["/x"] = answer
    good = others.source("/good.ics", name="Buona")
    others.pages["/good.ics"] = agenda()
    bad = others.source("/x", kind, name="Cattiva")
    others.pages |= {"/x" + "x" * n: answer for n in range(1, 6)}
    others.read(good, bad)
    assert bad.problem == str(problem).replace("%(most)d", "5")
    assert (good.problem, shown()) == ("", ["Festa in piazza"])
    assert Entry.objects.filter(source__isnull=False).count() == 1


def test_a_private_address_is_not_asked_for_by_name_or_by_a_redirect(others, db):
    for address in ("http://127.0.0.1/agenda.ics", "http://192.168.1.1/x.ics", "http://[::1]/x.ics"):
        source = Source.objects.create(name="x", kind="calendar", address=address, active=True)
        others.read(source, fetcher=Fetcher())
        assert source.problem == str(NOT_PUBLIC)
    others.pages["/agenda.ics"] = to_metadata
    source = others.source()
    others.read(source, fetcher=others.fetcher(ports=(others.port, 80), resolve=_resolve))
    assert source.problem == str(NOT_PUBLIC)


def _resolve(host, port):
    return ["127.0.0.1"] if host.endswith(".example") else [host]


def test_a_slow_one_is_given_up(others):
    import time

    def answer(handler):
        handler.send_response(200)
        handler.end_headers()
        time.sleep(1.5)

    others.pages["/agenda.ics"] = answer
    source = others.source()
    others.read(source, fetcher=others.fetcher(most_seconds=0.5))
    assert source.problem == str(TOO_SLOW)


SCRIPT = "<script>alert(1)</script>"


def test_a_script_in_a_title_is_no_script_anywhere(others, client, editor):
    title = f"Festa {SCRIPT}<img src=x onerror=alert(2)> &lt;script&gt;alert(3)&lt;/script&gt;"
    others.pages["/agenda.ics"] = agenda(
        party(
            title, DESCRIPTION=SCRIPT, LOCATION=SCRIPT + "Sala", URL="javascript:alert(4)", CATEGORIES=SCRIPT + "tema"
        )
    )
    source = others.source(name="Comune <b>")
    others.read(source)
    item = ExternalItem.objects.get()
    assert (item.title, item.address) == ("Festa", "")
    pages = ["/it/agenda/", item.path_in(), "/it/cerca/?q=festa", "/embed/agenda/"]
    pages += [reverse("preview_source", args=[source.pk]), reverse("item_twin", args=[item.pk])]
    for path in pages:
        answer = editor.get(path).content.decode()
        assert "Festa" in answer, path
        for bad in ("<script>alert", "<img src=x", "javascript:alert", "Comune <b>"):
            assert bad not in answer, (path, bad)


def test_markup_is_taken_out_of_feeds_json_and_pages_too(others):
    others.pages["/rss"] = rss(f"<title><![CDATA[Uno {SCRIPT}]]></title><guid>1</guid><link>data:text/html,x</link>")
    items = [{"id": "2", "title": f"Due {SCRIPT}", "url": "javascript:x"}]
    others.pages["/json"] = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()
    node = {"@type": "Event", "name": "Tre <script>alert(1)<\\/script>", "startDate": "2099-01-01", "@id": "3"}
    others.pages |= {"/map": sitemap(f"{others.address}/p"), "/p": page(node)}
    sources = [others.source("/rss", "feed"), others.source("/json", "json_feed"), others.source("/map", "pages")]
    others.read(*sources)
    assert {item.title for item in ExternalItem.objects.all()} <= {"Uno", "Due", "Tre"}
    assert {item.address for uid, item in told().items() if uid in ("1", "2")} == {""}


@pytest.mark.parametrize(
    "start",
    ["29990101T100000", "00010101T000000", "2026", "20261332T990000", "", "domani", "20260230T100000"],
)
def test_an_invalid_date_costs_its_own_event_alone(others, start):
    broken = f"UID:x\nSUMMARY:Rotto\nDTSTART:{start}"
    others.pages["/agenda.ics"] = agenda(broken, party())
    source = others.source()
    others.read(source)
    assert (source.problem, shown()) == ("", ["Festa in piazza"])
    assert [each["title"] for each in source.reading["refused"]] == ["Rotto"]


@pytest.mark.parametrize("start", ["9999-99-99", "ieri", "0000-01-01", "2026-02-30T10:00", 12, None, ["x"], {"a": 1}])
def test_an_invalid_date_of_a_page_costs_its_own_event_alone(others, start):
    from tests.events.sources.test_readers import EVENT

    others.pages |= {"/map": sitemap(f"{others.address}/p")}
    others.pages["/p"] = page(EVENT | {"name": "Rotto", "startDate": start, "url": "https://x.example/"}, EVENT)
    source = others.source("/map", "pages")
    others.read(source)
    assert (source.problem, shown()) == ("", ["Concerto"])


#: Half an emoji and NUL as JSON and XML say them.
HALF, HALF_REFERENCE = "\ud83d", "&#55357;"
EVERYWHERE = [
    *("/it/", "/it/pavia/", "/it/agenda/", "/it/cerca/?q=festa", "/it/mappa/?kind=event", "/embed/agenda/"),
    *("/api/v1/occurrences/", "/api/v1/search/?q=festa", "/api/v1/suggest/?q=festa"),
    *("/feeds/agenda.ics", "/feeds/agenda.rss", "/feeds/agenda.json"),
]


def page_of(name, key):
    return page({"@type": "Event", "name": name, "startDate": f"{SATURDAY}T10:00", "@id": key})


def json_feed_of(*items):
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()


def dated_rss(title, key):
    head = b'<rss xmlns:ev="http://purl.org/rss/1.0/modules/event/" '
    said = f"<title>{title}</title><guid>{key}</guid><ev:startdate>{SATURDAY}T10:00:00</ev:startdate>"
    return rss(said).replace(b"<rss ", head)


HALF_TITLED = f"Festa {HALF} in piazza"
HALF_TOLD = {
    "pages": page_of(HALF_TITLED, f"{HALF}\x00 1"),
    "json_feed": json_feed_of(
        {"id": f"{HALF}\x00 1", "_agora": {"title": HALF_TITLED, "starts_at": f"{SATURDAY}T10:00"}}
        | {"language": f"{HALF}\x00", "tags": [HALF]}
    ),
    "feed": dated_rss(
        f"Festa {HALF_REFERENCE}&#0;&#x110000; in piazza", f"&#xD83D;{HALF_REFERENCE}&#0;&#9999999999; 1"
    ),
}


@pytest.mark.parametrize(("kind", "content"), HALF_TOLD.items())
def test_half_a_sign_is_shown_as_a_mark_and_breaks_nothing(others, client, kind, content):
    others.pages |= {"/map": sitemap(f"{others.address}/x"), "/x": content}
    source = others.source("/map" if kind == "pages" else "/x", kind)
    others.read(source)
    assert source.problem == ""
    item = ExternalItem.objects.get()
    assert item.title.startswith("Festa \ufffd")
    assert not [sign for sign in f"{item.uid}{item.title}{item.body}" if sign == "\x00" or "\ud800" <= sign <= "\udfff"]
    client.raise_request_exception = False
    assert {client.get(path).status_code for path in [*EVERYWHERE, item.path_in()]} == {200}


@pytest.mark.parametrize("language", ["zz", "12", "la", "<b"])
def test_a_language_that_nobody_here_can_name_is_that_of_the_source(others, client, language):
    items = [{"id": "1", "language": language, "_agora": {"title": "Festa", "starts_at": f"{SATURDAY}T10:00"}}]
    others.pages["/x"] = json_feed_of(*items)
    others.read(others.source("/x", "json_feed"))
    assert ExternalItem.objects.get().language == "it"
    assert client.get("/it/agenda/").status_code == 200


@pytest.mark.parametrize("geo", [{"latitude": "nan", "longitude": 9}, {"latitude": 45185000, "longitude": 9}])
def test_a_position_that_is_not_on_the_map_is_left_out_of_its_event(others, geo):
    node = {"@type": "Event", "name": "Festa", "startDate": f"{SATURDAY}T10:00", "@id": "1"}
    placed = node | {"location": {"@type": "Place", "name": "Sala", "geo": geo}}
    others.pages |= {"/map": sitemap(f"{others.address}/p"), "/p": page(placed, node | {"@id": "2", "name": "Altro"})}
    others.read(others.source("/map", "pages"))
    assert sorted(shown()) == ["Altro", "Festa"]
    assert set(Entry.objects.filter(source__isnull=False).values_list("lat", "lon")) == {(None, None)}


@pytest.mark.parametrize(
    ("lat", "lon", "found"),
    [
        (45, "9.1", {"lat": 45.0, "lon": 9.1}),
        *((90.1, 9, {}), (45, -181, {}), (45, None, {}), (10**400, 9, {})),
        *(("-inf", 9, {}), (9, "nan", {}), ([], 9, {})),
    ],
)
def test_positions(lat, lon, found):
    assert position(lat, lon) == found


UNENDING = ["<b<i " * 300, "Testo <b<i " * 300]


@pytest.mark.parametrize("bad", UNENDING)
@pytest.mark.parametrize("kind", ["feed", "json_feed", "calendar"])
def test_tags_that_never_end_cost_their_own_item_nothing(others, kind, bad):
    items = [{"id": "1", "title": "Buona"}, {"id": "2", "title": "Cattiva", "content_html": bad}]
    others.pages |= {
        "json_feed": json_feed_of(*items),
        "feed": rss("<title>Buona</title>", f"<title>Cattiva</title><description>{escape(bad)}</description>"),
        "calendar": agenda(party("Buona", "1"), party("Cattiva", "2", DESCRIPTION=bad)),
    }
    others.pages["/x"] = others.pages[kind]
    source = others.source("/x", kind)
    others.read(source)
    assert (source.problem, {item.title for item in told().values()}) == ("", {"Buona", "Cattiva"})


def test_openings_that_never_end_take_no_longer_for_each_that_stands_before_them():
    began = process_time()
    assert line("Festa " + "<script " * 25_000) == "Festa"
    assert process_time() - began < 0.5


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_in_json_is_as_if_it_were_not_said(others, number):
    node = {"@type": "Event", "name": "Festa", "startDate": f"{SATURDAY}T10:00", "offers": {"price": "?"}}
    others.pages |= {"/map": sitemap(f"{others.address}/p"), "/p": page(node).replace(b'"?"', number.encode())}
    others.read(others.source("/map", "pages"))
    assert ExternalItem.objects.get().cost == ""


BILLION_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rss version="2.0"><channel><item><title>&b;</title></item></channel></rss>"""


@pytest.mark.parametrize("kind", ["feed", "pages"])
def test_entities_are_not_expanded(others, kind):
    others.pages["/x"] = BILLION_LAUGHS
    source = others.source("/x", kind)
    others.read(source)
    assert source.problem
    assert not ExternalItem.objects.exists()


@pytest.mark.parametrize("kind", ["calendar", "feed", "json_feed", "pages", "agora"])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 1000,
        b"<html><body>404</body></html>",
        b"[" * 100_000,
        b"{}",
        b"\xff\xfe\x00",
        b"null",
        b'{"items": 3}',
    ],
)
def test_what_is_something_else_is_said_and_nothing_breaks(others, kind, content):
    others.pages |= {"/x": content, "/api/v1/occurrences/": content}
    source = others.source("/x", kind)
    others.read(source)
    assert source.problem
    assert source.problem != _("Something went wrong on the platform's side.")
    assert (ExternalItem.objects.count(), Occurrence.objects.count()) == (0, 0)
