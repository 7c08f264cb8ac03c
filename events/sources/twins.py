"""What is told twice: on the same day and hour, at the same place, by a similar title; and what becomes of it.

One of the two is shown, with links to both: a page of ours before an item from outside, else what was here first.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from rapidfuzz import fuzz
from wagtail.models import Page

from events.models import ExternalItem, Occurrence, Series
from events.occurrences import horizon
from events.told_dates import told_rule
from portal.folding import tokens
from portal.follow import touch
from portal.recurrence import Slot, next_slots
from portal.ticking import every_tick
from portal.time_spans import local_day

SAME_HOUR = timedelta(hours=1)
#: How alike titles must be, of 100: at the same place; where one of the two does not say where it is.
ALIKE, ALIKE_ANYWHERE, SAME_PLACE = 80, 92, 85
#: A title that holds all words of the other counts as this much less alike.
FOR_MORE_WORDS = 10


@dataclass(frozen=True)
class Told:
    """What two tellings are compared by."""

    key: UUID
    page: int | None
    titles: tuple[str, ...]
    starts_at: datetime
    all_day: bool
    place: str
    town: int | None

    def likeness(self, other: "Told") -> float:
        """Return how much alike these are, of 100; 0 where they cannot be the same."""
        together = self.all_day or other.all_day or abs(self.starts_at - other.starts_at) <= SAME_HOUR
        if not together or not self._may_be_there(other):
            return 0
        found = max(_alike(one, two) for one in self.titles for two in other.titles)
        return found if found >= (ALIKE if self._is_there(other) else ALIKE_ANYWHERE) else 0

    def _may_be_there(self, other: "Told") -> bool:
        if self.town and other.town and self.town != other.town:
            return False
        return not (self.place and other.place) or self._is_there(other)

    def _is_there(self, other: "Told") -> bool:
        return bool(self.place and other.place) and fuzz.token_set_ratio(self.place, other.place) >= SAME_PLACE


class Twins:
    """All that is public in a stretch of time, by day: read once, asked about any number of items."""

    def __init__(self, now: datetime | None = None) -> None:
        self.now = now or timezone.now()
        self._days: dict[date, list[Told]] = defaultdict(list)
        rows = Occurrence.objects.public(self.now).upcoming(self.now).filter(starts_at__lt=horizon(self.now))
        columns = ("series", "series__page", "series__titles", "starts_at", "all_day")
        where = ("place__name", "series__where", "municipality")
        for key, page, titles, starts_at, all_day, place, told, town in rows.values_list(*columns, *where):
            name = place or (told["name"] if told else "")
            self._add(Told(key, page, _folded(titles.values()), starts_at, all_day, _words(name), town))

    def find(self, item: ExternalItem) -> Told | None:
        """Return what an item is told by already, the likest first, pages of ours before others."""
        told = self.of(item)
        if told is None:
            return None
        there = ((told.likeness(each), each) for each in self._days[local_day(told.starts_at)] if each.key != item.pk)
        alike = [(each.page is not None, likeness, each) for likeness, each in there if likeness]
        return max(alike, key=lambda found: found[:2])[2] if alike else None

    def around(self, item: ExternalItem) -> list[tuple[float, Told]]:
        """Return what else is told of the day of an item, by how alike its title is: an editor may know better."""
        told = self.of(item)
        if told is None:
            return []
        others = {each.key: each for each in self._days[local_day(told.starts_at)] if each.key != item.pk}
        rated = ((max(_alike(told.titles[0], title) for title in each.titles), each) for each in others.values())
        return sorted(rated, key=lambda found: -found[0])

    def remember(self, item: ExternalItem) -> None:
        """Lay what comes later beside this item too, which has no rows yet."""
        if told := self.of(item):
            self._add(told)

    def of(self, item: ExternalItem) -> Told | None:
        """Return what an item is compared by: its next date; None where it has none."""
        slot = self._next(item)
        if slot is None:
            return None
        rule = told_rule(item.said)
        place = item.place.name if item.place else (item.where or {}).get("name", "")
        facts = (slot.starts_at, bool(rule and rule.all_day), _words(place), item.town and item.town.pk)
        return Told(item.pk, None, _folded([item.title]), *facts)

    def _next(self, item: ExternalItem) -> Slot | None:
        rule = told_rule(item.said)
        slots = next_slots(rule, self.now, limit=1) if rule else []
        return next(iter(slots), None)

    def _add(self, told: Told) -> None:
        self._days[local_day(told.starts_at)].append(told)


def set_twin(item: ExternalItem, told: Told | None) -> list[Any]:
    """Let an item be shown with something else, or on its own; return what shows it now and did before, not saved."""
    before = [item.twin_page, item.twin_item]
    item.twin_page_id = told.page if told else None
    item.twin_item_id = told.key if told and told.page is None else None
    if item.twin_page_id == (before[0] and before[0].pk) and item.twin_item_id == (before[1] and before[1].pk):
        return []
    return [thing for thing in before if thing] + list(primaries([item]))


def follow_twins(items: Iterable[ExternalItem]) -> list[Any]:
    """Lead what was shown with items that are shown no longer to where these are shown now; return what changed."""
    changed: list[Any] = []
    for item in items:
        if item.window is None:
            twins = list(item.twins.all())
            target = {"twin_page": item.twin_page_id, "twin_item": item.twin_item_id} if item.is_told else {}
            ExternalItem.objects.filter(pk__in=[twin.pk for twin in twins]).update(
                **{"twin_page": None, "twin_item": None, **target}
            )
            changed += twins
    return changed


def specific(things: Iterable[Any]) -> list[Any]:
    """Return pages as what they are and items fresh, each once, ready to be touched."""
    found = {(isinstance(thing, Page), thing.pk): thing for thing in things}
    pages = [pk for is_page, pk in found if is_page]
    items = [pk for is_page, pk in found if not is_page]
    return [*Page.objects.filter(pk__in=pages).specific(), *ExternalItem.findable().filter(pk__in=items)]


@every_tick
def free_twins() -> int:
    """Show again what was shown with something that is public no longer; return how many items that are."""
    together = ExternalItem.objects.exclude(twin_page=None, twin_item=None)
    shown = Series.objects.public()
    alone = together.exclude(
        Q(twin_page__in=shown.exclude(page=None).values("page")) | Q(twin_item__in=shown.filter(page=None).values("pk"))
    )
    freed = list(alone.values_list("pk", flat=True))
    ExternalItem.objects.filter(pk__in=freed).update(twin_page=None, twin_item=None, twin_by_hand=False)
    # A page that was deleted takes the link to it along.
    own = ExternalItem.objects.filter(
        twin_page=None, twin_item=None, hidden=False, dropped_at=None, source__active=True, source__is_taken=True
    )
    closed = own.filter(pk__in=Series.objects.filter(page=None, public=False).values("pk"))
    things = list(closed.values_list("pk", flat=True))
    if things:
        with transaction.atomic():
            touch(*ExternalItem.findable().filter(pk__in=things))
    return len(things)


def primaries(items: Iterable[ExternalItem]) -> Iterator[Any]:
    """Yield what these items are shown with."""
    for item in items:
        if item.twin_page_id:
            yield from Page.objects.filter(pk=item.twin_page_id)
        elif item.twin_item_id:
            yield from ExternalItem.objects.filter(pk=item.twin_item_id)


def _folded(titles: Iterable[str]) -> tuple[str, ...]:
    return tuple(_words(title) for title in titles) or ("",)


def _words(text: str) -> str:
    return " ".join(tokens(text))


def _alike(one: str, two: str) -> float:
    return max(fuzz.token_sort_ratio(one, two), fuzz.token_set_ratio(one, two) - FOR_MORE_WORDS)
