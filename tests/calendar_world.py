"""A small calendar with one of each: as planned, cancelled, moved, all day, a meeting; for the golden files."""

import datetime as dt
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from events.models import Occurrence
from tests import factories as f

NOW = dt.datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/Rome"))


def make():
    """Make the world; call it while the time is NOW."""
    f.english_home()
    town = f.MunicipalityFactory()
    place = f.PlaceFactory(name="Sala grande", municipality=town, lat=45.18, lon=9.15)
    world = SimpleNamespace(lab=f.lab(), place=place, town=town)
    world.activity = f.activity(
        "Scuola di italiano <per tutti>",
        world.lab,
        summary="Si impara & si chiacchiera.",
        schedules=[f.schedule(dt.date(2026, 11, 24), "FREQ=WEEKLY;BYDAY=TU;COUNT=4")],
        topics=[f.TopicFactory(name="lingua italiana", labels={"it": "lingua italiana", "en": "Italian language"})],
        audiences=[f.AudienceFactory()],
        place=place,
    )
    world.planned, cancelled, moved, _last = rows_of(world.activity)
    world.cancelled = f.ChangeFactory(occurrence=cancelled).occurrence
    later = dt.datetime(2026, 12, 10, 18, tzinfo=NOW.tzinfo)
    reason = {"it": "C'è la festa", "en": "There is a feast"}
    world.moved = f.ChangeFactory(occurrence=moved, kind="moved", starts_at=later, reason=reason).occurrence
    world.event = f.event(
        "Festa di quartiere",
        world.lab,
        schedules=[f.schedule(dt.date(2026, 12, 5), start_time=None, end_date=dt.date(2026, 12, 6))],
        is_free=False,
        cost="5 euro",
    )
    council = f.council(below=world.lab)
    world.meeting = f.meeting("Riunione di dicembre", council, starts_at=NOW + dt.timedelta(days=14))
    return world


def rows_of(page):
    """Return the dates of a page in their order."""
    return list(Occurrence.objects.filter(series=page.translation_key).order_by("original_starts_at"))
