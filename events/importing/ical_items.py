"""From a calendar to items: one for each UID with the overrides of its dates; what belongs together is joined."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Event

from events.importing.ical_blocks import Blocks, blocks
from events.importing.ical_changes import cancelled, change_of
from events.importing.ical_things import joined, thing_of
from events.importing.ical_times import Times, iso, rule_of, schedule_facts, times
from events.importing.ical_words import text, words
from events.importing.ical_zones import Zones
from events.importing.items import Item, Reading, Refused, UnreadableError
from portal.recurrence import Rule

MOST_ITEMS = 2_000
OURS = "//Agora//"
# A name that a person gave, for a row that cannot be read further.
NO_TITLE = "…"
DATES = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")


@dataclass
class Series:
    """The components of one UID, each with its number in the file."""

    masters: list[tuple[int, Any]] = field(default_factory=list)
    overrides: list[tuple[int, Any]] = field(default_factory=list)


def read_calendar(content: str, *, join: bool = True) -> Reading:
    """Return what a calendar holds; raise UnreadableError for what is no calendar.

    With `join` the schedules that a calendar of ours says belong to one thing are one item.
    """
    return items_of(blocks(content), join=join)


def items_of(taken_apart: Blocks, *, join: bool, most: int = MOST_ITEMS) -> Reading:
    """Return what the components of a calendar are, as `read_calendar` does; raise UnreadableError for too many."""
    reading, zones, ours = Reading(), Zones(taken_apart.zones), OURS in taken_apart.maker
    found = _series(taken_apart, reading)
    if len(found) > most:
        message = _("This calendar has more than %(most)d events: divide it, or take a shorter time of it.")
        raise UnreadableError(message % {"most": most})
    for series in _standing(found.values()) if ours else found.values():
        if series.masters:
            _add(reading, series.masters[0], series.overrides, zones, ours)
            _refuse_repeated(reading, series.masters[1:])
        else:
            for alone in series.overrides:
                _add(reading, alone, [], zones, ours)
    if ours and join:
        _join(reading, found.values())
    reading.notes += _notes(taken_apart)
    return reading


def _standing(found: Collection[Series]) -> Iterator[Series]:
    """Yield the series of a calendar of ours without those that it only tells to be gone: these belong to nothing."""
    belonging = any(thing_of(event) for series in found for _row, event in series.masters)
    for series in found:
        gone = (
            belonging and series.masters and not thing_of(series.masters[0][1]) and _is_cancelled(series.masters[0][1])
        )
        if not gone:
            yield series


def _is_cancelled(event: Any) -> bool:
    return text(event, "STATUS").upper() == "CANCELLED"


def _join(reading: Reading, found: Iterable[Series]) -> None:
    """Make one item of those that a calendar of ours says belong to one thing."""
    things = {
        row: (thing, text(event, "COMMENT"))
        for series in found
        for row, event in series.masters
        if (thing := thing_of(event))
    }
    reading.items, refused = joined(reading.items, things)
    reading.refused += refused


def _series(found: Blocks, reading: Reading) -> dict[str, Series]:
    """Parse every component; one that is broken is a refused row."""
    series: dict[str, Series] = defaultdict(Series)
    for row, block in enumerate(found.events, start=1):
        try:
            event = _parsed(block, cut_short=found.cut_short and row == len(found.events))
        except UnreadableError as error:
            reading.refused.append(Refused(row, _title_in(block), str(error)))
        else:
            kind = series[str(event.get("UID", f"row-{row}"))]
            (kind.overrides if "RECURRENCE-ID" in event else kind.masters).append((row, event))
    return series


def _parsed(block: str, cut_short: bool) -> Any:
    if cut_short:
        raise UnreadableError(_("The file ends in the middle of it."))
    try:
        event = Event.from_ical(block)
    except Exception as error:  # the library fails in a dozen ways on what is no iCalendar
        raise UnreadableError(_("It is not written as a calendar asks (RFC 5545).")) from error
    broken = [name for name, _message in event.errors if name and name.upper() in DATES]
    if broken:
        raise UnreadableError(_("Its %(name)s cannot be read.") % {"name": broken[0].upper()})
    return event


def _add(reading: Reading, own: tuple[int, Any], overrides: list[tuple[int, Any]], zones: Zones, ours: bool) -> None:
    row, event = own
    try:
        item = _item(row, event, zones, ours)
        usual = times(event, zones)
        rule = rule_of(event, usual, zones) if overrides else None
    except UnreadableError as error:
        reading.refused.append(Refused(row, text(event, "SUMMARY") or NO_TITLE, str(error)))
        return
    for number, override in overrides:
        _add_change(reading, item, (number, override), event, (usual, rule), zones, ours)
    reading.items.append(item)


def _item(row: int, event: Any, zones: Zones, ours: bool) -> Item:
    if text(event, "CLASS").upper() in ("PRIVATE", "CONFIDENTIAL"):
        raise UnreadableError(_("Its calendar keeps it private: it is left out."))
    facts = words(event, ours)
    if not facts["title"]:
        raise UnreadableError(_("It has no title."))
    usual = times(event, zones)
    if "RECURRENCE-ID" in event:
        event.pop("RRULE", None)
    rule = rule_of(event, usual, zones)
    facts["schedules"] = [schedule_facts(rule)]
    facts["changes"] = cancelled(event, rule)
    return Item(
        row,
        _uid(event, usual),
        facts,
        address=text(event, "URL"),
        passed_on=_is_passed_on(event),
        notes=_remarks(event),
    )


def _add_change(
    reading: Reading,
    item: Item,
    own: tuple[int, Any],
    master: Any,
    said: tuple[Times, Rule | None],
    zones: Zones,
    ours: bool,
) -> None:
    row, event = own
    usual, rule = said
    try:
        key, change = change_of(event, master, usual, rule, zones, ours)  # type: ignore[arg-type]
    except UnreadableError as error:
        reading.refused.append(Refused(row, text(event, "SUMMARY") or NO_TITLE, str(error)))
    else:
        item.facts["changes"] |= {key: change} if change else {}


def _uid(event: Any, usual: Times) -> str:
    """Return the identity: UID, with the date's own for an override that came alone; what it says without a UID."""
    uid = text(event, "UID") or f"{text(event, 'SUMMARY')} {iso(usual.start)}"
    return f"{uid} {event['RECURRENCE-ID'].to_ical().decode()}" if "RECURRENCE-ID" in event else uid


