"""Flyers: what a printer, a screen reader and whoever reads the paper get."""

import datetime as dt
from io import BytesIO

import pypdf
import pytest
import typst
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from events.flyers.facts import _span_of_days
from events.models import Occurrence
from portal import reading
from portal.print_layouts import Layout
from tests import factories as f

pytestmark = pytest.mark.django_db

# Width and height in millimetres (ISO 216); the folded sheet lies on its side.
SIZES = {"a4": (210, 297), "a3": (297, 420), "a5": (148, 210), "folded": (297, 210)}


def flyer(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/pdf"
    return pypdf.PdfReader(BytesIO(response.content))


def text(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def weekly(title, lab, count, **facts):
    return f.activity(title, lab, schedules=[f.schedule(rrule=f"FREQ=WEEKLY;COUNT={count}")], **facts)


# --- for the printer and the screen reader ---


def test_every_layout_is_tested():
    assert list(SIZES) == Layout.values


@pytest.mark.parametrize("layout", SIZES)
def test_a_sheet_has_its_size_and_is_accessible(world, client, layout):
    reader = flyer(client, f"/feeds/agenda.pdf?layout={layout}")
    page = reader.pages[0].mediabox
    assert (round(page.width / 72 * 25.4), round(page.height / 72 * 25.4)) == SIZES[layout]
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "it"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Agenda"
    assert "pdfuaid" in reader.xmp_metadata.stream.get_data().decode()


def roles(element, found=None):
    """Return the roles of a structure tree in reading order."""
    found = [] if found is None else found
    for kid in element.get("/K", []) if isinstance(element.get("/K", []), list) else [element["/K"]]:
        kid = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(kid, dict) and "/S" in kid:
            found.append(kid["/S"])
            roles(kid, found)
    return found


@pytest.mark.parametrize("layout", SIZES)
def test_a_screen_reader_hears_headings_first_title_and_the_code_in_words(world, client, layout):
    reader = flyer(client, f"/feeds/agenda.pdf?layout={layout}")
    heard = roles(reader.trailer["/Root"]["/StructTreeRoot"])
    headings = [role for role in heard if role in ("/H1", "/H2", "/H3")]
    assert headings[0] == "/H1"
    assert headings.count("/H1") == 1
    assert headings.count("/H2") == 6, "one for each day"
    assert "/Figure" in heard


def test_the_same_facts_give_the_same_bytes(world, client):
    first, second = (client.get("/feeds/agenda.pdf").content for _time in range(2))
    assert first == second


def test_a_sheet_is_set_once(world, client, monkeypatch):
    calls = []
    compiled = typst.compile
    monkeypatch.setattr(typst, "compile", lambda *args, **options: calls.append(1) or compiled(*args, **options))
    for _time in range(2):
        client.get("/feeds/agenda.pdf?q=italiano&layout=a5")
    assert len(calls) == 1


# --- what it says ---


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (dt.date(2026, 11, 23), dt.date(2026, 11, 26), "23–26 novembre 2026"),
        (dt.date(2026, 12, 1), dt.date(2026, 12, 8), "1º–8 dicembre 2026"),
        (dt.date(2026, 11, 23), dt.date(2026, 12, 2), "23 novembre – 2 dicembre 2026"),
        (dt.date(2026, 12, 23), dt.date(2027, 1, 2), "23 dicembre 2026 – 2 gennaio 2027"),
    ],
)
def test_days_of_one_month_name_it_once(first, last, said):
    with translation.override("it"):
        assert _span_of_days(first, last) == said


def test_a_poster_says_when_where_and_what_became_of_a_date(world, client):
    said = text(flyer(client, "/feeds/agenda.pdf"))
    assert "Scuola di italiano <per tutti>" in said
    assert "16:30–18:30" in said
    assert "Sala grande, via Roma 1, Pavia" in said
    assert "Annullato" in said
    assert "La sala è in manutenzione" in said
    assert "Spostato" in said
    assert "C'è la festa" in said
    assert "martedì 8 dicembre 2026" in said, "when the moved date was planned"
    assert "5 euro" in said


