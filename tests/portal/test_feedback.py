"""“Was this information clear?”: a vote and a sentence, and nothing of who gave them."""

import datetime as dt
import re

import pytest
from django.core.management import call_command
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.feedback import storing
from portal.feedback.anonymous import anonymous
from portal.models import Feedback
from tests import factories as f

pytestmark = pytest.mark.django_db
ADDRESS = "/it/parere/"


@pytest.fixture
def page():
    return f.lab("La Torretta")


@pytest.fixture
def visitor():
    """A browser that is held to the check of forms, as those of visitors are."""
    return Client(enforce_csrf_checks=True)


def give(visitor, about="/it/pavia/la-torretta/", clear="no", sentence="Non si capisce l’orario.", **headers):
    answer = {"about": about, "clear": clear, "sentence": sentence}
    return visitor.post(ADDRESS, answer, headers=headers)


def test_an_answer_is_kept_and_thanked_for_without_a_cookie(page, visitor):
    asked = visitor.get("/it/pavia/la-torretta/").content.decode()
    assert f'action="{ADDRESS}"' in asked
    assert 'name="about" value="/it/pavia/la-torretta/"' in asked
    response = give(visitor)
    assert response.status_code == 303
    thanks = visitor.get(response.url)
    assert 'href="/it/pavia/la-torretta/"' in thanks.content.decode()
    assert not response.cookies
    assert not thanks.cookies
    kept = Feedback.objects.get()
    assert (kept.path, kept.clear, kept.sentence) == ("/it/pavia/la-torretta/", False, "Non si capisce l’orario.")
    assert (kept.day, kept.territory) == (timezone.localdate(), page.territory)


def test_nothing_is_kept_of_a_person():
    kept = {field.name: type(field) for field in Feedback._meta.get_fields()}
    assert set(kept) == {"id", "day", "path", "territory", "clear", "sentence"}
    assert kept["day"] is models.DateField


@pytest.mark.parametrize("about", ["/it/agenda/", "/it/cerca/", "/en/pavia/la-torretta/", "/ar/agenda/"])
def test_every_address_for_people_may_be_spoken_of(page, visitor, about):
    assert give(visitor, about).status_code == 303
    assert Feedback.objects.get().path == about


@pytest.mark.parametrize(
    "about", ["", "/", "/it/non-c-e/", "/admin/", "https://elsewhere.example/it/agenda/", "//elsewhere.example/", "it"]
)
def test_nothing_else_may_be_and_nobody_is_led_there(page, visitor, about):
    response = give(visitor, about)
    assert response.status_code == 400
    assert f'href="{about or "?"}"' not in response.content.decode().replace('class="brand" href="/"', "")
    assert not Feedback.objects.exists()
    thanks = visitor.get(ADDRESS, {"about": about, "thanks": "1"}).content.decode()
    assert not re.search(r"""(href|value)="(https:)?//elsewhere""", thanks)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "cross-site"}, 400),
        ({"sec-fetch-site": "same-site"}, 400),
        ({"origin": "https://agora.example"}, 303),
        ({"origin": "http://testserver"}, 303),
        ({"origin": "https://elsewhere.example"}, 400),
        ({"origin": "null"}, 400),
    ],
)
def test_another_site_cannot_vote_through_its_visitors(page, visitor, headers, status):
    assert give(visitor, **headers).status_code == status
    assert Feedback.objects.exists() == (status == 303)


def test_what_is_missing_is_asked_for_and_nothing_is_lost(page, visitor):
    response = give(visitor, clear="")
    assert response.status_code == 400
    assert 'value="Non si capisce l’orario."' in response.content.decode()
    response = give(visitor, sentence="a" * 281)
    assert response.status_code == 400
    assert "a" * 281 in response.content.decode()
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("limit", ["MOST_ABOUT_A_PAGE", "MOST_A_DAY"])
def test_a_day_has_only_so_many(page, visitor, monkeypatch, limit):
    monkeypatch.setattr(storing, limit, 2)
    assert [give(visitor).status_code for _time in range(3)] == [303, 303, 429]
    assert Feedback.objects.count() == 2
    Feedback.objects.update(day=timezone.localdate() - dt.timedelta(days=1))
    assert give(visitor).status_code == 303


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Chiamatemi al 333 1234567", "Chiamatemi al […]"),
        ("+39 0382/123.456 oppure (02) 9876543", "[…] oppure […]"),
        ("mario.rossi@example.org non risponde.", "[…] non risponde."),
        ("sono RSSMRA80A01F205X", "sono […]"),
        ("Dalle 16.30-18.30 del 24/11/2026, o 2026-11-24?", "Dalle 16.30-18.30 del 24/11/2026, o 2026-11-24?"),
        ("  più\n righe ", "più righe"),
        ("Costa 1.000 euro in 12 rate", "Costa 1.000 euro in 12 rate"),
    ],
)
def test_what_people_write_of_themselves_is_taken_out(written, kept):
    assert anonymous(written) == kept


def test_a_year_later_it_is_forgotten(page, visitor):
    give(visitor)
    Feedback.objects.update(day=timezone.localdate() - storing.KEPT)
    call_command("tick", verbosity=0)
    assert Feedback.objects.exists()
    Feedback.objects.update(day=timezone.localdate() - storing.KEPT - dt.timedelta(days=1))
    call_command("tick", verbosity=0)
    assert not Feedback.objects.exists()


def test_editors_read_what_was_said_of_their_territory_and_of_the_platform(page, visitor, editor):
    f.lab("Spazio Compiti", "rho")
    give(visitor, sentence="Di Pavia")
    give(visitor, "/it/rho/spazio-compiti/", sentence="Di Rho")
    give(visitor, "/it/agenda/", clear="yes", sentence="Di tutti")
    report = editor.get(reverse("feedback_report")).content.decode()
    assert "Di Pavia" in report
    assert "Di tutti" in report
    assert "Di Rho" not in report
    sheet = b"".join(editor.get(reverse("feedback_report"), {"export": "csv"}).streaming_content).decode()
    assert "Di Pavia" in sheet
    assert "Di Rho" not in sheet
    unclear = editor.get(reverse("feedback_report"), {"clear": "false"}).content.decode()
    assert "Di Pavia" in unclear
    assert "Di tutti" not in unclear


def test_nobody_else_reads_it(page, client):
    client.force_login(f.user("nessuno"))
    assert client.get(reverse("feedback_report")).status_code in (302, 403)


def test_an_address_that_is_not_there_asks_nothing(page, client):
    response = client.get("/it/non-c-e/")
    assert response.status_code == 404
    assert f'action="{ADDRESS}"' not in response.content.decode()
