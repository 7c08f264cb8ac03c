"""An item's facts with our own records in the place of names, checked as the form of a page would."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from events.importing.directory import Directory
from events.importing.items import Facts, Item, UnreadableError
from events.importing.snapshots import WORDS, body_of, moment, schedule_facts
from events.models import DatedPage, Schedule
from portal.recurrence import next_slots

# Where a date is not as planned and its source does not say why.
NO_REASON = gettext_noop("The calendar that this comes from says so.")
CHECKED = (*WORDS, "cost")


def resolved(item: Item, model: type[DatedPage], directory: Directory, add_topics: bool) -> tuple[Facts, list[str]]:
    """Return an item's facts as a page of this model would say them, and remarks; raise UnreadableError."""
    facts, remarks = dict(item.facts), list(item.notes)
    _check(facts, model)
    facts["schedules"] = [_schedule(fields, directory) for fields in facts["schedules"]]
    if "text" in facts:
        facts["text"] = body_of(facts["text"])
    if "place" in facts:
        facts["place"] = directory.place(facts["place"])
        if isinstance(facts["place"], dict):
            said = ", ".join(filter(None, (facts["place"]["name"], facts["place"]["address"])))
            remarks.append(_("A new place comes with it: %(name)s.") % {"name": said})
    if "topics" in facts:
        facts["topics"] = _topics(facts["topics"], directory, add_topics, remarks)
    if "audiences" in facts:
        facts["audiences"] = directory.audiences(facts["audiences"])
    if facts.get("changes"):
        facts["changes"] = {key: _change(change, directory) for key, change in facts["changes"].items()}
        count = len(facts["changes"])
        said = ngettext("%(count)d date is not as planned.", "%(count)d dates are not as planned.", count)
        remarks.append(said % {"count": count})
    if "cost" not in facts:
        remarks.append(_("It does not say what it costs: it will be called free."))
    return facts, remarks


def _schedule(fields: Facts, directory: Directory) -> Facts:
    return schedule_facts(schedule_of(fields)) | {"place": directory.place(fields.get("place"))}


def schedule_of(fields: Facts) -> Schedule:
    """Return the schedule of these facts, begun on its first real date; raise UnreadableError, naming what is wrong.

    Its place is left out, which may have to be made first.
    """
    days = {name: dt.date.fromisoformat(fields[name]) for name in ("start_date", "end_date") if fields[name]}
    hours = {name: dt.time.fromisoformat(fields[name]) for name in ("start_time", "end_time") if fields[name]}
    texts = {name: fields[name] or "" for name in ("rrule", "rdate", "exdate")}
    schedule = Schedule(**days, **hours, **texts)
    try:
        schedule.clean()
    except ValidationError as error:
        raise UnreadableError(_said(error, Schedule)) from error
    return schedule


def has_dates_to_come(schedules: list[Facts]) -> bool:
    """Tell whether any of these schedules gives a date that has not ended."""
    return any(next_slots(schedule_of(fields).rule, timezone.now(), limit=1) for fields in schedules)


def _check(facts: Facts, model: type[DatedPage]) -> None:
    """Check words as the page's form would: their length, an address that is one."""
    errors: dict[str, Any] = {}
    for name in CHECKED:
        if facts.get(name):
            try:
                field: Any = model._meta.get_field(name)
                field.clean(facts[name], None)
            except ValidationError as error:
                errors[name] = error.error_list
    if errors:
        raise UnreadableError(_said(ValidationError(errors), model))


def _said(error: ValidationError, model: Any) -> str:
    """Return what is wrong, each with its field."""
    named = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return " ".join(
        f"{capfirst(str(model._meta.get_field(name).verbose_name))}: {' '.join(messages)}"
        for name, messages in named.items()
    )


def _topics(names: list[str], directory: Directory, add: bool, remarks: list[str]) -> list[str]:
    known, unknown = directory.topics(names)
    if unknown:
        said = _("New topics: %(names)s.") if add else _("Topics not known here, left out: %(names)s.")
        remarks.append(said % {"names": ", ".join(unknown)})
    return sorted({*known, *unknown}) if add else known


def _change(change: Facts, directory: Directory) -> Facts:
    with translation.override(settings.SOURCE_LANGUAGE):
        reason = change.get("reason") or _(NO_REASON)
    times = {
        name: moment(dt.datetime.fromisoformat(change[name])) for name in ("starts_at", "ends_at") if change.get(name)
    }
    place = {"place": directory.place(change["place"])} if change.get("place") else {}
    return {**change, **times, **place, "reason": reason}
