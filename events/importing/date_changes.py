"""Single dates as a file says they are: cancelled, moved, changed, or again as their schedule says."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from events.importing.items import Facts, date_named
from events.importing.resolving import NO_REASON
from events.importing.snapshots import date_key
from events.models import Occurrence, OccurrenceChange
from events.models.occurrences import Status
from portal.localized import Localized

# An hour that the clock skips or repeats may be called by either of its names.
AROUND = dt.timedelta(hours=2)


def change_date(page: Any, date: str, facts: Facts | None, user: Any) -> bool:
    """Write what became of one date of a published page; return False for one without a row: too far, or over."""
    row = _row_of(page, date)
    if row is None:
        return facts is None
    OccurrenceChange.objects.filter(occurrence=row).delete()
    if facts:
        OccurrenceChange.objects.create(occurrence=row, **_fields(facts))
    moments = {"starts_at": row.starts_at.isoformat(), "ends_at": row.ends_at.isoformat(), "all_day": row.all_day}
    action = "events.change_date" if facts else "events.restore_date"
    log(instance=page, action=action, user=user, data=moments | ({"kind": facts["kind"]} if facts else {}))
    return True


def _row_of(page: Any, date: str) -> Occurrence | None:
    start, number = date_named(date)
    planned = timezone.make_aware(dt.datetime.fromisoformat(start))
    uids = [each.translation_key for each in page.schedules.all()][number:]
    rows = Occurrence.objects.filter(
        series=page.translation_key,
        schedule_uid__in=uids[:1],
        original_starts_at__range=(planned - AROUND, planned + AROUND),
    )
    return next((row for row in rows.exclude(status=Status.REMOVED) if start in _names_of(row)), None)


def _names_of(row: Occurrence) -> set[str]:
    return {date_key(row.original_starts_at, all_day) for all_day in (True, False)}


def _fields(facts: Facts) -> dict[str, Any]:
    times = {name: dt.datetime.fromisoformat(facts[name]) for name in ("starts_at", "ends_at") if facts.get(name)}
    title = Localized({settings.SOURCE_LANGUAGE: facts["title"]} if facts.get("title") else {})
    own = {"kind": facts["kind"], "reason": _reason(facts["reason"]), "title": title, "place_id": facts.get("place")}
    return {**own, **times}


def _reason(said: str) -> Localized:
    """Return a reason as its source gave it, ours in every language where it gave none."""
    ours = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            ours[code] = _(NO_REASON)
    return Localized(ours if said == ours[settings.SOURCE_LANGUAGE] else {settings.SOURCE_LANGUAGE: said})
