"""What else is told of the day of an item, as an editor is offered it: several things may have one title."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from events import wording
from events.models import ExternalItem, Occurrence
from events.occurrences import horizon
from events.shown import shown
from events.sources.sameness import ALONE, Told, TwinKeys
from events.sources.twins import coming_dates, keys_of
from portal.addresses import reader_language
from portal.localized import Localized
from portal.periods import midnight
from portal.time_spans import local_day


@dataclass(frozen=True)
class Offer:
    """What an item may be shown with, in words: its title, then day and hours, place, and who tells it."""

    key: str
    title: str
    facts: tuple[str, ...] = ()
    twin: TwinKeys = ALONE

    def __str__(self) -> str:
        return " · ".join([self.title, *self.facts])


def offers(item: ExternalItem) -> list[Offer]:
    """Return what an item is shown with now, then what else begins on the day of its next date, the likest first."""
    now = timezone.now()
    found: dict[UUID, Offer] = {}
    own = Told(item.pk, None, Localized({item.language: item.title}))
    for row in sorted(_of_day(item, now), key=lambda row: -own.title_likeness(_told(row))):
        found.setdefault(row.series_id, _offer(row))
    shown_by = item.twin_page or item.twin_item
    if shown_by is None:
        return list(found.values())
    key = shown_by.translation_key
    first = found.pop(key) if key in found else _current(item, now, str(shown_by), key)
    return [first, *found.values()]


def _of_day(item: ExternalItem, now: datetime) -> Iterable[Occurrence]:
    dates = coming_dates(item, now, horizon(now))
    if not dates:
        return []
    day = local_day(dates[0].starts_at)
    rows = Occurrence.objects.public(now).upcoming(now).exclude(series=item.pk).for_lists()
    return rows.filter(starts_at__gte=midnight(day), starts_at__lt=midnight(day + timedelta(days=1)))


def _current(item: ExternalItem, now: datetime, title: str, key: UUID) -> Offer:
    """Return what an item is shown with: with its next date, or by its title alone where it has none."""
    rows = Occurrence.objects.public(now).upcoming(now).filter(series=key).for_lists()
    row = rows.order_by("starts_at", "pk").first()
    return _offer(row) if row else Offer(str(key), title, (), keys_of(item))


def _offer(row: Occurrence) -> Offer:
    facts = shown(row, reader_language())
    teller = facts["source"]["name"] if facts["source"] else wording.whose(facts)
    said = (wording.when(facts), wording.where(facts["place"]), teller)
    return Offer(str(row.series_id), wording.headline(facts), tuple(filter(None, said)), _told(row).twin_keys)


def _told(row: Occurrence) -> Told:
    return Told(row.series_id, row.series.page_id, row.titles)
