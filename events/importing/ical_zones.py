"""The time zones of a calendar, and its moments by the clock on our wall.

An hour given without a zone is ours (RFC 5545, 3.3.5, form 1). Zones come from the time zone database by their names,
also those of Windows; what only the file defines is taken from there, if it is one that the sun could know.
"""

import datetime as dt
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Timezone
from icalendar.timezone import tzp

from events.importing.items import UnreadableError

MOST_CHANGES = 100
YEARS = range(2000, 2041)


class Zones:
    """The zones of one file, from the texts of its VTIMEZONE components."""

    def __init__(self, blocks: list[str]) -> None:
        self._blocks = blocks
        self._like_ours: dict[Any, bool] = {}

    def zone_of(self, value: dt.datetime, tzid: str | None) -> dt.tzinfo:
        """Return the zone of a moment as the library read it; raise UnreadableError for one that nobody knows."""
        if value.tzinfo is not None:
            return value.tzinfo
        if not tzid:
            return timezone.get_default_timezone()
        if tzid not in self._own:
            raise UnreadableError(_("The time zone “%(zone)s” is not known.") % {"zone": tzid[:60]})
        return self._own[tzid]

    def is_like_ours(self, zone: dt.tzinfo) -> bool:
        """Tell whether a zone's clocks always show what ours do, so that a rule may stay as it is."""
        key = str(zone)
        if key not in self._like_ours:
            ours = timezone.get_default_timezone()
            self._like_ours[key] = all(ours.utcoffset(day) == zone.utcoffset(day) for day in _sample())
        return self._like_ours[key]

    @cached_property
    def _own(self) -> dict[str, dt.tzinfo]:
        found = {}
        for block in self._blocks:
            component = _component(block)
            if component is not None:
                found[str(component["TZID"])] = component.to_tz(tzp, lookup_tzid=False)
        return found


def on_our_wall(value: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return a moment as our clocks show it, without its zone."""
    return (
        value.replace(tzinfo=zone).astimezone(dt.UTC).astimezone(timezone.get_default_timezone()).replace(tzinfo=None)
    )


def _component(block: str) -> Any:
    """Read a zone whose clocks change once a year at most by rule: others could keep a processor busy for ever."""
    if block.upper().count("BEGIN:") > MOST_CHANGES or block.upper().count("RDATE") > MOST_CHANGES:
        return None
    try:
        component: Any = Timezone.from_ical(block)
        rules = [str(part["RRULE"].get("FREQ", [""])[0]) for part in component.subcomponents if "RRULE" in part]
        if set(rules) <= {"YEARLY"} and "TZID" in component:
            component.to_tz(tzp, lookup_tzid=False)
            return component
    except Exception:  # a damaged zone fails in a dozen ways; without it, the rows that need it say so
        return None
    return None


def _sample() -> list[dt.datetime]:
    """Return days of every month, and the hours around both changes of our clocks."""
    months = [dt.datetime(year, month, 15, 12) for year in YEARS for month in range(1, 13)]
    ends = [
        dt.datetime(year, month, 31, 12) - dt.timedelta(days=back)
        for year in YEARS
        for month in (3, 10)
        for back in range(8)
    ]
    return months + ends