def test_it_speaks_the_language_asked_for(world, client):
    reader = flyer(client, "/feeds/agenda.pdf?lang=en")
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert "The room is being mended" in text(reader)
    assert "Tuesday" in text(reader)


@pytest.mark.parametrize("layout", ["a4", "a3", "a5"])
def test_forty_dates_are_all_there(client, layout):
    lab = f.lab()
    for number in range(8):
        weekly(f"Attività numero {number} con un titolo di una certa lunghezza", lab, 5, place=f.PlaceFactory())
    reader = flyer(client, f"/feeds/agenda.pdf?territory=pavia&layout={layout}")
    assert text(reader).count("Attività numero") == 40
    assert len(reader.pages) <= {"a4": 3, "a3": 2, "a5": 6}[layout]


@pytest.mark.parametrize("layout", SIZES)
def test_long_dates_under_way_come_last_with_their_last_day(client, layout):
    lab, today = f.lab(), dt.date.today()
    begun, over = today - dt.timedelta(days=20), today + dt.timedelta(days=30)
    f.event("Mostra di foto", lab, schedules=[f.schedule(begun, end_date=over, start_time=None)])
    weekly("Coro", lab, 3)
    said = text(flyer(client, f"/feeds/agenda.pdf?lab=la-torretta&layout={layout}&lang=en"))
    assert said.index("Coro") < said.index("Under way") < said.index("Mostra di foto")
    assert f"{over:%B}" in said


def test_long_dates_never_take_the_sheet_and_never_fall_off_it(client):
    lab, today = f.lab(), dt.date.today()
    for number in range(5):
        days = [today - dt.timedelta(days=20), today + dt.timedelta(days=30 + number)]
        f.event(f"Mostra {number}", lab, schedules=[f.schedule(days[0], end_date=days[1], start_time=None)])
    weekly("Coro", lab, 20)
    said = text(flyer(client, "/feeds/agenda.pdf?lab=la-torretta&limit=10&lang=en"))
    assert (said.count("Coro"), said.count("Mostra")) == (8, 2)
    assert "code leads to all" in said


def test_an_invitation_says_who_may_come_and_what_it_is_about(client):
    meeting = f.meeting(
        "Che cosa ci serve",
        starts_at=timezone.now() + dt.timedelta(days=9),
        agenda="<p>Si parla di:</p><ol><li>le panchine</li><li>la <b>festa</b></li></ol>",
        online_url="https://incontri.example/x",
    )
    said = text(flyer(client, f"/feeds/agenda/{meeting.translation_key}.pdf"))
    assert "Che cosa ci serve" in said
    assert "Tutti: la riunione è aperta." in said
    assert "Si parla di: 1. le panchine 2. la festa" in said
    assert "https://incontri.example/x" in said


def test_a_leaflet_stays_one_sheet_and_says_that_there_is_more(client):
    lab = f.lab()
    for number in range(10):
        weekly(f"Attività numero {number}", lab, 5)
    reader = flyer(client, "/feeds/agenda.pdf?lab=la-torretta&layout=folded&limit=100")
    assert len(reader.pages) == 2
    assert 10 < text(reader).count("Attività numero") < 50
    assert "code leads to all" in text(flyer(client, "/feeds/agenda.pdf?layout=folded&limit=100&lang=en"))


def test_a_list_that_is_cut_says_so(world, client):
    assert "code leads to all" in text(flyer(client, "/feeds/agenda.pdf?limit=2&lang=en"))
    assert "code leads to all" not in text(flyer(client, "/feeds/agenda.pdf?lang=en"))


@pytest.mark.parametrize("layout", SIZES)
def test_without_dates_it_is_a_kind_sheet(client, layout):
    f.lab()
    reader = flyer(client, f"/feeds/agenda.pdf?lab=la-torretta&layout={layout}&lang=en")
    assert "La Torretta" in text(reader)
    assert "There are no dates to come for now." in text(reader)


