"""When something is open or takes place, in the words of HSDS: parts of a recurrence rule (RFC 5545), each a field.

Of the rules HSDS knows the weekly and the monthly ones; any other is told as it is, in `notes`. Where each single date
stands is told by `schedule_link`, an iCalendar address.
"""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from home.hsds.directory import known
from home.hsds.keys import key, location_key
from portal.api.refs import Plain
from portal.periods import ROME

WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NUMBERS = ("COUNT", "INTERVAL")
#: The parts of a rule that HSDS has fields for, beside FREQ and UNTIL.
PARTS = (*NUMBERS, "BYDAY", "BYMONTHDAY", "BYWEEKNO", "BYYEARDAY", "WKST")


def opening(service: str, stretch: Plain) -> Plain:
    """Return one stretch of a lab's week."""
    offset = _offset(timezone.localdate())
    return known(
        id=key("schedule", service, stretch["weekday"], stretch["opens"]),
        service_id=service,
        freq="WEEKLY",
        interval=1,
        byday=WEEK[stretch["weekday"] - 1],
        opens_at=stretch["opens"] + _sign(offset),
        closes_at=stretch["closes"] + _sign(offset),
        timezone=offset,
        description=stretch["note"],
    )


def recurring(service: str, calendar: str, facts: Plain) -> Plain:
    """Return a rule of dates, from its facts in the platform's API; `calendar` is where each date stands."""
    start, end = (datetime.fromisoformat(str(facts[name])) for name in ("dtstart", "dtend"))
    rule = parts_of(facts["rrule"])
    notes = [] if rule is not None else [f"RRULE:{facts['rrule']}"]
    if facts["rdate"] or facts["exdate"]:
        notes.append(_("Some dates are left out or added: the calendar has each of them."))
    return known(
        id=facts["uid"].partition("@")[0],
        service_id=service,
        location_id=location_key(facts["place"]["slug"]) if facts["place"] else None,
        dtstart=start.date().isoformat(),
        **(rule or {}),
        **_hours(start, end, str(facts["dtstart"])),
        schedule_link=calendar,
        notes=" ".join(notes),
    )


def parts_of(rrule: str) -> Plain | None:
    """Return a rule in the fields of HSDS, a single date as the one it is; None for a rule that they cannot say."""
    if not rrule:
        return {"count": 1}
    parts = dict(part.split("=") for part in rrule.split(";"))
    freq, until = parts.pop("FREQ"), parts.pop("UNTIL", "")
    if freq == "DAILY" and parts.get("INTERVAL", "1") == "1":
        freq = "WEEKLY"
        parts.setdefault("BYDAY", ",".join(WEEK))
    if freq not in ("WEEKLY", "MONTHLY") or set(parts) - set(PARTS):
        return None
    fields: Plain = {"freq": freq, "interval": 1}
    fields |= {name.lower(): int(value) if name in NUMBERS else value for name, value in parts.items()}
    return fields | ({"until": _day(until)} if until else {})


def _hours(start: datetime, end: datetime, said: str) -> dict[str, Any]:
    """Return the hours; of what lasts whole days, whose beginning is told as a day, none."""
    if "T" not in said:
        return {}
    offset = _offset(max(start.date(), timezone.localdate()))
    return {
        "opens_at": f"{start:%H:%M}{_sign(offset)}",
        "closes_at": f"{end:%H:%M}{_sign(offset)}",
        "timezone": offset,
    }


def _day(until: str) -> str:
    """Return the local day of an UNTIL, which is a day or a moment in UTC."""
    if "T" not in until:
        return date.fromisoformat(until).isoformat()
    return datetime.fromisoformat(until).astimezone(ROME).date().isoformat()


def _offset(day: date) -> int:
    """Return the hours by which Rome is before UTC on a day; an hour that repeats over the year has two offsets."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ROME)
    offset = noon.utcoffset()
    return int(offset.total_seconds() // 3600) if offset else 0


def _sign(offset: int) -> str:
    return f"+{offset:02}:00"
