"""One date, or several, told by their moments, as the fields of a schedule."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from events.importing.items import Facts, UnreadableError

YEARS = range(1990, 2100)
LONGEST = dt.timedelta(days=366)
Moment = dt.datetime | dt.date


def read_moment(said: Any) -> Moment | None:
    """Return a day, or a moment on our wall, from ISO 8601; None for nothing; raise UnreadableError."""
    if said in (None, ""):
        return None
    text = str(said).strip()
    try:
        found: Moment = dt.date.fromisoformat(text) if len(text) <= 10 else dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise UnreadableError(_("“%(text)s” is not a date.") % {"text": text[:40]}) from error
    if found.year not in YEARS:
        raise UnreadableError(_("“%(text)s” is not a date.") % {"text": text[:40]})
    return _on_our_wall(found)


def schedule_of_dates(start: Moment, end: Moment | None, more: Sequence[Moment] = ()) -> Facts:
    """Return a date and others of the same length as the fields of a schedule; raise UnreadableError.

    `end` is the last day where there are no hours.
    """
    whole_days = not isinstance(start, dt.datetime)
    if end is not None and isinstance(end, dt.datetime) is whole_days:
        end = _day(end) if whole_days else None
    if end is not None and (end < start or end - start > LONGEST):
        raise UnreadableError(_("It ends before it begins, or lasts more than a year."))
    return {
        "start_date": _day(start).isoformat(),
        "start_time": None if whole_days else f"{start:%H:%M}",
        "end_date": _day(end).isoformat() if end and _day(end) > _day(start) else None,
        "end_time": f"{end:%H:%M}" if end and not whole_days else None,
        "rrule": "",
        "rdate": "\n".join(_line(each) for each in more),
        "exdate": "",
    }


def key_of(start: Moment) -> str:
    """Return how a date is called among the changes of its item."""
    return start.isoformat(timespec="minutes") if isinstance(start, dt.datetime) else start.isoformat()


def _day(moment: Moment) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _line(moment: Moment) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, dt.datetime) else moment.isoformat()


def _on_our_wall(moment: Moment) -> Moment:
    if not isinstance(moment, dt.datetime):
        return moment
    local = timezone.localtime(moment).replace(tzinfo=None) if moment.tzinfo else moment
    return local.replace(second=0, microsecond=0)
