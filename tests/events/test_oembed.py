"""oEmbed 1.0: any public address of ours, pasted into WordPress or Plone, becomes a frame or a link."""

import re
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree

import pytest

from tests import factories as f
from tests.golden_files import check_golden
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

SITE = "https://agora.example"


def ask(client, path, **query):
    extra = "".join(f"&{name}={value}" for name, value in query.items())
    return client.get(f"/oembed?url={quote(path if '://' in path else SITE + path, safe='')}{extra}")


def answer(client, path, **query):
    response = ask(client, path, **query)
    assert response.status_code == 200, response.content
    return response.json()


def frame_of(client, path, **query):
    found = re.search(r'src="([^"]+)"', answer(client, path, **query)["html"])
    return found[1].replace("&amp;", "&").removeprefix(SITE)


def shown(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_an_answer_is_as_promised(world, client):
    response = ask(client, world.lab.url_path.replace("/agora/", "/it/"))
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    check_golden("oembed_lab", response.json())


def test_the_same_in_xml(world, client):
    response = ask(client, "/it/agenda/?kind=event", format="xml")
    assert response["Content-Type"].startswith("text/xml")
    said = {each.tag: each.text for each in ElementTree.fromstring(response.content)}
    assert said == {name: str(value) for name, value in answer(client, "/it/agenda/?kind=event").items()}


@pytest.mark.parametrize(
    ("path", "frame"),
    [
        ("/it/", "/embed/agenda/?limit=10"),
        ("/en/", "/embed/agenda/?lang=en&limit=10"),
        ("/it/pavia/", "/embed/agenda/?limit=10&territory=pavia"),
        ("/it/pavia/la-torretta/", "/embed/agenda/?lab=la-torretta&limit=10"),
        ("/it/agenda/?topic=lingua-italiana&when=week", "/embed/agenda/?limit=10&topic=lingua-italiana&when=week"),
        ("/it/agenda/?utm_source=x#contenuto", "/embed/agenda/?limit=10"),
        ("/en/agenda/?kind=event", "/embed/agenda/?kind=event&lang=en&limit=10"),
        ("/embed/agenda/?lab=la-torretta&theme=dark&limit=3", "/embed/agenda/?lab=la-torretta&limit=3&theme=dark"),
    ],
)
def test_lists_become_a_frame_of_their_filter(world, client, path, frame):
    assert frame_of(client, path) == frame
    assert shown(client, frame)


def test_a_thing_with_dates_becomes_a_frame_of_its_dates(world, client):
    said = shown(client, frame_of(client, world.activity.get_url()))
    assert said.count("<li data-status") == 4
    assert "Festa di quartiere" not in said
    assert "Riunione di dicembre" in shown(client, frame_of(client, world.meeting.get_url()))


@pytest.mark.parametrize("form", ["{path}", "/o/{id}/"])
def test_one_date_becomes_a_frame_that_says_what_became_of_it(world, client, form):
    row = world.cancelled
    said = shown(client, frame_of(client, form.format(path=row.path, id=row.pk)))
    assert said.count("<li data-status") == 1
    assert "La sala è in manutenzione" in said


def test_what_has_no_dates_becomes_a_link(world, client):
    for path in (f.content("Privacy").get_url(), world.place.path_in("it"), "/it/cerca/?q=a"):
        said = answer(client, path)
        assert said["type"] == "link"
        assert said["title"]
        assert "html" not in said


def test_it_fits_into_what_is_allowed(world, client):
    said = answer(client, "/it/agenda/", maxwidth=320, maxheight=9999, dnt=1)
    assert (said["width"], said["height"]) == (320, 480)
    assert 'width="320" height="480"' in said["html"]


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/it/agenda/",
        f"{SITE}/it/nowhere/",
        f"{SITE}/admin/",
        f"{SITE}/api/v1/labs/",
        f"{SITE}/it/agenda/?territory=nowhere",
        f"{SITE}/o/00000000-0000-4000-8000-000000000000/",
        "javascript:alert(1)",
        "http://[",
        "x",
    ],
)
def test_what_is_not_ours_or_not_public_is_not_found(world, client, url):
    response = ask(client, url if "://" in url else f"{url}://")
    assert response.status_code == 404
    assert response["Content-Type"].startswith("application/problem+json")


def test_what_is_unpublished_is_not_found(world, client):
    address = world.activity.get_url()
    world.lab.unpublish()
    assert ask(client, address).status_code == 404
    assert client.get(f"/embed/agenda/{world.activity.translation_key}/").status_code == 404


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("", "url"), ("?url=", "url"), ("?url=x&maxwidth=wide", "maxwidth"), ("?url=x&maxheight=0", "maxheight")],
)
def test_bad_values_are_named(client, query, parameter):
    response = client.get(f"/oembed{query}")
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == parameter


def test_another_format_is_not_implemented(world, client):
    assert ask(client, "/it/agenda/", format="yaml").status_code == 501


def test_markup_in_titles_stays_text(world, client):
    said = answer(client, world.activity.get_url())
    assert said["title"] == "Scuola di italiano <per tutti>"
    assert "&lt;per tutti&gt;" in said["html"]
    assert "<per tutti>" not in said["html"]


def test_every_page_says_where_to_ask(world, client):
    pages = ["/it/", "/en/pavia/", world.lab.get_url(), world.planned.path, "/it/agenda/?kind=event", "/it/cerca/"]
    for path in [*pages, world.place.path_in("it"), f.content().get_url()]:
        html = shown(client, path)
        for kind in ("application/json", "text/xml"):
            (found,) = re.findall(rf'type="{re.escape(kind)}\+oembed"[^>]+href="([^"]+)"', html)
            address = urlsplit(found.replace("&amp;", "&"))
            assert client.get(f"{address.path}?{address.query}").status_code == 200, path
            assert parse_qs(address.query)["url"][0].startswith(SITE)


def test_whoever_has_it_gets_304(world, client):
    response = ask(client, "/it/agenda/")
    again = client.get(response.wsgi_request.get_full_path(), headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_queries_do_not_grow(client):
    lab = f.lab()
    page = f.activity(below=lab)
    paths = [f"/oembed?url={SITE}{page.get_url()}", f"/embed/agenda/{page.translation_key}/"]
    one = [len(queries_of(client, path)) for path in paths]
    page.schedules.add(f.schedule(f.next_weekday(3), "FREQ=WEEKLY;COUNT=9"))
    page.save_revision().publish()
    f.activity(below=lab)
    assert [len(queries_of(client, path)) for path in paths] == one
