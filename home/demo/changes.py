"""Single dates that are cancelled, moved or changed, and the closures; each with the reason that everybody reads."""

import datetime as dt
from typing import Any

from django.utils import timezone

from events.models import ActivityPage, Occurrence, OccurrenceChange
from home.demo import days, directory
from home.demo.labs import lab
from home.demo.publishing import published
from home.demo.texts import read
from labs.models import Closure
from portal.models import Territory

NOT_BEFORE = dt.timedelta(days=1)


def load() -> None:
    """Make the changes of dates."""
    for facts in read("changes")["changes"]:
        change = _change(_date(facts["page"], facts["nth"]), facts)
        change.full_clean()
        change.save()


def load_closures() -> None:
    """Make the closures of labs, of a territory and of the platform; before any dates, which then know them."""
    for facts in read("changes")["closures"]:
        closure = _closure(facts)
        closure.full_clean()
        closure.save()


def _date(page_id: str, nth: int) -> Occurrence:
    """Return the n-th date to come of an activity, from tomorrow on."""
    page = published(ActivityPage, f"activity/{page_id}")
    rows = Occurrence.objects.public().filter(series=page.translation_key, status="scheduled")
    return rows.filter(starts_at__gt=timezone.now() + NOT_BEFORE).order_by("starts_at")[nth]


def _change(date: Occurrence, facts: dict[str, Any]) -> OccurrenceChange:
    change = OccurrenceChange(occurrence=date, kind=facts["kind"], reason=facts["reason"], title=facts.get("title", {}))
    change.place = directory.place(facts.get("place"))
    if "from" in facts:
        day = timezone.localdate(date.starts_at) + dt.timedelta(days=facts.get("days", 0))
        change.starts_at, change.ends_at = (_moment(day, facts[name]) for name in ("from", "to"))
    return change


def _moment(day: dt.date, time: str) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.fromisoformat(time)))


def _closure(facts: dict[str, Any]) -> Closure:
    length = dt.timedelta(days=facts["days"] - 1)
    first = days.next_date(facts["from"], least=-length)
    return Closure(
        lab=lab(facts["lab"]) if "lab" in facts else None,
        territory=Territory.objects.get(slug=facts["territory"]) if "territory" in facts else None,
        first_day=first,
        last_day=first + length,
        reason=facts["reason"],
        effect=facts["effect"],
    )
