import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.blocks import StreamValue

from events.models import Occurrence
from portal import links, time_spans
from portal.addresses import page_path
from portal.blocks import BodyBlock
from portal.localized import Localized
from portal.navigation import Frame
from portal.reader_words import with_words
from portal.sites import territory_sites
from tests import factories as f

ROME = ZoneInfo("Europe/Rome")


def at(*when):
    return dt.datetime(*when, tzinfo=ROME)


def render(source, **context):
    return Template("{% load addresses dates look places words %}" + source).render(Context(context))


# --- time ---


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (at(2026, 11, 24, 16, 30), at(2026, 11, 24, 18, 30), "martedì 24 novembre 2026, 16:30–18:30"),
        (at(2026, 11, 24, 21), at(2026, 11, 25, 1), "martedì 24 novembre 2026, 21:00–1:00"),
        (at(2026, 11, 24, 21), at(2026, 11, 25), "martedì 24 novembre 2026, 21:00–0:00"),
        (at(2026, 11, 24, 16), at(2026, 11, 24, 16), "martedì 24 novembre 2026, 16:00"),
        (at(2026, 11, 28, 10), at(2026, 11, 29, 18), "sabato 28 novembre, 10:00 – domenica 29 novembre 2026, 18:00"),
        (at(2026, 12, 31, 10), at(2027, 1, 2, 18), "giovedì 31 dicembre 2026, 10:00 – sabato 2 gennaio 2027, 18:00"),
        (at(2026, 11, 1), at(2026, 11, 2), "domenica 1º novembre 2026, tutto il giorno"),
        (at(2026, 11, 28), at(2026, 11, 30), "sabato 28 novembre – domenica 29 novembre 2026"),
    ],
)
def test_a_stretch_of_time_is_said_with_its_days_and_hours(start, end, said):
    assert time_spans.span(start, end, all_day=start.hour == end.hour == 0) == said


def test_hours_hold_their_local_hour_over_the_clock_change():
    assert time_spans.hours(at(2026, 3, 28, 16, 30), at(2026, 3, 28, 18)) == "16:30–18:00"
    assert time_spans.hours(at(2026, 3, 30, 16, 30), at(2026, 3, 30, 18)) == "16:30–18:00"


def test_time_is_said_in_the_readers_language():
    with translation.override("en"):
        said = time_spans.span(at(2026, 11, 24, 16, 30), at(2026, 11, 24, 18, 30))
    assert said == "Tuesday 24 November 2026, 16:30–18:30"


# --- words ---


def test_words_in_another_language_than_the_readers_say_so_and_are_escaped():
    value = Localized({"it": "<Sala> chiusa"})
    assert render("{{ value|words }}", value=value) == "&lt;Sala&gt; chiusa"
    with translation.override("en"):
        said = render("{{ value|words }}", value=value)
    assert said == '<span lang="it" dir="ltr">&lt;Sala&gt; chiusa</span>'


def test_a_text_in_the_readers_language_is_preferred_and_not_marked():
    with translation.override("en"):
        assert render("{{ value|words }}", value=Localized({"it": "Chiuso", "en": "Closed"})) == "Closed"


def test_telephone_addresses_hold_digits_only():
    assert render("{{ number|telephone }}", number="+39 0382/12-34 (int. 5)") == "tel:+3903821234"


# --- addresses ---


def test_links_carry_the_filter_and_the_readers_language():
    assert links.agenda(topic="lingua italiana", lab="") == "/it/agenda/?topic=lingua+italiana"
    assert links.feed("agenda.rss", lab="x") == "/feeds/agenda.rss?lab=x"
    assert links.subscriptions(lab="x")["webcal"] == "webcal://agora.example/feeds/agenda.ics?lab=x"
    with translation.override("en"):
        assert links.search(q="choir") == "/en/search/?q=choir"
        assert links.feed("agenda.rss", lab="x") == "/feeds/agenda.rss?lab=x&lang=en"


@pytest.mark.django_db
def test_the_ways_in_the_frame_lead_to_pages(client):
    f.home()
    for language in ("it", "en"):
        with translation.override(language):
            for path in (links.home(), links.agenda(), links.search()):
                assert client.get(path).status_code == 200, path


# --- the card of a date ---


@pytest.fixture
def row(db):
    page = f.activity("#OP <Ballo>")
    return Occurrence.objects.filter(series=page.translation_key).upcoming().for_lists().first()


