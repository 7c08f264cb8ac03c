"""What is looked for is counted by week without anybody's trace, and what found nothing is told to the editors."""

import datetime as dt
import time
from io import BytesIO
from threading import Thread

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from pypdf import PdfReader

from portal.filters import Filter
from search.asking import count_asked, forget_asked, missed
from search.models import AskedWords
from search.suggestions import suggest
from tests import factories as f

pytestmark = pytest.mark.django_db
WEDNESDAY = dt.datetime(2026, 9, 16, 10, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(WEDNESDAY, tick=False) as traveller:
        yield traveller


def ask(client, q, times=3, **chosen):
    for _time in range(times):
        assert client.get("/it/cerca/", {"q": q, **chosen}).status_code == 200


def told():
    return [(row.week, row.words, row.times) for row in missed()]


def test_words_are_told_once_three_searches_had_them_in_common(client):
    ask(client, "Corso di SALDATURA!", times=2)
    assert told() == []
    assert [row.words for row in AskedWords.objects.all()] == [""]
    ask(client, "il corso, di saldatura", times=1)
    assert told() == [(dt.date(2026, 9, 14), "corso saldatura", 3)]


def test_what_is_found_is_counted_and_not_missed(client):
    f.content("Saldatura")
    ask(client, "saldatura")
    assert told() == []
    assert AskedWords.objects.get().words == "saldatura"


def test_some_of_the_words_are_not_what_was_looked_for(client):
    f.content("Saldatura")
    ask(client, "saldatura subacquea")
    assert [words for _week, words, _times in told()] == ["saldatura subacquea"]


def test_what_was_mended_into_another_word_is_not_what_was_looked_for(client):
    f.content("Saldatura")
    ask(client, "saldattura")
    assert [words for _week, words, _times in told()] == ["saldattura"]
    assert [each.title for each in suggest("saldat", "it")] == ["Saldatura"]


def test_who_clicks_on_facets_is_counted_once(client):
    f.territory_page("pavia")
    f.territory_page("rho")
    for chosen in ({}, {"free": "true"}, {"kind": "event"}, {"when": "week"}, {"territory": ["pavia", "rho"]}):
        ask(client, "karaoke", times=1, **chosen)
    assert AskedWords.objects.get().times == 1


@pytest.mark.parametrize("typed", ["zumba rho", "zumba a Lainate", "zumba vicino a Lainate"])
def test_words_that_say_where_are_told_to_the_editors_of_that_place(client, typed):
    f.MunicipalityFactory(name="Lainate", slug="lainate", territory=f.territory_page("rho").territory)
    ask(client, typed)
    assert [row.territory.slug for row in missed()] == ["rho"]


def test_nothing_is_kept_of_rare_words_once_the_week_is_over(client, clock):
    ask(client, "Mario Rossi 333 444", times=2)
    row = AskedWords.objects.values().get()
    assert not any("rossi" in str(value).lower() for value in row.values())
    ask(client, "saldatura")
    clock.move_to(WEDNESDAY + dt.timedelta(days=7))
    assert forget_asked() == 1
    assert told() == [(dt.date(2026, 9, 14), "saldatura", 3)]
    clock.move_to(WEDNESDAY + dt.timedelta(days=500))
    forget_asked()
    assert not AskedWords.objects.exists()


def test_further_pages_and_endless_words_are_not_counted(client):
    ask(client, "saldatura", offset="20")
    ask(client, "x" * 120)
    ask(client, "?!")
    assert not AskedWords.objects.exists()


def test_editors_read_what_was_missed_in_their_territory_and_everywhere(client, editor):
    f.territory_page("rho")
    ask(client, "saldatura", territory="pavia")
    ask(client, "ceramica", territory="rho")
    ask(client, "vela")
    html = editor.get(reverse("missed_words")).content.decode()
    assert "saldatura" in html
    assert "vela" in html
    assert "14 settembre 2026" in html
    assert "ceramica" not in html
    sheet = editor.get(reverse("missed_words"), {"export": "csv"})
    headings, *lines = b"".join(sheet.streaming_content).decode().splitlines()
    assert headings == "Settimana,Parole,Volte,Territorio"
    assert any("saldatura" in line for line in lines)


def test_nobody_else_reads_it(client):
    client.force_login(f.user("nessuno"))
    assert client.get(reverse("missed_words")).status_code == 302


def test_a_sheet_for_the_council_adds_up_the_weeks(client, editor, clock):
    ask(client, "saldatura", territory="pavia")
    clock.move_to(WEDNESDAY + dt.timedelta(days=7))
    ask(client, "saldatura", times=4, territory="pavia")
    ask(client, "vela")
    answer = editor.get(reverse("missed_words_sheet", args=["pavia"]))
    assert answer["Content-Type"] == "application/pdf"
    said = " ".join(PdfReader(BytesIO(answer.content)).pages[0].extract_text().split())
    assert "Cercato e non trovato Che cosa le persone hanno cercato" in said
    assert "saldatura 7 volte, in 2 settimane" in said
    assert said.index("Cercando in tutti i territori") < said.index("vela 3 volte, in 1 settimana")


def test_a_quiet_time_makes_a_sheet_too(editor):
    said = PdfReader(BytesIO(editor.get(reverse("missed_words_sheet", args=["pavia"])).content)).pages[0].extract_text()
    assert "Niente che sia stato cercato abbastanza spesso." in said


def test_the_sheet_of_another_territory_is_not_given(editor):
    f.territory_page("rho")
    assert editor.get(reverse("missed_words_sheet", args=["rho"])).status_code == 302
    assert "rho.pdf" not in editor.get(reverse("missed_words")).content.decode()


def test_no_search_waits_for_somebody_who_writes():
    took = []

    def count_again():
        started = time.monotonic()
        count_asked(Filter(q="saldatura"), found=False)
        took.append(time.monotonic() - started)
        connection.close()

    # The transaction of this test holds what another connection has to wait for.
    count_asked(Filter(q="saldatura"), found=False)
    other = Thread(target=count_again)
    other.start()
    other.join()
    assert 0.015 <= took[0] < 2
    assert AskedWords.objects.get().times == 1
