"""What of a calendar of ours belongs to one thing: its schedules and single dates, by their REFID (RFC 9253).

Each component has a UID of its own; others may use REFID for any group, so it is read in calendars of ours alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from events.importing.items import Facts, Item, Refused, date_name
from events.models import OccurrenceChange

MOST_SCHEDULES = 100


def thing_of(event: Any) -> str:
    """Return the identity of the thing that a component belongs to, empty for none."""
    found = event.get("REFID", "")
    return str(found[0] if isinstance(found, list) else found)


def joined(items: Iterable[Item], things: Mapping[int, tuple[str, str]]) -> tuple[list[Item], list[Refused]]:
    """Make one item of those of one thing, and refuse one of too many parts.

    `things` are the identity of the thing and the comment of each component, by its row.
    """
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        groups[things[item.row][0] if item.row in things else f"row-{item.row}"].append(item)
    found, refused = [], []
    for thing, parts in groups.items():
        if len(parts) > MOST_SCHEDULES:
            message = _("It has more than %(most)d schedules and single dates: divide it.")
            refused.append(Refused(parts[0].row, parts[0].facts["title"], message % {"most": MOST_SCHEDULES}))
        else:
            found.append(_one(thing, parts, things) if parts[0].row in things else parts[0])
    return found, refused


def _one(thing: str, parts: list[Item], things: Mapping[int, tuple[str, str]]) -> Item:
    """Return the item of a thing: its words are those of its first rule, what differs is said of each part."""
    lead = next((part for part in parts if part.facts["schedules"][0]["rrule"]), parts[0])
    changes: Facts = {}
    for number, part in enumerate(parts):
        said = _named(part, lead, things[part.row][1]) | part.facts["changes"]
        changes |= {date_name(start, number): change for start, change in said.items()}
    facts = lead.facts | {"schedules": [_placed(part, lead) for part in parts], "changes": changes}
    return Item(parts[0].row, thing, facts, notes=[note for part in parts for note in part.notes])


def _placed(part: Item, lead: Item) -> Facts:
    """Return the schedule of a part, with its place where that is not the usual one."""
    place = part.facts.get("place")
    return part.facts["schedules"][0] | ({"place": place} if place != lead.facts.get("place") else {})


def _named(part: Item, lead: Item, comment: str) -> dict[str, Facts]:
    """Return the change of a single date that has a title of its own."""
    schedule, title = part.facts["schedules"][0], part.facts["title"]
    if schedule["rrule"] or title == lead.facts["title"]:
        return {}
    start = "T".join(filter(None, (schedule["start_date"], schedule["start_time"])))
    return {start: {"kind": OccurrenceChange.Kind.CHANGED, "reason": comment, "title": title}}
