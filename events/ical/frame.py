"""The file around the components: what it is called, how often to ask again, the one time zone."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.utils.translation import get_language
from icalendar import Calendar, Event, Timezone

REFRESH = timedelta(hours=1)
# Written out: it holds without an end, where one made from a time zone database ends at the last date asked for. These
# are the rules of the European Union since 1996; a test compares them with the database.
ROME = """\
BEGIN:VTIMEZONE
TZID:Europe/Rome
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def calendar(name: str, events: Iterable[Event]) -> bytes:
    """Return an iCalendar file in the active language, with the names that older programs read too."""
    frame = Calendar()
    frame.add("prodid", f"-//{settings.PLATFORM_ID}//Agora//{(get_language() or settings.SOURCE_LANGUAGE).upper()}")
    frame.add("version", "2.0")
    frame.add("calscale", "GREGORIAN")
    frame.add("method", "PUBLISH")
    frame.add("name", name)
    frame.add("x-wr-calname", name)
    frame.add("x-wr-timezone", settings.TIME_ZONE)
    frame.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    frame.add("x-published-ttl", "PT1H")
    frame.add_component(Timezone.from_ical(ROME))
    for event in events:
        frame.add_component(event)
    return frame.to_ical()
