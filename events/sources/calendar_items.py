"""A calendar of others (iCalendar), read as the import reads one."""

from events.importing.ical_items import read_calendar
from events.importing.items import Reading
from events.importing.text_encoding import decoded
from events.sources.asking import Asking
from events.sources.plain import line, names, words


def read(address: str, asking: Asking) -> Reading:
    """Return the items of a calendar; raise FetchError, UnreadableError, UnchangedError."""
    reading = read_calendar(decoded(asking.first(address)), join=False)
    for item in reading.items:
        said = words(item.facts["title"], item.facts.get("text") or item.facts.get("summary", ""))
        # An item from outside has one rule: each schedule is its own.
        (item.facts["schedule"],) = item.facts.pop("schedules")
        item.facts |= said | {"topics": names(item.facts.get("topics", []))}
    for refused in reading.refused:
        refused.title = line(refused.title)
    return reading
