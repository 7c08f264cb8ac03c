"""What is promised in figures that do not depend on the machine: statements and sizes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Occurrence
from events.occurrences import write
from tests import factories as f
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

# On SQLite a statement writes some fifty rows at once.
ROWS_A_STATEMENT = 40


def statements_of_publishing(dates: int) -> int:
    page = f.activity(f"Spazio {dates}", schedules=[])
    page.schedules = [f.schedule(f.next_weekday(0), f"FREQ=DAILY;COUNT={dates}")]
    with CaptureQueriesContext(connection) as found:
        page.save_revision().publish()
    assert Occurrence.objects.filter(series_id=page.translation_key).count() == dates
    return len(found)


def test_publishing_asks_the_database_as_often_for_two_hundred_dates_as_for_two():
    few, many = statements_of_publishing(2), statements_of_publishing(200)
    assert many - few <= 200 / ROWS_A_STATEMENT


def statements_of_writing(moved: int, begun: bool) -> int:
    page = f.activity(f"Spazio {moved}", place=f.PlaceFactory())
    rows = Occurrence.objects.filter(series=page.translation_key).order_by("starts_at")
    for row in rows[:moved]:
        f.ChangeFactory(occurrence=row, kind="moved", place=f.PlaceFactory())
    now = rows[5].starts_at if begun else timezone.now()
    write(page, now)
    with CaptureQueriesContext(connection) as found:
        write(page, now)
    assert rows.exclude(original_place=None).count() == moved
    return len(found)


@pytest.mark.parametrize("begun", [True, False])
def test_writing_asks_the_database_as_often_for_three_dates_at_another_place_as_for_one(begun):
    assert statements_of_writing(3, begun) == statements_of_writing(1, begun)


@pytest.mark.parametrize("query", ["", "&territory=pavia", "&territory=pavia&topic=compiti", "&lab=la-torretta"])
def test_a_list_of_dates_that_nobody_asked_for_before_takes_five_statements(client, query):
    f.activity(topics=[f.TopicFactory()])
    statements = queries_of(client, f"/api/v1/occurrences/?limit=20{query}")
    assert len(statements) <= 5, "\n".join(statements)


@pytest.mark.parametrize("path", ["agenda/", "pavia/la-torretta/", "pavia/la-torretta/compiti/"])
def test_a_page_of_dates_asks_as_often_for_three_at_another_place_as_for_one(client, path):
    page = f.activity("Compiti", f.lab(place=f.PlaceFactory()))
    rows = Occurrence.objects.filter(series=page.translation_key).order_by("starts_at")
    statements = []
    for some in (rows[:1], rows[1:3]):
        for row in some:
            town = f.MunicipalityFactory(name=f"Comune {row.pk.hex}", lat=None, lon=None)
            f.ChangeFactory(occurrence=row, kind="moved", place=f.PlaceFactory(municipality=town))
        statements.append(len(queries_of(client, f"/it/{path}")))
    assert client.get(f"/it/{path}").content.count(b"Prima: </span>") == 3
    assert statements[0] == statements[1]


def test_the_calendar_of_a_busy_lab_stays_small(client):
    lab = f.lab()
    for number in range(20):
        rule = "FREQ=WEEKLY;COUNT=25"
        f.activity(f"Laboratorio di quartiere {number}", lab, schedules=[f.schedule(f.next_weekday(number % 7), rule)])
    assert Occurrence.objects.count() == 500
    answer = client.get("/feeds/agenda.ics?lab=la-torretta")
    assert answer.content.count(b"BEGIN:VEVENT") == 20
    assert len(answer.content) < 60_000
