"""What is public in a stretch of time, and which of it tells what an item tells too (`events.sources.sameness`)."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from itertools import chain
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.utils import timezone

from events.dated import Timetable
from events.models import ExternalItem, Occurrence, Series
from events.models.occurrences import Status, occurrence_id
from events.occurrences import horizon
from events.row_facts import facts_of
from events.sources.sameness import ALONE, Date, Shelf, Slot, Told, TwinKeys, place_words
from events.told_dates import told_changes, told_rule
from portal.among import Among
from portal.localized import Localized
from portal.moments import Said, stored_moment
from portal.recurrence import expand

#: One of the two may end sooner: what began together is still told twice.
JUST_OVER = timedelta(days=1)
#: Rows reach the horizon a day at a time, and not all on the same minute: the last of them are not compared.
NOT_YET_WRITTEN = timedelta(days=7)
MOMENTS = ("starts_at", "original_starts_at")
FACTS = ("all_day", "status", "place__name", "original_place__name", "municipality")


class Twins:
    """All that is public in a stretch of time, by the hour: read once, asked about any number of items.

    `pages`: of these alone.
    """

    def __init__(self, now: datetime | None = None, pages: Collection[int] | None = None) -> None:
        self.now = now or timezone.now()
        self._until = horizon(self.now) - NOT_YET_WRITTEN
        self._told: dict[UUID, Told] = {}
        self._shelves: dict[Slot, Shelf] = defaultdict(Shelf)
        for told in self._read(pages):
            self._add(told)

    def find(self, item: ExternalItem) -> Told | None:
        """Return what tells all that an item tells: pages of ours before others, then what it is shown with already,
        then the likest, then the nearest in time.
        """
        return self._find(item, self.of(item))

    def is_judged(self, item: ExternalItem) -> bool:
        """Tell whether it is looked up who tells an item too: not where editors have said so, nor of what is over."""
        is_free = item.is_told and not item.twin_by_hand
        return is_free and (told_rule(item.said) is None or bool(self.of(item).dates))

    def choose(self, item: ExternalItem) -> TwinKeys:
        """Return what an item is to be shown with; where that is not looked up, what it is shown with."""
        if not self.is_judged(item):
            return keys_of(item)
        found = self.find(item)
        return found.twin_keys if found else ALONE

    def moves(self, item: ExternalItem) -> bool:
        """Tell whether an item is to be shown with something else than it is, or on its own again."""
        return self.choose(item) != keys_of(item)

    def remember(self, item: ExternalItem) -> None:
        """Lay what comes later beside this item as it is now; what is shown with another thing is laid beside none."""
        self.forget(item.pk)
        if item.window:
            self._add(self.of(item))

    def forget(self, key: UUID) -> None:
        """Lay what comes later no longer beside this."""
        if told := self._told.pop(key, None):
            for slot in _slots(told):
                self._shelves[slot].remove(told)

    def of(self, item: ExternalItem) -> Told:
        """Return what an item is compared by."""
        dates = coming_dates(item, self.now, self._until)
        return Told(item.pk, None, Localized({item.language: item.title}), dates)

    def _find(self, item: ExternalItem, told: Told) -> Told | None:
        alike = [(likeness, each) for each in self._beside(told) if (likeness := told.likeness(each))]
        if not alike:
            return None
        current = keys_of(item)

        def rank(found: tuple[float, Told]) -> tuple[Any, ...]:
            likeness, each = found
            return each.page is not None, each.twin_keys == current, likeness, -told.gap(each)

        return max(alike, key=rank)[1]

    def _beside(self, told: Told) -> Iterator[Told]:
        """Yield what else begins when the first date of a thing does, that has a title which may be like its own."""
        shelves = (self._shelves.get(slot) for date in told.dates[:1] for slot in date.slots_beside)
        found = chain.from_iterable(shelf.near(told) for shelf in shelves if shelf)
        yield from (each for each in dict.fromkeys(found) if each.key != told.key)

    def _read(self, pages: Collection[int] | None) -> Iterator[Told]:
        dates = Occurrence.objects.public(self.now).upcoming(self.now - JUST_OVER).filter(starts_at__lt=self._until)
        series = Series.objects.public(self.now)
        if pages is not None:
            series = series.filter(Among("page", pages))
            dates = dates.filter(series__in=series.values("pk"))
        found: dict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
        for key, *row in dates.order_by().values_list("series", *map(Said, MOMENTS), *FACTS):
            found[key].append(tuple(row))
        for key, page, titles, where in series.values_list("pk", "page", "titles", "where"):
            if rows := found.get(key):
                yield Told(key, page, titles, [_date(row, where) for row in rows])

    def _add(self, told: Told) -> None:
        self._told[told.key] = told
        for slot in _slots(told):
            self._shelves[slot].add(told)


def coming_dates(item: ExternalItem, now: datetime, until: datetime) -> list[Date]:
    """Return the dates of an item that are not over and begin before `until`, as its rows say or would say them."""
    rule = told_rule(item.said)
    if rule is None:
        return []
    timetable, changes = Timetable(item.pk, rule, item.place), told_changes(item.pk, item.said)
    places = place_words(item.place.name if item.place else (item.where or {}).get("name", ""))
    dates = []
    for slot in expand(rule, after=now, before=until):
        change = changes.get(occurrence_id(item.pk, slot.day, slot.nth))
        facts = facts_of(item, timetable, slot, None, change)
        # What a source moved is where it says now: what it said before is told by nobody any more.
        moment, is_off = facts["starts_at"], facts["status"] == Status.CANCELLED
        dates.append(Date(moment, moment, facts["all_day"], is_off, places, facts["municipality_id"]))
    return sorted(dates, key=attrgetter("starts_at"))


def keys_of(item: ExternalItem) -> TwinKeys:
    """Return the page or the item that an item is shown with."""
    return TwinKeys(item.twin_page_id, item.twin_item_id)


def _slots(told: Told) -> set[Slot]:
    return {slot for date in told.dates for slot in date.slots}


def _date(row: tuple[Any, ...], where: dict[str, Any] | None) -> Date:
    starts_at, planned_at, all_day, status, place, planned_place, town = row
    places = place_words(place or (where or {}).get("name", ""), planned_place or "")
    moments = stored_moment(starts_at), stored_moment(planned_at)
    return Date(*moments, all_day, status == Status.CANCELLED, places, town)
