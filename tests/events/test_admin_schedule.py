"""A schedule in the admin says back what it means, while it is written and after."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.models import ActivityPage, Schedule
from tests import factories as f
from tests.doors import save_page

pytestmark = pytest.mark.django_db

WEEKLY = {"start_date": "2030-11-05", "start_time": "16:30", "end_time": "18:30", "rrule_freq": "WEEKLY"}


def preview(client: Client, **query: Any) -> Any:
    return client.get(reverse("schedule_preview"), query)


def test_the_sentence_and_the_next_five_dates(editor: Client) -> None:
    answer = preview(editor, **WEEKLY, rrule_weekdays=["1", "3"], rrule_ends="until", rrule_until="2031-05-31")
    assert answer.context["sentence"] == (
        "Ogni martedì e giovedì dalle 16:30 alle 18:30 dal 5 novembre 2030 fino al 31 maggio 2031"
    )
    assert len(answer.context["dates"]) == 5
    assert answer.context["dates"][0] == "martedì 5 novembre 2030, 16:30–18:30"
    assert "Ogni martedì" in answer.content.decode()


def test_a_schedule_that_is_over_has_no_dates_to_come(editor: Client) -> None:
    answer = preview(editor, start_date="2020-01-07", start_time="16:30", rrule_freq="")
    assert (answer.context["dates"], bool(answer.context["sentence"])) == ([], True)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({"rrule_ends": "count", "rrule_count": "1000000000"}, "rrule"),
        ({"start_date": "1900-01-01"}, "start_date"),
        ({"end_date": "2030-11-01"}, "end_date"),
        ({"rrule_freq": "advanced", "rrule_text": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "rrule"),
        ({"rdate": "<script>"}, "rdate"),
    ],
)
def test_what_is_wrong_is_said(query: dict[str, str], name: str, editor: Client) -> None:
    answer = preview(editor, **(WEEKLY | query))
    label = Schedule._meta.get_field(name).verbose_name
    assert [str(found).lower() for found, _message in answer.context["errors"]] == [str(label).lower()]
    assert "<script>" not in answer.content.decode()


@pytest.mark.parametrize("query", [{}, {"start_date": ""}, {"start_date": "", "rrule_freq": "WEEKLY"}])
def test_before_the_first_day_is_written_nothing_is_wrong(query: dict[str, str], editor: Client) -> None:
    answer = preview(editor, **query)
    assert answer.status_code == 200
    assert not answer.context.get("errors")


@pytest.mark.parametrize("strange", ["\x00", "😀" * 50, "9" * 400, "2026-13-45"])
@pytest.mark.parametrize("name", ["start_date", "start_time", "rdate", "rrule_freq", "rrule_interval", "rrule_text"])
def test_strange_values_get_an_answer(name: str, strange: str, editor: Client) -> None:
    assert preview(editor, **(WEEKLY | {name: strange})).status_code == 200


def test_only_who_works_here_may_ask(client: Client) -> None:
    assert preview(client, **WEEKLY).status_code == 302


def test_the_page_shows_what_its_schedule_says(editor: Client) -> None:
    page = f.activity(schedules=[f.schedule(f.next_weekday(1), "FREQ=WEEKLY;BYDAY=TU")])
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Ogni martedì dalle 16:30 alle 18:30" in html
    assert "data-schedule-preview" in html
    assert "events/schedule.js" in html


def row(**fields: Any) -> dict[str, Any]:
    blank = {"id": "", "ORDER": "1", "DELETE": "", "end_date": "", "rdate": ""}
    rule = {"rrule_interval": "1", "rrule_monthly": "monthday", "rrule_ends": "never"}
    return {f"schedules-0-{name}": value for name, value in (blank | rule | fields).items()}


def test_an_activity_of_every_tuesday_is_published(editor: Client) -> None:
    lab = f.lab()
    url = reverse("wagtailadmin_pages:add", args=["events", "activitypage", lab.pk])
    empty = {f"{name}-{count}": "0" for name in ("schedules", "comments") for count in ("TOTAL_FORMS", "INITIAL_FORMS")}
    facts = {"title": "Cucito", "slug": "cucito", "body-count": "0", "is_free": "on", "action-publish": "1"}
    schedule = row(**WEEKLY, rrule_weekdays=["1"]) | {"schedules-TOTAL_FORMS": "1"}
    answer = editor.post(url, empty | facts | schedule)
    assert answer.status_code == 302, (answer.context["form"].errors, answer.context["form"].formsets)
    page = ActivityPage.objects.get(live=True)
    assert page.schedules.get().rrule == "FREQ=WEEKLY;BYDAY=TU"


def test_a_wrong_end_is_said_at_its_field_and_nothing_is_stored(editor: Client) -> None:
    page = f.activity()
    before = list(Schedule.objects.values())
    pk = page.schedules.get().pk
    wrong = row(id=pk, start_date="2030-11-05", start_time="16:30", end_time="16:30", rrule_freq="")
    answer = save_page(editor, page, **wrong)
    assert answer.context["form"].formsets["schedules"].errors[0].keys() == {"end_time"}
    assert list(Schedule.objects.values()) == before