def test_an_activity_with_one_rule_says_it_in_its_head(client):
    page = weekly("Coro", f.lab(), 8, summary="Si canta.", how_to_join="Vieni e basta.")
    said = text(flyer(client, f"/feeds/agenda/{page.translation_key}.pdf"))
    assert said.index("Coro") < said.index("Ogni martedì") < said.index("Si canta.") < said.index("Vieni e basta.")
    assert said.count("16:30–18:30") == 8


def test_a_cancelled_date_of_its_own_says_why_however_long_that_is(client):
    row = Occurrence.objects.get(series=f.event().translation_key)
    reason = "La sala serve al seggio elettorale e non abbiamo trovato un altro posto. " * 3
    f.ChangeFactory(occurrence=row, reason={"it": reason[:255]})
    for layout in SIZES:
        said = text(flyer(client, f"/o/{row.pk}.pdf?layout={layout}"))
        assert "Annullato" in said
        assert "seggio elettorale" in said.replace("- ", "")


HARD_TITLES = [
    "Precipitevolissimevolmente " * 9,
    "Supercalifragilistichespiralidoso" * 6,
    "درس اللغة العربية للجميع",
    "Corso di italiano 中文 українська বাংলা ਪੰਜਾਬੀ",
    "Festa 🎉👨‍👩‍👧 di primavera",
    '#let x = [*no*] $ "quoted" \\ <label> @ref',
    "ꦗꦮ",
]


@pytest.mark.parametrize("title", HARD_TITLES)
def test_any_title_can_be_printed(client, title):
    page = f.event(title[:255].strip())
    for layout in SIZES:
        reader = flyer(client, f"/feeds/agenda/{page.translation_key}.pdf?layout={layout}")
        assert "🎉" not in text(reader)


def test_markup_is_text_and_emoji_leave_no_gap(client):
    page = f.event("Festa 🎉 #strong[grande] *e* $x$")
    assert "Festa #strong[grande] *e* $x$" in text(flyer(client, f"/feeds/agenda/{page.translation_key}.pdf"))


def test_an_address_too_long_for_a_code_is_shortened(client):
    f.lab()
    topics = [f.TopicFactory(name=f"argomento numero {number}") for number in range(40)]
    query = "&".join(f"topic={topic.slug}" for topic in topics)
    assert flyer(client, f"/feeds/agenda.pdf?{query}").pages


def test_paper_never_carries_a_person(client):
    organisation = f.OrganisationFactory(name="Cooperativa Aurora", phone="0382 000111")
    contact = f.ContactFactory(organisation=organisation)
    f.ConsentFactory(contact=contact)
    contact.person_name, contact.phone = "Maria Rossi", "333 1234567"
    contact.save()
    page = weekly("Coro", f.lab(), 4, contact=contact)
    said = text(flyer(client, f"/feeds/agenda/{page.translation_key}.pdf"))
    assert "Referente del laboratorio" in said
    assert "Cooperativa Aurora" in said
    assert "0382 000111" in said
    assert "Maria Rossi" not in said
    assert "333 1234567" not in said


