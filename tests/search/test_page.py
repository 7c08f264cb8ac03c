"""The search page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from portal import reading
from portal.freshness import raise_stamp
from tests import factories as f

pytestmark = pytest.mark.django_db


def ask(client, language="it", **query):
    with translation.override(language):
        response = client.get(reverse("search"), query)
    return response.status_code, " ".join(response.content.decode().split())


def test_a_resident_finds_things_of_all_territories(client):
    f.activity("Scuola di italiano", f.lab("La Torretta"), summary="Impara l’italiano con noi.")
    f.activity("Italiano in cortile", f.lab("Texère", "rozzano"))
    status, page = ask(client, q="italiano")
    assert status == 200
    assert 'href="/it/pavia/la-torretta/scuola-di-italiano/"' in page
    assert "Impara l’<mark>italiano</mark> con noi." in page
    assert "Italiano in cortile" in page
    assert 'href="?q=italiano&amp;territory=rozzano#found"' in page


def test_a_chosen_value_can_be_taken_away_and_is_carried_along(client):
    f.activity("Scuola di italiano")
    _status, page = ask(client, q="italiano", territory="pavia", when="month")
    assert '<input type="hidden" name="territory" value="pavia" />' in page
    assert page.count('href="?q=italiano&amp;when=month#found"') == 2
    assert 'href="?q=italiano&amp;territory=pavia#found"' in page


def test_every_kind_of_choice_has_its_chip(client):
    lab, topic, audience = f.lab("La Torretta"), f.TopicFactory(), f.AudienceFactory()
    f.activity("Compiti", lab, topics=[topic], audiences=[audience], place=f.PlaceFactory())
    query = {"territory": "pavia", "municipality": "pavia", "topic": "compiti", "audience": "families"}
    dates = {"from": "2026-01-01", "to": "2040-01-01", "near": "pavia", "radius": "3", "free": "on", "online": "false"}
    _status, page = ask(client, kind="activity", lab=lab.public_slug, **query, **dates)
    chips = page[page.index('<ul class="chips chosen"') :]
    chips = chips[: chips.index("</ul>")]
    assert chips.count("<li>") == 11
    assert "La Torretta" in chips
    assert "Famiglie" in chips


def test_one_day_is_one_chip_that_takes_both_its_ends_away(client):
    f.activity("Volontariato")
    _status, page = ask(client, q="volontariato", **{"from": "2026-11-26", "to": "2026-11-26"})
    chips = page[page.index('<ul class="chips chosen"') :]
    chips = chips[: chips.index("</ul>")]
    assert chips.count("<li>") == 1
    assert "giovedì 26 novembre 2026" in chips
    assert 'href="?q=volontariato#found"' in chips


def test_what_cannot_be_read_is_said_and_the_rest_holds(client):
    f.activity("Scuola di italiano")
    status, page = ask(client, q="italiano", territory="<b>nowhere", when="never", page="2")
    assert status == 200
    assert "Scuola di italiano" in page
    assert "&lt;b&gt;nowhere" in page
    assert page.count("<code><bdi>") == 3


def test_trackers_of_others_are_no_problem(client):
    assert "<strong><bdi>" not in ask(client, q="x", utm_source="news", fbclid="1")[1]


def test_nothing_found_shows_ways_on(client):
    f.home()
    status, page = ask(client, q="unicorni", territory="")
    assert status == 200
    with translation.override("it"):
        assert f'href="{reverse("search")}"' in page[page.index('class="empty') :]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("cucina unicorni gratis", "Niente contiene tutte queste parole. Ecco quello che ne contiene alcune."),
        ("unicorni gratis", "Niente contiene queste parole. Ecco quello che c’è con le altre scelte."),
    ],
)
def test_what_is_shown_says_how_much_of_the_words_it_has(client, words, said):
    f.activity("Cucina per tutti")
    _status, page = ask(client, q=words)
    assert "Cucina per tutti" in page
    assert said in page


def test_who_insists_on_words_that_nothing_has_is_led_back(client):
    f.activity("Scuola di italiano")
    _status, mended = ask(client, q="itagliano")
    assert 'href="?q=%22itagliano%22"' in mended
    status, insisted = ask(client, q='"itagliano"')
    assert status == 200
    assert "Qui niente è scritto proprio così: &quot;itagliano&quot;" in insisted
    assert 'href="?q=itagliano"' in insisted
    assert "scritto proprio così" not in ask(client, q="unicorni")[1]


def test_pages_follow_each_other(client):
    lab = f.lab()
    for number in range(21):
        f.content(f"Orto {number:02}", lab)
    _status, first = ask(client, q="orto")
    assert first.count('<article class="result') == 20
    assert 'rel="next" href="?offset=20&amp;q=orto"' in first
    _status, second = ask(client, q="orto", offset="20")
    assert second.count('<article class="result') == 1
    assert 'rel="prev" href="?q=orto"' in second
    status, beyond = ask(client, q="orto", offset="400")
    assert status == 200
    assert '<article class="result' not in beyond


def test_an_english_reader_reads_english_round_italian_words(client):
    f.english_home()
    f.activity("Scuola di italiano", summary="Impara con noi.")
    _status, page = ask(client, "en", q="scuola")
    assert '<a href="/en/pavia/la-torretta/scuola-di-italiano/" lang="it" dir="ltr">' in page
    assert "1 result" in page


def test_the_number_of_queries_is_the_same_for_one_and_for_three(client):
    def asked():
        reading.forget()
        with CaptureQueriesContext(connection) as queries:
            ask(client, q="orto", territory="pavia", lab="casa")
        return len(queries)

    lab = f.lab("Casa")
    f.activity("Orto uno", lab)
    # What is asked for often is written down in more steps the first times.
    for _time in range(3):
        one = asked()
    f.activity("Orto due", lab)
    f.activity("Orto tre", lab)
    # Where little was found, one query more looks for what may fit too.
    assert asked() <= one


def test_the_labs_chosen_are_named_by_one_query(client):
    for name in ("uno", "due", "tre"):
        f.lab(name.title(), slug=name)
    numbers = []
    for chosen in (["uno"], ["uno", "due", "tre"]):
        address = "/it/cerca/?" + "&".join(f"lab={slug}" for slug in chosen)
        client.get(address)
        raise_stamp([None])
        with CaptureQueriesContext(connection) as asked:
            html = client.get(address).content.decode()
        assert all(f"<bdi>{slug.title()}</bdi>" in html for slug in chosen)
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]


def test_words_that_are_suggested_from_now_on_make_old_suggestions_stale(client):
    f.content("Corso di italiano")
    before = client.get("/api/v1/suggest/?q=corso it")
    for _time in range(3):
        client.get("/it/cerca/", {"q": "corso italiano adulti"})
        client.get("/it/cerca/", {"q": "corso italiano"})
    again = client.get("/api/v1/suggest/?q=corso it", headers={"If-None-Match": before["ETag"]})
    assert again.status_code == 200
    assert "corso italiano" in [item["title"] for item in again.json()["items"]]