def _is_passed_on(event: Any) -> bool:
    """Tell whether a component says that it comes from elsewhere (LINKREL `via`, RFC 9253)."""
    links = event.get("LINK", [])
    found = links if isinstance(links, list) else [links]
    return any(str(each.params.get("LINKREL", "")).lower() == "via" for each in found)


def _remarks(event: Any) -> list[str]:
    tentative = text(event, "STATUS").upper() == "TENTATIVE"
    return [_("Its calendar says that it is not sure yet.")] if tentative else []


def _refuse_repeated(reading: Reading, repeated: list[tuple[int, Any]]) -> None:
    for row, event in repeated:
        reason = _("Another event of this file has the same identifier (UID).")
        reading.refused.append(Refused(row, text(event, "SUMMARY") or NO_TITLE, reason))


def _title_in(block: str) -> str:
    """Return the title of a component that cannot be parsed, as far as it can be seen."""
    for line in block.splitlines():
        if line.upper().startswith("SUMMARY"):
            return line.partition(":")[2][:120] or NO_TITLE
    return NO_TITLE


def _notes(found: Blocks) -> list[str]:
    notes = []
    if found.others:
        notes.append(_("Tasks, notes and other things of the file that are no events are left out."))
    if found.over:
        notes.append(_("%(count)d events that are over are left out.") % {"count": found.over})
    elif not found.events:
        notes.append(_("There is no event in this calendar."))
    return notes
