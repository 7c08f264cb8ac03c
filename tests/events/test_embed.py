"""The frame that partners put into their pages: plain, without cookie or third party."""

import re

import pytest

from tests import factories as f
from tests.golden_files import check_golden_text
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

EMBED = "/embed/agenda/"


def text(client, query=""):
    response = client.get(f"{EMBED}{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_the_frame_is_as_promised(world, client):
    lines = (line.rstrip() for line in text(client).splitlines())
    check_golden_text("embed_agenda.html", "\n".join(line for line in lines if line) + "\n")


def test_it_may_stand_in_any_page_and_leaves_nothing_behind(world, client):
    response = client.get(EMBED)
    assert "X-Frame-Options" not in response
    assert not response.cookies
    assert response["Access-Control-Allow-Origin"] == "*"
    said = response.content.decode()
    assert "style=" not in said
    loaded = re.findall(r'<(?:link|img|iframe|script)[^>]+(?:href|src)="([^"]+)"', said)
    assert loaded == ["/static/portal/embed.css", "/static/events/embed.js"]


def test_links_leave_the_frame_without_handing_it_over(world, client):
    said = text(client)
    assert '<base target="_blank"' in said
    assert all('rel="noopener"' in link for link in re.findall(r'<a [^>]*href="https[^>]+>', said))


def test_what_is_cancelled_or_moved_cannot_be_missed(world, client):
    said = text(client)
    assert said.count('data-status="cancelled"') == 1
    assert "La sala è in manutenzione" in said
    assert "<del>martedì 8 dicembre, 16:30–18:30</del>" in said


def test_a_date_at_another_place_shows_both(world, client):
    f.ChangeFactory(occurrence=world.planned, kind="moved", place=f.PlaceFactory(name="Biblioteca"))
    assert f"Prima: </span>{world.place.name}</del>" in text(client)
    assert "ora: </span>Biblioteca</ins>, Pavia</p>" in text(client)


def test_filter_theme_limit_and_language(world, client):
    said = text(client, "?kind=meeting&theme=dark&limit=1&lang=en")
    assert '<html lang="en" dir="ltr" data-theme="dark">' in said
    assert "Riunione di dicembre" in said
    assert "Scuola" not in said
    assert "/en/agenda/?kind=meeting" in said
    assert text(client, "?limit=2").count("<li data-status") == 2


def test_markup_in_titles_stays_text(world, client):
    assert "Scuola di italiano &lt;per tutti&gt;" in text(client)


def test_nothing_found_is_said(world, client):
    said = text(client, "?q=inesistente")
    assert "<li " not in said
    assert "<p>" in said


@pytest.mark.parametrize("query", ["?theme=pink", "?limit=900", "?territory=%3Cscript%3E", "?colour=red", "?q=a&q=b"])
def test_a_bad_address_says_what_is_wrong(client, query):
    response = client.get(f"{EMBED}{query}")
    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/html")
    assert query[1:].split("=")[0] in response.content.decode()
    assert "<script>" not in response.content.decode()
    assert "X-Frame-Options" not in response


def test_whoever_has_it_gets_304_until_something_changes(world, client):
    etag = client.get(EMBED)["ETag"]
    assert client.get(EMBED, headers={"if-none-match": etag}).status_code == 304
    f.ChangeFactory(occurrence=world.planned)
    assert client.get(EMBED, headers={"if-none-match": etag}).status_code == 200


def test_queries_do_not_grow(client):
    lab = f.lab()
    f.activity(below=lab, place=f.PlaceFactory())
    one = queries_of(client, EMBED)
    for _number in range(2):
        f.activity(below=lab, place=f.PlaceFactory())
    assert len(queries_of(client, EMBED)) == len(one)
