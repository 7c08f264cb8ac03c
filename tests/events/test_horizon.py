"""The horizon moves on: the same rows as the writer's, a batch at a time, and a log that says how far it is."""

import datetime as dt
import io
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from events import extending, ticking
from events.models import Occurrence, Series
from events.occurrences import horizon
from portal.follow import touch
from portal.freshness import version
from portal.progress import Bar
from search import index as search_index
from search.models import Entry, EntryDate
from tests import factories as f
from tests.calendars import NOW, WEEKLY
from tests.generated_calendars import CALENDARS, UNSHRUNK, apply, undone

pytestmark = pytest.mark.django_db
TUESDAY = dt.date(2026, 9, 8)
HURRIED = settings(UNSHRUNK, max_examples=30)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def weekly(title="Spazio Compiti", lab=None):
    return f.activity(title, lab, schedules=[f.schedule(TUESDAY, WEEKLY)])


def everything_of(page):
    """Return all rows, the series, and the dates by which the page is found."""
    entry = Entry.objects.filter(page=page.pk)
    return (
        list(Occurrence.objects.filter(series=page.translation_key).order_by("pk").values()),
        list(Series.objects.filter(pk=page.translation_key).values()),
        sorted(EntryDate.objects.filter(entry__in=entry).values_list("starts_at", "ends_at")),
        list(entry.values("last_ends_at", "indexed", "texts")),
    )


def test_extending_gives_what_the_writer_gives_for_generated_calendars(clock):
    page = f.activity(schedules=[], place=f.PlaceFactory(name="Sala"))
    extended = []

    @HURRIED
    @given(CALENDARS, st.integers(1, 390))
    def compare(drawn, days):
        clock.move_to(NOW)
        with undone():
            apply(page, *drawn)
            touch(page)
            before = Occurrence.objects.count()
            clock.move_to(NOW + dt.timedelta(days=days))
            with undone():
                touch(page)
                written = everything_of(page)
            extending.extend([page.pk])
            extended.append(Occurrence.objects.count() - before)
            assert everything_of(page) == written

    compare()
    assert sum(number > 0 for number in extended) > 8


def test_what_the_writer_has_not_brought_up_to_today_is_left_to_it(clock):
    never, long_ago = weekly("Mai"), weekly("Da tempo")
    Series.objects.filter(pk=never.translation_key).update(expanded_until=None)
    Occurrence.objects.filter(series=never.translation_key).delete()
    clock.move_to(NOW + dt.timedelta(days=500))
    with undone():
        touch(never, long_ago)
        written = everything_of(never), everything_of(long_ago)
    assert ticking.extend_horizon() == 2
    assert (everything_of(never), everything_of(long_ago)) == written


def test_dates_moved_before_their_old_place_was_kept_get_it_at_the_next_tick():
    page, other = f.activity("Compiti", place=f.PlaceFactory(name="La Torretta")), weekly()
    row = Occurrence.objects.filter(series=page.translation_key, starts_at__gt=NOW).earliest("starts_at")
    f.ChangeFactory(occurrence=row, kind="moved", place=f.PlaceFactory(name="Biblioteca"))
    f.ChangeFactory(occurrence=Occurrence.objects.filter(series=other.translation_key).latest("starts_at"))
    written = everything_of(other)
    Occurrence.objects.update(original_place=None)
    import_module("events.migrations.0012_places_of_moved_dates").write_again(apps, None)
    assert ticking.extend_horizon() == 1
    row.refresh_from_db()
    assert (row.place.name, row.original_place.name) == ("Biblioteca", "La Torretta")
    assert everything_of(other) == written
    assert ticking.extend_horizon() == 0


def test_rows_beyond_the_end_come_back(settings):
    page = weekly()
    written = everything_of(page)[0]
    settings.OCCURRENCE_HORIZON_DAYS = 100
    touch(page)
    assert Occurrence.objects.filter(status="removed").count() > 30
    settings.OCCURRENCE_HORIZON_DAYS = 400
    ticking.extend_horizon()
    assert everything_of(page)[0] == written


def test_every_kind_of_page_with_dates_is_extended(clock):
    council = f.council(below=f.lab())
    beyond = NOW + dt.timedelta(days=402)
    meeting = f.meeting(below=council, starts_at=beyond)
    event = f.event("Festa", schedules=[f.schedule(beyond.date())])
    assert not Occurrence.objects.exists()
    clock.move_to(NOW + dt.timedelta(days=5))
    assert ticking.extend_horizon() == 2
    assert set(Occurrence.objects.values_list("series", flat=True)) == {meeting.translation_key, event.translation_key}


def test_an_interruption_loses_no_more_than_its_batch(clock, monkeypatch):
    pages = [weekly(f"Spazio {number}") for number in range(3)]
    monkeypatch.setattr(ticking, "BATCH", 1)
    clock.move_to(NOW + dt.timedelta(days=14))
    follow, calls = extending.touch_dates, []

    def interrupted(dates):
        calls.append(dates)
        if len(calls) == 2:
            raise KeyboardInterrupt
        follow(dates)

    monkeypatch.setattr(extending, "touch_dates", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ticking.extend_horizon()
    number = len(everything_of(pages[1])[0])
    until = horizon(timezone.now()).date()
    assert [Series.objects.get(page=page).expanded_until == until for page in pages] == [True, False, False]
    assert [Occurrence.objects.filter(series__page=page).count() for page in pages] == [number + 2, number, number]
    assert ticking.extend_horizon() == 2
    assert [Occurrence.objects.filter(series__page=page).count() for page in pages] == [number + 2] * 3
    assert ticking.extend_horizon() == 0


def test_the_index_gets_the_dates_and_keeps_the_words(clock, monkeypatch):
    page = weekly()
    monkeypatch.setattr(search_index, "index", lambda entries: pytest.fail("words were indexed"))
    before = version(["pavia"])
    clock.move_to(NOW + dt.timedelta(days=7))
    ticking.extend_horizon()
    last = Occurrence.objects.order_by("-starts_at").first()
    entry = Entry.objects.get(page=page.pk)
    assert (entry.last_ends_at, entry.indexed) == (last.ends_at, True)
    assert EntryDate.objects.filter(entry=entry, starts_at=last.starts_at).count() == 1
    assert version(["pavia"]) != before


def test_statements_do_not_grow_with_the_pages(clock):
    lab = f.lab()
    counted = []
    for number in range(3):
        place = f.PlaceFactory(name=f"Sala {number}")
        f.activity(f"Spazio {number}", lab, schedules=[f.schedule(TUESDAY, WEEKLY)], place=place)
        clock.shift(dt.timedelta(days=7))
        with CaptureQueriesContext(connection) as found:
            ticking.extend_horizon()
        counted.append(len(found))
    assert counted[0] == counted[1] == counted[2], "\n".join(query["sql"] for query in found.captured_queries)


def test_a_log_says_how_far_it_is():
    out = io.StringIO()
    bar = Bar(out, "pages", 40)
    for _page in range(40):
        bar.advance()
    bar.end()
    lines = out.getvalue().splitlines()
    assert len(lines) == 10
    assert lines[0].endswith("4/40 pages")
    assert lines[-1].endswith("40/40 pages")