def card(row, **context):
    return " ".join(render_to_string("portal/cards/date.html", {"row": row, **context}).split())


def test_a_cancelled_date_is_told_by_a_word_an_icon_and_its_reason(row):
    f.ChangeFactory(occurrence=row, reason={"it": "La sala è chiusa"})
    row = Occurrence.objects.for_lists().get(pk=row.pk)
    html = card(row)
    assert 'data-status="cancelled"' in html
    assert "icons.svg#ban" in html
    assert row.get_status_display().capitalize() in html
    assert "La sala è chiusa" in html


def test_a_moved_date_shows_what_no_longer_holds_and_what_does(row):
    f.ChangeFactory(occurrence=row, kind="moved", starts_at=row.starts_at + dt.timedelta(hours=1))
    html = card(Occurrence.objects.for_lists().get(pk=row.pk))
    before, after = html.split("</del>")
    assert "16:30–18:30" in before
    assert "<ins>" in after
    assert "17:30–19:30" in after


@pytest.fixture
def elsewhere(db):
    """Return a date of La Torretta that is at another place."""
    page = f.activity(place=f.PlaceFactory(name="La Torretta"))
    row = Occurrence.objects.filter(series=page.translation_key).earliest("starts_at")
    rho = f.MunicipalityFactory(name="Rho")
    f.ChangeFactory(occurrence=row, kind="moved", place=f.PlaceFactory(name="Biblioteca <nuova>", municipality=rho))
    return Occurrence.objects.for_lists().get(pk=row.pk)


@pytest.mark.parametrize("own", ["", "territory", "lab", "page", "place"])
def test_a_date_at_another_place_shows_both_and_no_name_twice(elsewhere, own):
    [where] = re.findall(r'<p class="where">(.*?)</p>', card(elsewhere, own=own))
    before = '<del><span class="visually-hidden">Prima: </span>La Torretta</del>'
    now = '<ins><span class="visually-hidden">ora: </span>Biblioteca &lt;nuova&gt;</ins>'
    assert where == f"<bdi>{before} {now}</bdi>, <bdi>Rho</bdi>"


def test_the_lab_of_a_date_is_named_beside_the_places_that_are_not_its_own(elsewhere):
    elsewhere.lab.title = "Gruppo Orto"
    assert '<p class="where"><bdi>Gruppo Orto</bdi>, <bdi><del>' in card(elsewhere)


def test_a_date_that_comes_home_names_its_lab_once(elsewhere):
    elsewhere.place, elsewhere.original_place = elsewhere.original_place, elsewhere.place
    assert re.sub("<.*?>", "", card(elsewhere)).count("La Torretta") == 1


def test_titles_are_escaped_and_isolated(row):
    assert "<bdi>#OP &lt;Ballo&gt;</bdi>" in card(row)


def test_the_list_of_a_page_names_the_day_and_not_the_thing(row):
    assert "Ballo" not in card(row, own="page")
    assert time_spans.span(row.starts_at, row.ends_at).split(",")[0].capitalize() in card(row, own="page")


def test_many_dates_need_no_further_query(row, django_assert_num_queries):
    rows = list(Occurrence.objects.upcoming().for_lists()[:3])
    territory_sites()
    with django_assert_num_queries(0):
        for each in rows:
            card(each)


# --- blocks ---


def block(name, value):
    body = StreamValue(BodyBlock(), [{"type": name, "value": value}], is_lazy=True)
    return render_to_string("portal/parts/body.html", {"body": body})


def test_a_question_opens_without_script():
    html = block("question", {"question": "Serve <iscriversi>?", "answer": "<p>No.</p>"})
    assert "<details" in html
    assert "Serve &lt;iscriversi&gt;?" in html
    assert "<p>No.</p>" in html


def test_a_callout_says_what_it_is():
    assert "Attenzione" in block("callout", {"tone": "warning", "text": "<p>Il cancello chiude alle 19.</p>"})


@pytest.mark.django_db
def test_a_link_leads_to_the_page_in_the_readers_language():
    page = f.content("Privacy")
    with translation.override("en"):
        assert 'href="/en/privacy/"' in block("link", {"label": "I tuoi dati", "page": page.pk, "address": ""})