# --- how it is asked for and answered ---


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?layout=a6", {"layout"}),
        ("?layout=a4&layout=a5", {"layout"}),
        ("?territory=atlantis&colour=red&limit=101", {"territory", "colour", "limit"}),
    ],
)
def test_a_bad_address_is_answered_with_all_that_is_wrong(client, query, names):
    response = client.get(f"/feeds/agenda.pdf{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert {error["parameter"] for error in response.json()["errors"]} == names


def test_whoever_has_it_gets_304_until_something_changes(world, client):
    first = client.get("/feeds/agenda.pdf")
    assert "max-age=0" in first["Cache-Control"]
    assert first["Access-Control-Allow-Origin"] == "*"
    assert client.get("/feeds/agenda.pdf", headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client.get("/feeds/agenda.pdf?layout=a3", headers={"if-none-match": first["ETag"]}).status_code == 200
    f.ChangeFactory(occurrence=world.planned)
    again = client.get("/feeds/agenda.pdf", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert again.content != first.content


def test_the_queries_do_not_grow_with_the_dates(client):
    lab = f.lab()

    def asked(query):
        reading.forget()
        with CaptureQueriesContext(connection) as found:
            assert client.get(f"/feeds/agenda.pdf?lab=la-torretta&{query}").status_code == 200
        return len(found)

    weekly("Coro", lab, 1)
    asked("layout=a4")
    one = asked("layout=a5")
    weekly("Teatro", lab, 3), weekly("Orto", lab, 3, place=f.PlaceFactory())
    assert asked("layout=a3") == one


def test_nobody_learns_of_what_is_not_public(client):
    lab = f.lab("In preparazione")
    page = weekly("Segreto", lab, 4)
    row = Occurrence.objects.filter(series=page.translation_key).first()
    lab.unpublish()
    assert client.get(f"/feeds/agenda/{page.translation_key}.pdf").status_code == 404
    assert client.get(f"/o/{row.pk}.pdf").status_code == 404
    assert "In preparazione" not in text(flyer(client, "/feeds/agenda.pdf?lab=in-preparazione"))


# --- the buttons ---


@pytest.mark.parametrize("what", ["lab", "activity", "agenda", "date", "territory", "meeting"])
def test_pages_lead_to_every_sheet(world, client, what):
    path = {
        "lab": world.lab.url,
        "activity": world.activity.url,
        "agenda": "/it/agenda/?free=true",
        "date": world.planned.path,
        "territory": f.territory_page("pavia").url,
        "meeting": world.meeting.url,
    }[what]
    flyers = {
        "lab": "/feeds/agenda.pdf?lab=la-torretta&amp;layout=",
        "activity": f"/feeds/agenda/{world.activity.translation_key}.pdf?layout=",
        "agenda": "/feeds/agenda.pdf?free=true&amp;layout=",
        "date": f"/o/{world.planned.pk}.pdf?layout=",
        "territory": "/feeds/agenda.pdf?territory=pavia&amp;when=weekend&amp;layout=",
        "meeting": f"/feeds/agenda/{world.meeting.translation_key}.pdf?layout=",
    }[what]
    shown = client.get(path).content.decode()
    for layout in Layout:
        assert f'href="{flyers}{layout.value}"' in shown
        assert client.get(f"{flyers}{layout.value}".replace("&amp;", "&")).status_code == 200


def test_editors_choose_the_sheet_in_the_admin(world, client):
    client.force_login(f.platform_editor())
    sheet = f"/feeds/agenda/{world.activity.translation_key}.pdf?layout=a3"
    assert sheet in client.get(f"/admin/pages/{world.activity.pk}/edit/").content.decode()
    assert sheet in client.get(f"/admin/dates/{world.activity.pk}/").content.decode()
    assert "lab=la-torretta&amp;layout=a5" in client.get(f"/admin/pages/{world.lab.pk}/").content.decode()
    territory, meeting = f.territory_page("pavia"), world.meeting
    assert "territory=pavia&amp;layout=a4" in client.get(f"/admin/pages/{territory.pk}/edit/").content.decode()
    invitation = f"/feeds/agenda/{meeting.translation_key}.pdf?layout=folded"
    assert invitation in client.get(f"/admin/pages/{meeting.pk}/edit/").content.decode()


def test_a_meeting_that_is_over_has_nothing_to_print(client):
    meeting = f.meeting("Passata", starts_at=timezone.now() - dt.timedelta(days=9))
    assert ".pdf?layout" not in client.get(meeting.url).content.decode()


def test_a_date_of_next_year_says_its_year(client):
    page = f.event(schedules=[f.schedule(dt.date.today() + dt.timedelta(days=380))])
    said = text(flyer(client, "/feeds/agenda.pdf"))
    assert str(page.schedules.first().start_date.year) in said
