"""What we import from a calendar of ours is what we exported: any rules that the form can make, with exceptions."""

import datetime as dt
import os
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, Phase, assume, example, given, settings
from hypothesis import strategies as st

from events.ical import calendar, whole_series
from events.importing.reading import read
from events.importing.verdicts import verdicts
from events.importing.writing import begin, go_on
from events.models import Import, ImportedPage, Occurrence, Schedule
from labs.models import Closure
from portal.recurrence import MAX_SLOTS, Rule, next_slots
from tests import factories as f
from tests.calendars import NOW, local
from tests.portal.test_recurrence import rules

pytestmark = [pytest.mark.django_db, pytest.mark.long]

# A few minutes in CI, where everything is required: each example has two rules or three.
EXAMPLES = 150 if os.environ.get("REQUIRE_SERVICES") == "1" else 25
# Long enough for both changes of the clock.
HORIZON = 200
SINCE = NOW - dt.timedelta(days=30)
CHANGES: list[dict[str, Any]] = [
    {"kind": "cancelled"},
    {"kind": "changed", "title": {"it": "Festa di chiusura"}},
    {"kind": "moved", "starts_at": local(2026, 10, 14, 15, 0)},
    {"kind": "moved", "starts_at": local(2026, 10, 14, 22, 0), "ends_at": local(2026, 10, 15, 1, 0)},
    {"kind": "moved", "place": True},
    {"kind": "moved", "place": True, "starts_at": local(2027, 3, 28, 1, 30), "title": {"it": "Al parco, di notte"}},
]
# An extra date that the rule gives too, in the hour that spring skips.
IN_THE_SKIPPED_HOUR = Rule(dt.date(2027, 3, 21), dt.time(2), None, dt.time(3), "FREQ=WEEKLY;BYDAY=SU")
FROM_THE_SKIPPED_HOUR = Rule(dt.date(2027, 3, 28), dt.time(1), None, dt.time(2, 30), "FREQ=WEEKLY;BYDAY=SU")
SKIPPED_HOUR = Rule(dt.date(2027, 2, 1), dt.time(2), None, dt.time(10), "FREQ=DAILY", (dt.date(2027, 3, 28),))
Exceptions = dict[int, dict[str, Any]]
exceptions = st.dictionaries(st.integers(0, 30), st.sampled_from(CHANGES), max_size=4)
closures = st.none() | st.integers(1, 200)


@pytest.fixture
def world(db: None) -> Any:
    with time_machine.travel(NOW, tick=False):
        here, there = f.lab("Qui"), f.lab("Là")
        town = f.MunicipalityFactory(territory=here.territory)
        hall = f.PlaceFactory(name="Sala", municipality=town)
        park = f.PlaceFactory(name="Parco", address="piazza Italia", municipality=town)
        yield here, there, hall, park, f.user("redazione", here.territory)


def schedule(rule: Rule) -> Schedule:
    single = "\n".join(f"{day:%Y-%m-%d}" for day in rule.rdates)
    times = {"start_time": rule.start_time, "end_time": rule.end_time}
    return Schedule(start_date=rule.start, end_date=rule.end, rrule=rule.rrule, rdate=single, **times)


def rows_below(lab: Any) -> list[tuple[Any, ...]]:
    """Return what everybody reads of the dates of a lab; why something is moved is not in a calendar of one date."""
    rows = Occurrence.objects.filter(lab=lab, ends_at__gt=SINCE).exclude(status="removed").select_related("series")
    return sorted(
        (row.starts_at, row.ends_at, row.all_day, row.is_cancelled, str(row.titles), row.place_id or 0, _reason(row))
        for row in rows
    )


def _reason(row: Occurrence) -> str:
    return str(row.status_reason) if row.is_cancelled else ""


def exported(world: Any, drawn: list[Rule], changes: Exceptions, closed_after: int | None) -> bytes:
    here, _there, hall, park, _person = world
    if closed_after:
        days = [(NOW + dt.timedelta(days=closed_after + more)).date() for more in (0, 20)]
        f.ClosureFactory(lab=here, first_day=days[0], last_day=days[1], effect=Closure.Effect.HIDE)
    page = f.activity(
        "Spazio Compiti", here, schedules=list(map(schedule, drawn)), place=hall, summary="Aiuto nei compiti."
    )
    rows = list(Occurrence.objects.filter(series=page.translation_key, original_starts_at__gt=NOW))
    for number, facts in changes.items():
        if number < len(rows):
            f.ChangeFactory(occurrence=rows[number], **facts | ({"place": park} if "place" in facts else {}))
    return calendar("Qui", whole_series(Occurrence.objects.filter(lab=here)))


def imported(world: Any, content: bytes) -> Import:
    _here, there, _hall, _park, person = world
    reading = read(content, "agenda.ics")
    assert not reading.refused
    brought = Import.objects.create(user=person, target=there, name="agenda.ics", reading=reading.to_json())
    found = verdicts(brought, person)
    assert [each.reasons for each in found if not each.can_be_taken] == []
    assert begin(brought, {each.row for each in found}, person)
    while go_on(brought, person).waiting:
        pass
    return brought


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    # Each example writes and publishes: to shrink one takes minutes, and the first that fails says enough.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@example(drawn=[SKIPPED_HOUR], changes={}, closed_after=None)
@example(drawn=[IN_THE_SKIPPED_HOUR, FROM_THE_SKIPPED_HOUR], changes={}, closed_after=None)
@example(drawn=[SKIPPED_HOUR, SKIPPED_HOUR], changes={3: CHANGES[0], 4: CHANGES[0], 7: CHANGES[2]}, closed_after=60)
@given(drawn=st.lists(rules(), min_size=2, max_size=3), changes=exceptions, closed_after=closures)
@override_settings(OCCURRENCE_HORIZON_DAYS=HORIZON)
def test_what_was_exported_is_imported(
    world: Any, drawn: list[Rule], changes: Exceptions, closed_after: int | None
) -> None:
    here, there, *_places, person = world
    assume(all(rule.duration < dt.timedelta(days=30) and next_slots(rule, NOW) for rule in drawn))
    point = transaction.savepoint()
    try:
        with override_settings(PLATFORM_ID="altrove.example"):
            content = exported(world, drawn, changes, closed_after)
        assume(b"BEGIN:VEVENT" in content and has_dates_to_come(here))
        brought = imported(world, content)
        assert rows_below(there) == rows_below(here)
        assert ImportedPage.objects.filter(target=there).count() == 1
        assert {str(each.state) for each in verdicts(brought, person)} == {"same"}
    finally:
        transaction.savepoint_rollback(point)
        for lab in (here, there):
            lab.refresh_from_db()


def has_dates_to_come(lab: Any) -> bool:
    return Occurrence.objects.filter(lab=lab, ends_at__gt=NOW).exclude(status="removed").count() in range(1, MAX_SLOTS)
