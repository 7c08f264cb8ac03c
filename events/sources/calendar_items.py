"""A calendar of others (iCalendar), read as the import reads one."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from events.importing.ical_blocks import MOST_EVENTS, blocks
from events.importing.ical_items import items_of
from events.importing.items import Reading, UnreadableError
from events.importing.text_encoding import decoded
from events.sources.asking import Asking
from events.sources.plain import line, names, words

ONE_DAY = timedelta(days=1)


def read(address: str, asking: Asking) -> Reading:
    """Return the items of a calendar; raise FetchError, UnreadableError, UnchangedError."""
    # A day more: its clocks may be behind ours.
    found = blocks(decoded(asking.first(address)), since=timezone.localdate() - ONE_DAY)
    if not found.is_whole:
        # What did not come would look as if it had been taken back.
        raise UnreadableError(_("Only a part of it came: it ends in the middle."))
    # How many are still to come is counted once the dates of each are known.
    reading = items_of(found, join=False, most=MOST_EVENTS)
    for item in reading.items:
        said = words(item.facts["title"], item.facts.get("text") or item.facts.get("summary", ""))
        # An item from outside has one rule: each schedule is its own.
        (item.facts["schedule"],) = item.facts.pop("schedules")
        item.facts |= said | {"topics": names(item.facts.get("topics", []))}
    for refused in reading.refused:
        refused.title = line(refused.title)
    return reading
