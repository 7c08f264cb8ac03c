"""Holidays of the coming year are offered as closures, each with its effect and its reason; nothing twice."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from events.models import Occurrence
from labs.closure_proposals import proposals
from labs.models import Closure
from tests import factories as f
from tests.calendars import ROME
from tests.doors import pavia, refused, rho

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 20, 10, tzinfo=ROME)
URL = "propose_closures"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def lab():
    town = f.MunicipalityFactory(patron="San Siro", patron_day="9/12")
    return f.lab(place=f.PlaceFactory(municipality=town))


def offered(territory):
    return {(each.day, each.holiday["it"], each.lab and each.lab.title) for each in proposals(territory, NOW.date())}


def test_public_holidays_and_the_patron_of_each_labs_municipality(lab):
    found = offered(lab.territory)
    assert {(dt.date(2026, 12, 25), "Natale", None), (dt.date(2026, 12, 9), "San Siro", "La Torretta")} <= found
    assert (dt.date(2026, 12, 9), "San Siro", "La Torretta") not in offered(rho())
    assert not any(each[2] for each in offered(None))


def test_what_is_closed_already_is_not_offered(lab):
    f.ClosureFactory(first_day=dt.date(2026, 12, 24), last_day=dt.date(2027, 1, 6))
    days = {day for day, _name, _lab in offered(lab.territory)}
    assert not days & {dt.date(2026, 12, 25), dt.date(2026, 12, 26), dt.date(2027, 1, 1), dt.date(2027, 1, 6)}


def test_the_editor_chooses_what_becomes_of_each_day(editor, lab):
    page = f.activity(below=lab, schedules=[f.schedule(dt.date(2026, 12, 2), "FREQ=WEEKLY;BYDAY=WE,FR;COUNT=8")])
    chosen = {f"2026-12-09-{lab.pk}": "mark", "2026-12-25-all": "hide", "2027-01-01-all": ""}
    assert editor.post(reverse(URL), chosen).status_code == 302
    closures = Closure.objects.order_by("first_day")
    assert [(c.first_day.day, c.effect, c.lab_id, c.territory, c.reason["it"]) for c in closures] == [
        (9, "mark", lab.pk, pavia(), "Chiuso: San Siro"),
        (25, "hide", None, pavia(), "Chiuso: Natale"),
    ]
    rows = Occurrence.objects.filter(series_id=page.translation_key)
    status = {row.original_day.day: (row.status, str(row.status_reason)) for row in rows}
    assert status[9] == ("cancelled", "Chiuso: San Siro")
    assert 25 not in status or status[25][0] == "removed"
    assert "2026-12-25-all" not in editor.get(reverse(URL)).content.decode()


def test_a_value_that_is_not_offered_is_refused(editor, lab):
    answer = editor.post(reverse(URL), {"2026-12-25-all": "burn", "2099-01-01-all": "mark"})
    assert list(answer.context["form"].errors) == ["2026-12-25-all"]
    assert not Closure.objects.exists()


def test_each_to_her_own_territory_and_the_platform_to_its_editor(editor, client, lab):
    rho()
    assert refused(editor.get(f"{reverse(URL)}?territory=rho"))
    client.force_login(f.platform_editor())
    client.post(reverse(URL), {"2026-12-25-all": "mark"})
    assert Closure.objects.get().territory is None
    client.force_login(f.user("proposta", pavia(), "proposer"))
    assert refused(client.get(reverse(URL)))


def test_the_list_of_closures_leads_there(editor):
    assert reverse(URL) in editor.get(reverse("wagtailsnippets_labs_closure:list")).content.decode()


@pytest.mark.parametrize("day", ["32/1", "29/2", "9.12", "dicembre"])
def test_a_patrons_day_is_a_day_of_every_year(day):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        f.MunicipalityFactory.build(territory=None, patron_day=day).clean_fields(exclude=["territory", "slug"])
