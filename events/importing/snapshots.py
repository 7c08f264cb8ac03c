"""What a page says now, in the facts in which a file would say it: the two can be laid side by side."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.html import escape

from events.importing.items import Facts, date_name
from events.models import ActivityPage, DatedPage, EventPage, OccurrenceChange, Schedule
from portal.models import Audience
from portal.models.taxonomy import TaggedPage

MODELS = (ActivityPage, EventPage)
WORDS = ("title", "summary", "online_url", "how_to_join", "what_to_bring", "conditions")
SCHEDULE = ("start_date", "start_time", "end_date", "end_time", "rrule", "rdate", "exdate")


def pages_by_id(ids: Iterable[int]) -> dict[int, DatedPage]:
    """Return pages of both kinds, in two statements and one for their schedules each."""
    ids = list(ids)
    found = (page for model in MODELS for page in model.objects.filter(pk__in=ids).prefetch_related("schedules"))
    return {page.pk: page for page in found}


def snapshots(pages: Iterable[DatedPage]) -> dict[int, Facts]:
    """Return the facts of pages by their ids, in a fixed number of statements."""
    pages = list(pages)
    topics, audiences, changes = _topics(pages), _audiences(pages), _changes(pages)
    return {
        page.pk: _own_facts(page)
        | {"topics": topics[page.pk], "audiences": audiences[page.pk], "changes": changes[page.translation_key]}
        for page in pages
    }


def schedule_facts(schedule: Schedule) -> Facts:
    """Return the fields of a schedule as plain text, and the key of its place."""
    return {name: _plain(getattr(schedule, name)) for name in SCHEDULE} | {"place": schedule.place_id}


def body_of(text: str) -> str:
    """Return plain paragraphs as the source of a text block, empty for none."""
    parts = [part.strip() for part in text.split("\n\n") if part.strip()]
    return "".join("<p>{}</p>".format(escape(part).replace("\n", "<br/>")) for part in parts)


def change_facts(change: OccurrenceChange) -> Facts:
    """Return a single-date change as plain values."""
    facts = {
        "kind": change.kind,
        "reason": change.reason.text(settings.SOURCE_LANGUAGE),
        "starts_at": moment(change.starts_at),
        "ends_at": moment(change.ends_at),
        "place": change.place_id,
        "title": change.title.text(settings.SOURCE_LANGUAGE),
    }
    return {name: value for name, value in facts.items() if value}


def moment(value: dt.datetime | None) -> str:
    """Return a moment in the one form in which it is compared, empty for none."""
    return value.astimezone(dt.UTC).isoformat(timespec="seconds") if value else ""


def date_key(original: Any, all_day: bool) -> str:
    """Return how a file calls a date: its planned start on our wall."""
    local = timezone.localtime(original).replace(tzinfo=None)
    return local.date().isoformat() if all_day else local.isoformat(timespec="minutes")


def _own_facts(page: DatedPage) -> Facts:
    return {
        **{name: getattr(page, name) for name in WORDS},
        "text": _body(page),
        "cost": "" if page.is_free else page.cost,
        "place": page.place_id,
        "schedules": [schedule_facts(each) for each in page.schedules.all()],
    }


def _body(page: DatedPage) -> str:
    blocks = list(page.body)
    if len(blocks) == 1 and blocks[0].block_type == "text":
        return blocks[0].value.source
    return str(page.body.get_prep_value()) if blocks else ""


def _topics(pages: list[DatedPage]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = TaggedPage.objects.filter(content_object__in=[page.pk for page in pages]).order_by("tag__name")
    for page, name in rows.values_list("content_object", "tag__name"):
        found[page].append(name)
    return found


def _audiences(pages: list[DatedPage]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    ids = [page.pk for page in pages]
    for model in MODELS:
        name = model._meta.model_name
        rows = Audience.objects.filter(**{f"{name}__in": ids}).order_by("slug")
        for page, slug in rows.values_list(f"{name}", "slug"):
            found[page].append(slug)
    return found


def _changes(pages: list[DatedPage]) -> dict[Any, dict[str, Facts]]:
    found: dict[Any, dict[str, Facts]] = defaultdict(dict)
    schedules = {
        each.translation_key: (number, each.start_time is None)
        for page in pages
        for number, each in enumerate(page.schedules.all())
    }
    series = [page.translation_key for page in pages]
    rows = OccurrenceChange.objects.filter(occurrence__series__in=series).select_related("occurrence")
    for change in rows:
        date = change.occurrence
        number, all_day = schedules.get(date.schedule_uid, (0, date.all_day))
        name = date_name(date_key(date.original_starts_at, all_day), number)
        found[date.series_id][name] = change_facts(change)
    return found


def _plain(value: Any) -> str | None:
    if hasattr(value, "hour"):
        return f"{value:%H:%M}"
    return value.isoformat() if hasattr(value, "isoformat") else value
