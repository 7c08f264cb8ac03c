"""What is told of single dates: cancelled, moved, and as they were again; one event for each date, public ones only."""

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from events.models import Occurrence, OccurrenceChange
from portal.models import Message, Webhook
from tests import factories as f

pytestmark = pytest.mark.django_db
CANCELLED, MOVED = "occurrence.cancelled", "occurrence.moved"


@pytest.fixture(autouse=True)
def listener(db: Any) -> Webhook:
    """Who listens to what is told of dates, everywhere."""
    return Webhook.objects.create(name="x", address="https://x.example/", events=[CANCELLED, MOVED])


def told() -> list[tuple[str, str]]:
    """Return what was told since this was last asked: the event and the id of the date."""
    bodies = [json.loads(message.body) for message in Message.objects.order_by("pk")]
    Message.objects.all().delete()
    return [(body["type"], body["data"]["id"]) for body in bodies]


def dates(page: Any) -> list[Occurrence]:
    """Return the dates to come, in order."""
    rows = Occurrence.objects.filter(series_id=page.translation_key, starts_at__gt=timezone.now())
    return list(rows.order_by("original_starts_at"))


def cancel(row: Occurrence) -> OccurrenceChange:
    return f.ChangeFactory(occurrence=row)


def test_a_date_is_cancelled_and_takes_place_after_all(client: Client) -> None:
    row = dates(f.activity())[0]
    change = cancel(row)
    data = json.loads(Message.objects.get().body)["data"]
    assert data["kind"] == "occurrence"
    assert data["url"].startswith("https://agora.example/it/pavia/")
    answer = client.get(data["api_url"].removeprefix("https://agora.example")).json()
    assert (answer["status"], answer["url"]) == ("cancelled", data["url"])
    assert told() == [(CANCELLED, str(row.pk))]
    change.save()
    assert told() == []
    change.delete()
    assert told() == [(MOVED, str(row.pk))]


def test_a_date_is_moved_moved_again_and_back() -> None:
    row = dates(f.activity())[0]
    later = row.starts_at + dt.timedelta(hours=2)
    change = f.ChangeFactory(occurrence=row, kind="moved", starts_at=later)
    assert told() == [(MOVED, str(row.pk))]
    change.reason = {"it": "Un'altra ragione"}
    change.save()
    assert told() == []
    change.starts_at = later + dt.timedelta(hours=1)
    change.save()
    assert told() == [(MOVED, str(row.pk))]
    change.place = f.PlaceFactory()
    change.save()
    assert told() == [(MOVED, str(row.pk))]
    change.kind = "cancelled"
    change.save()
    assert told() == [(CANCELLED, str(row.pk))]
    change.delete()
    assert told() == [(MOVED, str(row.pk))]


def test_what_is_only_worded_otherwise_is_neither_cancelled_nor_moved() -> None:
    row = dates(f.activity())[0]
    f.ChangeFactory(occurrence=row, kind="changed", title={"it": "Con la banda"})
    assert told() == []


@pytest.mark.parametrize("effect", ["mark", "hide"])
def test_a_closure_cancels_each_date_within_it(effect: str) -> None:
    page = f.activity()
    first, second, *_others = dates(page)
    days = {"first_day": first.original_day, "last_day": second.original_day}
    closure = f.ClosureFactory(lab=page.lab, effect=effect, **days)
    assert told() == [(CANCELLED, str(first.pk)), (CANCELLED, str(second.pk))]
    closure.save()
    assert told() == []
    closure.delete()
    assert told() == [(MOVED, str(first.pk)), (MOVED, str(second.pk))]


def test_dates_that_a_published_rule_no_longer_gives_are_told() -> None:
    page = f.activity()
    rows = dates(page)
    schedule = page.schedules.get()
    schedule.rrule = "FREQ=WEEKLY;BYDAY=TU;COUNT=6"
    page.schedules = [schedule]
    page.save_revision().publish()
    assert told() == [(CANCELLED, str(row.pk)) for row in rows[6:]]


def test_of_a_meeting_the_same_is_told() -> None:
    page = f.meeting()
    row = dates(page)[0]
    cancel(row)
    assert told() == [(CANCELLED, str(row.pk))]


def test_of_what_is_not_public_nothing_is_told() -> None:
    page = f.activity()
    first, second, *_others = dates(page)
    restriction = PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    change = cancel(first)
    f.ClosureFactory(lab=page.lab, first_day=second.original_day, last_day=second.original_day)
    change.delete()
    assert told() == []
    restriction.delete()
    assert told() == []
    draft = type(page).objects.get(pk=page.pk)
    draft.unpublish()
    told()
    cancel(first)
    assert told() == []


def test_of_what_is_over_nothing_is_told(time_machine: Any) -> None:
    page = f.activity()
    row = dates(page)[0]
    time_machine.move_to(row.ends_at + dt.timedelta(hours=1))
    cancel(row)
    assert told() == []


def test_the_territory_is_that_of_the_date(listener: Webhook) -> None:
    rho = f.territory_page("rho").own_territory
    Webhook.objects.filter(pk=listener.pk).update(territory=rho)
    cancel(dates(f.activity())[0])
    assert told() == []
    cancel(dates(f.activity(below=f.cafe()))[0])
    assert len(told()) == 1
