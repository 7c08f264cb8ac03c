"""The pages of labs, councils, meetings, organisations and places, as a reader gets them."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from labs.models import (
    CouncilMember,
    Decision,
    DecisionFollowUp,
    LabOrganisation,
    LabPlace,
    MeetingAttendance,
    OpeningHours,
)
from portal.addresses import page_path
from tests import factories as f
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def text(client, page_or_path, language="it"):
    path = page_or_path if isinstance(page_or_path, str) else page_path(page_or_path, language)
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def minutes(council=None, **facts):
    facts = {"minutes_state": "approved", "minutes": "<p>Si apre la seduta.</p>", **facts}
    return f.meeting(below=council or f.council(), starts_at=timezone.now() - dt.timedelta(days=9), **facts)


# --- labs ---


def test_every_kind_of_lab_has_its_page(client):
    for lab in (f.lab(), f.lab("Opera", "rozzano"), f.cafe(), f.lab("Orti", "rho")):
        assert lab.kind_name in text(client, lab)


def test_a_lab_says_where_it_is_when_it_is_open_and_whom_to_ask(client):
    lab = f.lab(
        place=f.PlaceFactory(name="Casa del rione", address="via Larga 3", directions={"it": "Autobus 3"}),
        contact=f.ContactFactory(role={"it": "Referente del rione"}),
        referent_organisation=f.OrganisationFactory(name="Babele", phone="0382 123"),
    )
    lab.opening_hours = [OpeningHours(weekday=1, opens=dt.time(16, 30), closes=dt.time(18, 30))]
    lab.save_revision().publish()
    html = text(client, lab)
    for words in ("Casa del rione", "via Larga 3", "Autobus 3", "Referente del rione", "Babele", 'href="tel:0382123"'):
        assert words in html
    assert '<time datetime="16:30">16:30</time>–<time datetime="18:30">18:30</time>' in html
    assert 'id="contatti"' in html
    assert f"webcal://agora.example/feeds/agenda.ics?lab={lab.public_slug}" in html


def test_a_person_is_shown_only_under_consent(client):
    contact = f.ConsentFactory().contact
    contact.person_name, contact.phone = "Nome Cognome", "333 444"
    contact.save()
    lab = f.lab(contact=contact)
    assert 'href="tel:333444"' in text(client, lab)
    contact.consents.update(withdrawn_on=timezone.localdate())
    html = text(client, lab)
    assert "tel:333" not in html
    assert "Nome Cognome" not in html


def test_a_lab_shows_the_dates_of_the_labs_that_it_hosts(client):
    cafe = f.cafe()
    f.activity("Scuola di italiano", f.lab("Scuola", "rho", host=cafe))
    assert "Scuola di italiano" in text(client, cafe)


def test_a_closure_is_announced(client):
    lab = f.lab()
    day = timezone.localdate() + dt.timedelta(days=3)
    f.ClosureFactory(lab=lab, first_day=day, last_day=day, reason={"it": "Chiusi per il ponte"})
    f.ClosureFactory(lab=f.lab("Altro"), first_day=day, last_day=day, reason={"it": "Altrove"})
    html = text(client, lab)
    assert "Chiusi per il ponte" in html
    assert "Altrove" not in html


def test_ties_that_have_ended_are_not_shown(client):
    lab = f.lab()
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    lab.organisations = [
        LabOrganisation(organisation=f.OrganisationFactory(name="Ora"), relation="hosts"),
        LabOrganisation(organisation=f.OrganisationFactory(name="Allora"), until=yesterday),
    ]
    lab.save_revision().publish()
    html = text(client, lab)
    assert "Ora" in html
    assert "Allora" not in html


def test_what_is_not_public_is_not_linked(client):
    lab = f.lab()
    f.activity("Nascosta", lab).unpublish()
    f.lab("Ospite", host=lab).unpublish()
    html = text(client, lab)
    assert "Nascosta" not in html
    assert "Ospite" not in html


def test_a_page_that_is_not_translated_says_so_and_marks_its_words(client):
    lab = f.lab(summary="Un luogo per tutti")
    f.english_home()
    html = text(client, lab, "en")
    assert "not translated yet" in html
    assert '<p class="lead" lang="it" dir="ltr">Un luogo per tutti</p>' in html
    assert "Next dates" in html
    assert f'<link rel="canonical" href="https://agora.example{page_path(lab, "it")}" />' in html


def test_a_translation_shows_its_words_and_the_facts_of_the_source(client):
    lab = f.lab(place=f.PlaceFactory(name="Casa del rione"))
    f.activity("Tempo per le famiglie", lab)
    f.english_home()
    f.translated(f.territory_page())
    words = f.translated(lab, title="The Tower", slug="the-tower")
    html = text(client, words, "en")
    assert "not translated yet" not in html
    for fact in ("The Tower", "Casa del rione", "Tempo per le famiglie", "Every Tuesday from 16:30 to 18:30"):
        assert fact in html
    assert f'<link rel="alternate" hreflang="it" href="https://agora.example{page_path(lab, "it")}" />' in html


# --- councils and meetings ---


def test_a_council_shows_who_sits_in_it_the_next_meeting_and_the_archive_by_year(client):
    council = f.council(cadence="ogni primo martedì")
    council.members = [
        CouncilMember(organisation=f.OrganisationFactory(name="Babele")),
        CouncilMember(role="cittadini"),
    ]
    council.save_revision().publish()
    f.meeting("La prossima", council)
    f.meeting("Di due anni fa", council, starts_at=timezone.now() - dt.timedelta(days=760))
    html = text(client, council)
    for words in ("ogni primo martedì", "Babele", "cittadini", "La prossima", "Di due anni fa"):
        assert words in html
    assert f"<h3>{(timezone.localdate() - dt.timedelta(days=760)).year}</h3>" in html


def test_nothing_of_a_draft_is_shown(client):
    meeting = minutes(minutes_state="draft", minutes="<p>Segreto</p>", citizens=77)
    meeting.decisions = [Decision(text="Deciso in segreto")]
    meeting.attendance = [MeetingAttendance(organisation=f.OrganisationFactory(name="Riservata"), people=3)]
    meeting.save_revision().publish()
    html = text(client, meeting)
    assert "Il verbale non è ancora pubblico" in html
    for secret in ("Segreto", "segreto", "Riservata", "80 persone", "decisione-"):
        assert secret not in html
    assert "segreto" not in text(client, meeting.get_parent())


def test_approved_minutes_show_decisions_attendance_and_what_came_of_them(client):
    meeting = minutes(citizens=14)
    meeting.decisions = [Decision(text="Una cena di rione", responsible_role="i cittadini")]
    meeting.attendance = [MeetingAttendance(organisation=f.OrganisationFactory(name="Babele"), people=3)]
    meeting.save_revision().publish()
    produced = f.event("Cena di rione", meeting.lab)
    DecisionFollowUp.objects.update_or_create(
        decision_key=meeting.decisions.get().translation_key,
        defaults={
            "meeting": meeting,
            "state": "done",
            "due_on": dt.date(2026, 12, 15),
            "produced_page": produced.page_ptr,
        },
    )
    html = text(client, meeting)
    for words in ("Si apre la seduta", 'id="decisione-1"', "i cittadini", "15 dicembre 2026", "Babele", "17 persone"):
        assert words in html
    assert f'href="{page_path(produced)}"' in html
    produced.unpublish()
    assert f'href="{page_path(produced)}"' not in text(client, meeting)


# --- organisations and places ---


def test_an_organisation_has_a_page_in_every_language(client):
    organisation = f.OrganisationFactory(
        name="Babele", summary={"it": "Lavora con i bambini", "en": "Works with children"}
    )
    f.lab("Rifugio", referent_organisation=organisation)
    paths = {code: organisation.path_in(code) for code in ("it", "en")}
    assert "Lavora con i bambini" in text(client, paths["it"])
    council = f.council("Consulta del rione")
    council.members = [CouncilMember(organisation=organisation), CouncilMember(organisation=organisation)]
    council.save_revision().publish()
    html = text(client, paths["en"])
    assert "Works with children" in html
    assert "Rifugio" in html
    assert html.count("Consulta del rione") == 1
    assert f'href="{paths["it"]}"' in html


def test_a_place_says_how_to_get_there_and_what_goes_on(client):
    place = f.PlaceFactory(lat=45.19, lon=9.15, accessibility={"it": "Senza gradini"})
    f.lab("Di casa", place=place)
    lab = f.lab("Collegato")
    lab.connected_places = [LabPlace(place=place, note="letture")]
    lab.save_revision().publish()
    f.activity("Ballo", lab, place=place)
    html = text(client, place.path_for_reader())
    assert html.count('class="leaf') > 1
    for words in ("Senza gradini", "Di casa", "Collegato", "letture", "Ballo", "mlat=45.19"):
        assert words in html


@pytest.mark.parametrize("name", ["organisation", "place"])
def test_an_unknown_record_is_a_page_that_is_not_there(client, name):
    with translation.override("it"):
        assert client.get(reverse(name, args=["nessuno"])).status_code == 404


# --- as many queries with one thing as with three ---


def many_of_a_lab(lab, number):
    for i in range(number):
        f.activity(f"Attività {i}", lab)
        minutes(f.council(f"Consulta {i}", lab))
        f.meeting(f"Riunione {i}", lab.councilpages.first())
        f.lab(f"Ospite {i}", host=lab, municipality=f.MunicipalityFactory())
    lab.organisations = [LabOrganisation(organisation=f.OrganisationFactory()) for _ in range(number)]
    lab.connected_places = [LabPlace(place=f.PlaceFactory()) for _ in range(number)]
    lab.opening_hours = [OpeningHours(weekday=i, opens=dt.time(9), closes=dt.time(12)) for i in range(number)]
    lab.save_revision().publish()


def many_of_a_council(council, number):
    for i in range(number):
        minutes(council)
        f.meeting(f"Prossima {i}", council, place=f.PlaceFactory())
    council.members = [CouncilMember(organisation=f.OrganisationFactory()) for _ in range(number)]
    council.save_revision().publish()


def many_of_a_meeting(meeting, number):
    meeting.decisions = [
        Decision(text=f"Deciso {i}", responsible_organisation=f.OrganisationFactory()) for i in range(number)
    ]
    meeting.attendance = [MeetingAttendance(organisation=f.OrganisationFactory(), people=2) for _ in range(number)]
    meeting.save_revision().publish()
    for decision in meeting.decisions.all():
        produced = f.event(f"Nato da {decision.text}", meeting.lab)
        facts = {"meeting": meeting, "produced_page": produced.page_ptr}
        DecisionFollowUp.objects.update_or_create(decision_key=decision.translation_key, defaults=facts)


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize(
    ("make", "fill"), [(f.lab, many_of_a_lab), (f.council, many_of_a_council), (minutes, many_of_a_meeting)]
)
def test_queries_do_not_grow(client, make, fill, language):
    f.english_home()
    page = make()
    fill(page, 1)
    path = page_path(page, language)
    one = queries_of(client, path)
    fill(type(page).objects.get(pk=page.pk), 3)
    three = queries_of(client, path)
    assert len(three) == len(one), "\n".join(sql.partition(" FROM ")[2][:120] for sql in three)


def test_queries_of_records_do_not_grow(client):
    organisation, place = f.OrganisationFactory(), f.PlaceFactory()

    def fill(number):
        for i in range(number):
            lab = f.lab(f"Laboratorio {i}", referent_organisation=organisation, place=place)
            lab.organisations = [LabOrganisation(organisation=organisation)]
            lab.connected_places = [LabPlace(place=place)]
            lab.save_revision().publish()
            f.activity(f"Attività {i}", lab, place=place)

    fill(1)
    paths = (organisation.path_in("en"), place.path_in("en"))
    one = [len(queries_of(client, path)) for path in paths]
    fill(2)
    assert [len(queries_of(client, path)) for path in paths] == one


def test_a_lab_shows_its_week_and_whether_it_is_open(client):
    lab = f.lab()
    lab.opening_hours = [OpeningHours(weekday=day, opens=dt.time(0), closes=dt.time(23, 59)) for day in range(7)]
    lab.save_revision().publish()
    f.activity("Compiti", lab, schedules=[f.schedule(rrule="FREQ=WEEKLY;BYDAY=TU,TH")])
    html = text(client, lab)
    assert "Aperto ora" in html
    assert "Ogni settimana" in html
    assert html.count(">Compiti</bdi>") >= 3