@pytest.mark.django_db
def test_links_in_a_text_lead_to_public_pages_only():
    page = f.content("Privacy")
    text = f'<p><a linktype="page" id="{page.pk}">dati</a></p>'
    with translation.override("en"):
        assert '<a href="/en/privacy/">dati</a>' in block("text", text)
    page.unpublish()
    assert "<a>dati</a>" in block("text", text)


# --- the frame ---


@pytest.mark.django_db
def test_the_frame_is_in_the_readers_language_where_there_are_words():
    lab = f.lab()
    f.english_home()
    translated = f.translated(f.territory_page(), title="Pavia and around")
    page = f.activity(below=lab)
    with translation.override("en"):
        trail = [above.words.title for above in Frame(page).trail]
        territories = [territory.page.pk for territory in Frame(page).territories]
    assert trail == ["Agorà", "Pavia and around", "La Torretta"]
    assert territories == [translated.pk]


@pytest.mark.django_db
def test_menus_show_public_pages_that_editors_put_there():
    f.content("Privacy", show_in_menus=True)
    f.content("Bozza", show_in_menus=True).unpublish()
    f.content("Nascosta", show_in_menus=False)
    assert [page.words.title for page in Frame().home_menu] == ["Privacy"]


@pytest.mark.django_db
def test_words_for_a_list_take_one_query_more(django_assert_num_queries):
    pages = [f.territory_page(slug) for slug in ("pavia", "rho")]
    f.english_home()
    f.translated(pages[0], title="Pavia and around")
    with translation.override("en"), django_assert_num_queries(3):
        found = with_words(type(pages[0]).objects.filter(locale__language_code="it").select_related("locale"))
        assert [page.words.title for page in found] == ["Pavia and around", "Rho"]


@pytest.mark.django_db
def test_the_choice_of_language_leads_to_the_same_thing(client):
    lab = f.lab()
    f.english_home()
    f.translated(f.territory_page())
    words = f.translated(lab, title="The Tower", slug="the-tower")
    html = client.get("/en/pavia/the-tower/").content.decode()
    assert f'href="{page_path(lab, "it")}"' in html
    assert client.get(page_path(words, "en")).status_code == 200


@pytest.mark.django_db
def test_an_address_in_words_is_said_in_the_other_language(client):
    f.home()
    html = client.get(links.search(q="coro")).content.decode()
    assert 'href="/en/search/?q=coro"' in html


# --- what is not there ---


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "says"), [("it", "Questa pagina non c"), ("en", "This page is not here")])
def test_a_missing_page_offers_a_search_and_ways_on(client, language, says):
    f.territory_page()
    response = client.get(f"/{language}/nessuna/")
    html = response.content.decode()
    assert response.status_code == 404
    assert says in html
    assert 'type="search"' in html
    assert f'href="/{language}/pavia/"' in html


def test_the_page_of_an_error_asks_nothing_of_the_database():
    html = render_to_string("500.html")
    assert "Qualcosa è andato storto" in html
    assert 'lang="it"' in html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Si gioca insieme.", "Si gioca insieme."),
        ("Si gioca, si canta e si cucina", "Si gioca, si canta…"),
        ("Si gioca insieme, e poi a casa", "Si gioca insieme…"),
        ("大家一起学习意大利语并且认识这个地区的人们和地方", "大家一起学习意大利语并且认识这个地区…"),
        ("Si gioca e si ride. Poi si cena.", "Si gioca e si ride."),
        ("Si gioca con noi? Ma certo", "Si gioca con noi?"),
        ("Vicino a S. Martino, sul fiume", "Vicino a S…"),
        ("Sì. Si gioca insieme, e poi a casa", "Sì. Si gioca…"),
        ("Alle 20.30 si canta insieme in coro", "Alle 20.30 si…"),
        ("大家一起学习意大利语。并且认识这个地区的人们和地方", "大家一起学习意大利语。"),
    ],
)
def test_a_text_that_is_shortened_ends_in_a_whole_word_or_sentence(text, shown):
    assert render("{{ text|shortened:19 }}", text=text) == shown


@pytest.mark.parametrize(("reader", "called"), [("en", "Italian"), ("fr", "italien"), ("ro", "italiană")])
def test_a_language_is_called_as_within_a_sentence(reader, called):
    with translation.override(reader):
        assert render("{{ code|language_name }}", code="it") == called
