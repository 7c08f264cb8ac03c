"""The agenda as a week and as a month: the same filter, a field for every day."""

import datetime as dt

import pytest

from tests import factories as f
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

DECEMBER = "/it/agenda/?view=month&from=2026-12-01"


def sheet(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.context["sheet"]


def fields(client, address):
    return [field for week in sheet(client, address).weeks for field in week]


def test_a_month_is_whole_weeks_from_monday(world, client):
    found = sheet(client, DECEMBER)
    days = [field.day for week in found.weeks for field in week]
    assert (days[0], days[-1], len(days)) == (dt.date(2026, 11, 30), dt.date(2027, 1, 3), 35)
    assert found.title == "dicembre 2026"
    assert [field.day.day for field in found.weeks[0] if field.is_outside] == [30]


def test_the_dates_stand_in_their_days_and_no_other(world, client):
    in_list = client.get("/it/agenda/?from=2026-12-01&to=2026-12-31").context["days"]
    on_sheet = {field.day: field.rows for field in fields(client, DECEMBER) if field.rows and not field.is_outside}
    assert on_sheet == {day.day: day.rows for day in in_list}


def test_the_filter_holds_on_the_sheet(world, client):
    assert not any(field.number for field in fields(client, f"{DECEMBER}&q=introvabile"))
    assert "kind=event" in sheet(client, f"{DECEMBER}&kind=event").next


def test_a_full_day_counts_what_it_does_not_show(client):
    lab = f.lab()
    day = f.next_weekday(2)
    for number in range(5):
        f.event(f"Festa {number}", lab, schedules=[f.schedule(day)])
    field = next(field for field in fields(client, f"/it/agenda/?view=month&from={day}") if field.day == day)
    assert (len(field.rows), field.number, field.more) == (3, 5, 2)
    assert f"from={day}&amp;to={day}" in client.get(f"/it/agenda/?view=month&from={day}").content.decode()


def test_a_week_leads_to_the_weeks_beside_it(world, client):
    found = sheet(client, "/it/agenda/?view=week&from=2026-12-10")
    assert [field.day.day for field in found.weeks[0]] == [7, 8, 9, 10, 11, 12, 13]
    assert (found.previous, found.next) == (
        "/it/agenda/?from=2026-11-30&view=week",
        "/it/agenda/?from=2026-12-14&view=week",
    )


def test_today_is_marked_and_what_is_cancelled_says_so(world, client):
    html = client.get("/it/agenda/?view=month").content.decode()
    assert html.count('aria-current="date"') == 1
    assert 'data-status="cancelled"' in client.get(DECEMBER).content.decode()


def test_an_unknown_view_is_said_and_the_list_answers(world, client):
    response = client.get("/it/agenda/?view=anno&territory=pavia")
    assert response.context["days"]
    assert "Gli appuntamenti non si possono mostrare così." in response.content.decode()


def test_the_sheet_of_the_last_and_the_first_days_there_are_answers(client):
    for day in ("0001-01-01", "9999-12-31"):
        assert client.get(f"/it/agenda/?view=month&from={day}").status_code == 200


@pytest.mark.parametrize("view", ["week", "month"])
def test_queries_do_not_grow_with_the_dates(client, view):
    lab, day = f.lab(), f.next_weekday(2)
    address = f"/it/agenda/?view={view}&from={day}"
    f.event("Festa", lab, schedules=[f.schedule(day)])
    one = len(queries_of(client, address))
    for number in range(3):
        f.event(f"Festa {number}", lab, schedules=[f.schedule(day + dt.timedelta(days=number % 2))])
    assert len(queries_of(client, address)) == one
