"""The pages of activities and events, as a reader gets them."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Page

from events.models import Occurrence
from portal.addresses import page_path
from tests import factories as f
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def text(client, page, language="it"):
    response = client.get(page_path(page, language))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_an_activity_says_what_a_resident_asks(client):
    activity = f.activity(
        place=f.PlaceFactory(name="Oratorio", address="via Scala 1"),
        how_to_join="Basta venire.",
        conditions="Porta la merenda.",
        contact=f.ContactFactory(role={"it": "Referente dei compiti"}),
        verified_on=dt.date(2026, 11, 8),
        topics=[f.TopicFactory(name="compiti")],
    )
    html = text(client, activity)
    said = ("Oratorio", "via Scala 1", "Basta venire.", "Porta la merenda.", "Referente dei compiti", "8 novembre 2026")
    for words in (*said, "Ogni martedì dalle 16:30 alle 18:30", "Gratis", 'href="/it/agenda/?topic=compiti"'):
        assert words in html


def test_what_is_not_free_says_what_it_costs(client):
    html = text(client, f.activity(is_free=False, cost="5 euro per il materiale"))
    assert "5 euro per il materiale" in html
    assert "Gratis" not in html


def test_without_a_contact_of_its_own_the_labs_is_the_one_to_ask(client):
    lab = f.lab(contact=f.ContactFactory(role={"it": "Referente del rione"}))
    assert "Referente del rione" in text(client, f.event(below=lab))


def test_a_change_of_the_next_date_is_said_first(client):
    activity = f.activity(summary="Compiti insieme")
    row = Occurrence.objects.filter(series=activity.translation_key).upcoming().first()
    f.ChangeFactory(
        occurrence=row, kind="moved", starts_at=row.starts_at + dt.timedelta(hours=1), reason={"it": "Piove"}
    )
    html = text(client, activity)
    assert html.index('class="notice" data-status="moved"') < html.index('class="facts"')
    assert "Piove" in html


def test_what_one_date_alone_is_called_stands_in_the_list(client):
    activity = f.activity("Spazio Compiti")
    row = Occurrence.objects.filter(series=activity.translation_key).upcoming().last()
    f.ChangeFactory(occurrence=row, kind="changed", title={"it": "Festa dei nonni"}, reason={"it": "Si festeggia"})
    listed = text(client, activity).partition("<main")[2]
    assert "<strong><bdi>Festa dei nonni</bdi></strong>" in listed
    assert "<strong><bdi>Spazio Compiti" not in listed


def test_under_another_language_the_dates_are_in_the_readers(client):
    f.english_home()
    activity = f.activity("Spazio Compiti", summary="Compiti insieme")
    html = text(client, activity, "en")
    assert "Every Tuesday from 16:30 to 18:30" in html
    assert 'lang="it" dir="ltr">Compiti insieme' in html


@pytest.mark.parametrize("language", ["it", "en"])
def test_queries_do_not_grow(client, language):
    f.english_home()
    lab = f.lab(place=f.PlaceFactory())

    def page(number):
        start = timezone.localdate() + dt.timedelta(days=2)
        dates = [f.schedule(start + dt.timedelta(days=i)) for i in range(number)]
        topics = [f.TopicFactory(name=f"tema {i}") for i in range(number)]
        made = f.activity(f"Con {number}", lab, schedules=dates, topics=topics)
        made.audiences = [f.AudienceFactory(slug=f"a{i}") for i in range(number)]
        made.save_revision().publish()
        return page_path(made, language)

    assert len(queries_of(client, page(3))) == len(queries_of(client, page(1)))


# --- checked, and by whom ---


def days_ago(number):
    return timezone.localdate() - dt.timedelta(days=number)


def test_who_checked_the_facts_and_what_to_bring_are_said(client):
    html = text(
        client, f.activity(verified_on=days_ago(3), verified_by="redazione di Rho", what_to_bring="Un quaderno")
    )
    assert "redazione di Rho" in html
    assert "Un quaderno" in html
    assert 'class="notice"' not in html


def test_facts_that_nobody_checked_for_long_say_so_before_anything_else(client, settings):
    settings.VERIFIED_FOR_DAYS = 30
    stale, fresh = (f.activity(title, verified_on=days_ago(days)) for title, days in (("Orto", 31), ("Coro", 30)))
    html = text(client, stale)
    assert html.index('data-kind="warning"') < html.index('class="facts"')
    assert 'data-kind="warning"' not in text(client, fresh)


def test_lists_say_of_which_dates_nobody_checked_the_page_for_long(client, settings):
    settings.VERIFIED_FOR_DAYS = 30
    lab = f.lab()
    f.meeting("Riunione", f.council("Consulta", lab))
    checked = [f.activity(title, lab, verified_on=days_ago(days)) for title, days in (("Orto", 31), ("Coro", 30))]
    never = f.activity("Cucito", lab)
    noon = timezone.localtime().replace(hour=12)  # late in the evening the days between differ by one with summer time
    Page.objects.filter(pk=never.pk).update(first_published_at=noon - dt.timedelta(days=31))
    rows = Occurrence.objects.public().for_lists()
    assert {row.title for row in rows if row.is_stale} == {"Orto", "Cucito"}
    never.refresh_from_db()
    assert {page.title for page in (*checked, never) if page.is_stale} == {"Orto", "Cucito"}
    for path in ("/it/agenda/?q=orto", "/it/agenda/?q=cucito", "/embed/agenda/?q=orto"):
        assert "Non verificato da tempo" in client.get(path).content.decode()
    for path in ("/it/agenda/?q=coro", "/it/agenda/?kind=meeting", "/embed/agenda/?q=coro"):
        assert "Non verificato da tempo" not in client.get(path).content.decode()


def test_what_was_never_checked_counts_from_its_first_day(client, settings):
    page = f.activity()
    assert not page.is_stale
    settings.VERIFIED_FOR_DAYS = -1
    assert page.is_stale


def test_stale_activities_come_last_on_their_labs_page(client):
    lab = f.lab()
    f.activity("Anatre", below=lab, verified_on=days_ago(900))
    f.activity("Zebre", below=lab, verified_on=days_ago(1))
    html = text(client, lab).split("What people do here")[0].split('id="contatti"')[-1]
    cards = [html.rindex(f"<bdi>{title}</bdi>") for title in ("Zebre", "Anatre")]
    assert cards == sorted(cards)


def test_nobody_checks_in_the_future():
    page = f.activity()
    page.verified_on = days_ago(-1)
    with pytest.raises(ValidationError, match="verified_on"):
        page.clean()
