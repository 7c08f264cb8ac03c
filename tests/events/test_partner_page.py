"""The page for partners: what is chosen is what is shown and what is copied, with and without a script."""

import html
from typing import Any

import pytest

from tests import factories as f
from tests import vnu
from tests.queries import queries_of

PAGE = "/en/embed-it/"


def page(client, query=""):
    response = client.get(f"{PAGE}{query}")
    assert response.status_code == 200
    return response


def pieces(client, query=""):
    return {piece.name: piece.text for piece in page(client, query).context["pieces"]}


@pytest.mark.django_db
def test_everything_to_copy_is_the_chosen_filter(world, client):
    found = pieces(client, "?lab=la-torretta&topic=lingua-italiana&limit=3&theme=dark&lang=it")
    query = "lab=la-torretta&topic=lingua-italiana"
    attributes = 'lab="la-torretta" limit="3" theme="dark" topic="lingua-italiana" lang="it"'
    assert f"<agora-agenda {attributes}>" in found["element"]
    frame = "https://agora.example/embed/agenda/?lab=la-torretta&limit=3&theme=dark&topic=lingua-italiana"
    assert html.escape(frame) in found["frame"]
    assert 'origin !== "https://agora.example"' in found["frame"]
    assert found["oembed"] == f"https://agora.example/it/agenda/?{query}"
    assert found["webcal"] == f"webcal://agora.example/feeds/agenda.ics?{query}"
    assert found["jsonld"] == f"https://agora.example/feeds/agenda.jsonld?{query}"


@pytest.mark.django_db
def test_what_is_copied_is_in_the_language_of_the_dates_and_its_labels_in_the_readers(world, client):
    content = client.get("/it/incorpora/?lang=en").content.decode()
    assert "Indirizzo da incollare (oEmbed)" in content
    assert "Address to paste" not in content
    assert "https://agora.example/en/agenda/" in content


@pytest.mark.django_db
def test_every_address_answers(world, client):
    context = page(client, "?territory=pavia&audience=families").context
    found = {piece.name: piece.text for piece in context["pieces"]}
    addresses = [found[name] for name in ("oembed", "ics", "rss", "json", "jsonld")]
    for address in [*addresses, context["preview"], context["qr"]]:
        assert client.get(address.removeprefix("https://agora.example")).status_code == 200


@pytest.mark.django_db
def test_the_rest_of_a_filter_is_carried_along(world, client):
    said = page(client, "?municipality=pavia&free=true&kind=event").content.decode()
    for name, value in (("municipality", "pavia"), ("free", "true"), ("kind", "event")):
        assert f'<input type="hidden" name="{name}" value="{value}" />' in said
    assert client.get("/en/agenda/?kind=event").context["partners"] == f"{PAGE}?kind=event"


@pytest.mark.django_db
def test_what_cannot_be_read_is_said_and_the_rest_holds(world, client):
    response = page(client, "?territory=nowhere&limit=3")
    assert "territory=nowhere" in response.content.decode()
    assert 'limit="3"' in pieces(client, "?territory=nowhere&limit=3")["element"]


@pytest.mark.django_db
def test_markup_in_a_filter_stays_text(client):
    found = page(client, "?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").content.decode()
    assert "<script>alert" not in found
    assert "<script>alert" not in pieces(client, "?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")["element"]


@pytest.mark.django_db
def test_what_is_copied_is_valid_in_any_page(world, client, tmp_path):
    taken = pieces(client, "?territory=pavia&topic=cucito&q=caff%C3%A8+%26+t%C3%A8")
    for name in ("element", "frame"):
        page = f"<!DOCTYPE html><html lang=it><title>Una pagina altrui</title><h1>Da noi</h1>{taken[name]}</html>"
        (tmp_path / f"{name}.html").write_text(page)
    assert not (said := vnu.errors(tmp_path)), said


@pytest.mark.django_db
def test_the_code_is_a_picture_that_names_where_it_leads(world, client):
    response = client.get("/embed/agenda.svg?lab=la-torretta&lang=en")
    assert response["Content-Type"] == "image/svg+xml"
    assert "<desc>https://agora.example/en/agenda/?lab=la-torretta</desc>" in response.content.decode()
    assert client.get("/embed/agenda.svg?lab=nowhere").status_code == 400


@pytest.mark.django_db
def test_queries_do_not_grow(client):
    lab = f.lab()
    f.activity(below=lab, topics=[f.TopicFactory()])
    one = len(queries_of(client, PAGE))
    f.activity(below=f.lab("In Scala", "rho"), topics=[f.TopicFactory(name="cucito")])
    f.lab("Spazio Q", "rozzano")
    assert len(queries_of(client, PAGE)) == one


@pytest.mark.browser
def test_a_change_is_shown_in_place(window: Any, site: str, settings: Any) -> None:
    settings.PUBLIC_URL = site
    f.activity(below=f.lab())
    window.goto(site + PAGE)
    assert window.get_by_label("Element", exact=True).input_value().count("<agora-agenda") == 1
    window.locator("[name=limit]").fill("2")
    window.locator("[name=limit]").blur()
    window.wait_for_function("() => location.search.includes('limit=2')")
    assert 'limit="2"' in window.get_by_label("Element", exact=True).input_value()
    assert window.frame_locator("iframe").locator("li").count() == 2


@pytest.mark.browser
def test_a_frame_is_as_wide_as_there_is_room(window: Any, site: str, settings: Any) -> None:
    settings.PUBLIC_URL = site
    window.goto(site + PAGE)
    window.set_content(window.get_by_label("Frame", exact=True).input_value())
    assert window.locator("iframe").bounding_box()["width"] > 1000
    window.set_viewport_size({"width": 360, "height": 700})
    assert window.locator("iframe").bounding_box()["width"] < 360


@pytest.mark.browser
def test_who_copies_sees_and_hears_it(window: Any, site: str, settings: Any) -> None:
    settings.PUBLIC_URL = site
    window.context.grant_permissions(["clipboard-read", "clipboard-write"])
    window.goto(site + PAGE)
    window.locator("[data-copy=piece-rss]").click()
    window.get_by_text("Copied", exact=True).locator("visible=true").first.wait_for()
    assert window.locator("[data-partner-status]").text_content() == "Copied"
    assert window.evaluate("navigator.clipboard.readText()") == window.locator("#piece-rss").input_value()


@pytest.mark.browser
def test_it_is_accessible(window: Any, site: str, settings: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    settings.PUBLIC_URL = site
    f.activity(below=f.lab())
    for scheme in ("light", "dark"):
        window.emulate_media(color_scheme=scheme)
        window.goto(site + PAGE)
        assert Axe().run(window).generate_report().startswith("Found 0")
