"""What is told twice: a thing all of whose coming dates another thing tells too, by a similar title.

A date is told by another of the same day and hour at the same place. The other may tell more: dates of its own, that
one is called off, that it was moved. What would be shown no longer may not, or readers would miss it. So a single event
is told by a series that has its date; a series is never told by a single event, and both are shown, that date twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from itertools import chain, islice
from typing import NamedTuple
from uuid import UUID

from rapidfuzz import fuzz

from portal.folding import tokens
from portal.localized import Localized
from portal.periods import midnight
from portal.time_spans import local_day

HOUR = timedelta(hours=1)
#: How alike titles must be, of 100: at the same place; where one of the two does not say where it is.
ALIKE, ALIKE_ANYWHERE, SAME_PLACE = 80, 92, 85
#: A title that holds all words of the other counts as this much less alike.
FOR_MORE_WORDS = 10
#: More than titles can be alike.
NEVER = 101
#: Of how many letters the beginnings of words are; how many things one is compared with, where more are at its hour.
BEGINNING, MOST_COMPARED = 4, 100

#: An hour of all time, by its number, with whether it stands for the whole day that begins with it.
Slot = tuple[int, bool]


class Date(NamedTuple):
    """One date as it is compared: when and where it is and was to be at first."""

    starts_at: datetime
    planned_at: datetime
    all_day: bool
    is_off: bool
    places: tuple[str, ...]
    town: int | None

    @property
    def slots(self) -> set[Slot]:
        """The hours by which it is found."""
        return {(_hour(self.starts_at), self.all_day), (_hour(self.planned_at), self.all_day)}

    @property
    def slots_beside(self) -> Iterator[Slot]:
        """The hours in which it looks for others: the one before, its own and the next, or all of its day."""
        day = local_day(self.starts_at)
        first, hour = _hour(midnight(day)), _hour(self.starts_at)
        yield first, True
        last = _hour(midnight(day + timedelta(days=1)))
        yield from ((each, False) for each in (range(first, last) if self.all_day else range(hour - 1, hour + 2)))

    def gap(self, other: "Date") -> timedelta:
        """Return how far this is from where the other is or was to be at first; nothing where one lasts all day."""
        if self.all_day or other.all_day:
            return timedelta(0)
        return min(abs(self.starts_at - other.starts_at), abs(self.starts_at - other.planned_at))

    def may_be_at(self, other: "Date") -> bool:
        """Tell whether nothing says that the two are at different places."""
        if self.town and other.town and self.town != other.town:
            return False
        return not (self.places and other.places) or self.is_at(other)

    def is_at(self, other: "Date") -> bool:
        """Tell whether the two are said to be at the same place."""
        return any(_same_place(one, two) for one in self.places for two in other.places)


class TwinKeys(NamedTuple):
    """What an item is shown with: a page of ours, another item, or nothing."""

    page: int | None = None
    item: UUID | None = None


ALONE = TwinKeys()


@dataclass(frozen=True, eq=False)
class Told:
    """What two tellings are compared by; `page` is of ours."""

    key: UUID
    page: int | None
    name: Localized
    dates: Sequence[Date] = ()

    @property
    def twin_keys(self) -> TwinKeys:
        """What is shown with this is shown with."""
        return TwinKeys(page=self.page) if self.page else TwinKeys(item=self.key)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The titles, folded."""
        return tuple(_folded(title) for title in self.name.values()) or ("",)

    @cached_property
    def beginnings(self) -> set[str]:
        """How the words of its titles begin: what hardly any slip of the pen changes."""
        return {word[:BEGINNING] for title in self.titles for word in title.split()}

    @cached_property
    def _by_slot(self) -> dict[Slot, list[Date]]:
        found: dict[Slot, list[Date]] = defaultdict(list)
        for each in self.dates:
            for slot in each.slots:
                found[slot].append(each)
        return found

    def likeness(self, other: "Told") -> float:
        """Return how alike the title of something is that tells all coming dates of this, of 100; else 0."""
        alike = self.title_likeness(other)
        return alike if alike >= ALIKE and alike >= self._needed(other) else 0

    def title_likeness(self, other: "Told") -> float:
        """Return how alike the titles are, of 100, in any of their languages."""
        return max(_alike(one, two) for one in self.titles for two in other.titles)

    def gap(self, other: "Told") -> timedelta:
        """Return how far the first date of this is from the nearest of the other, which has one beside it."""
        return min(self.dates[0].gap(each) for each in other.beside(self.dates[0]))

    def beside(self, date: Date) -> list[Date]:
        """Return what this tells of a date."""
        near = {each for slot in date.slots_beside for each in self._by_slot.get(slot, ())}
        return [each for each in near if date.gap(each) <= HOUR and date.may_be_at(each)]

    def _needed(self, other: "Told") -> float:
        """Return how alike the titles must be; more than they can be where the other does not tell every date."""
        called_off = [date for date in self.dates if date.is_off]
        if any(not each.is_off for date in called_off for each in other.beside(date)):
            return NEVER
        dates = [(date, other.beside(date)) for date in self.dates if not date.is_off or self._is_off]
        if not dates or not all(found for _date, found in dates):
            return NEVER
        is_there = all(any(date.is_at(each) for each in found) for date, found in dates)
        return ALIKE if is_there else ALIKE_ANYWHERE

    @property
    def _is_off(self) -> bool:
        return all(date.is_off for date in self.dates)


def place_words(*names: str) -> tuple[str, ...]:
    """Return the names of places as they are compared, those that say something, each once."""
    return tuple(dict.fromkeys(words for name in names if (words := _folded(name))))


class Shelf:
    """Things by how the words of their titles begin: however many there are, no more than some are compared."""

    def __init__(self) -> None:
        self._things: dict[UUID, Told] = {}

    def add(self, told: Told) -> None:
        """Add a thing."""
        self._things[told.key] = told
        if "_by_beginning" in self.__dict__:
            self._note(self._by_beginning, told)

    def remove(self, told: Told) -> None:
        """Remove a thing."""
        self._things.pop(told.key, None)
        if "_by_beginning" in self.__dict__:
            for beginning in told.beginnings:
                self._by_beginning[beginning].pop(told.key, None)

    def near(self, told: Told) -> Iterable[Told]:
        """Return what may have a title like this one's: all where there are few, else by its rarest words first."""
        if len(self._things) <= MOST_COMPARED:
            return list(self._things.values())
        sharing = sorted((self._by_beginning.get(each, {}) for each in told.beginnings), key=len)
        found = chain.from_iterable(islice(things.values(), MOST_COMPARED) for things in sharing)
        return list(dict.fromkeys(found))[:MOST_COMPARED]

    @cached_property
    def _by_beginning(self) -> dict[str, dict[UUID, Told]]:
        found: dict[str, dict[UUID, Told]] = defaultdict(dict)
        for told in self._things.values():
            self._note(found, told)
        return found

    @staticmethod
    def _note(found: dict[str, dict[UUID, Told]], told: Told) -> None:
        for beginning in told.beginnings:
            found[beginning][told.key] = told


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return " ".join(tokens(text))


def _alike(one: str, two: str) -> float:
    return max(fuzz.token_sort_ratio(one, two), fuzz.token_set_ratio(one, two) - FOR_MORE_WORDS)


@lru_cache(maxsize=10_000)
def _same_place(one: str, two: str) -> bool:
    return fuzz.token_set_ratio(one, two) >= SAME_PLACE


def _hour(moment: datetime) -> int:
    return int(moment.timestamp() // HOUR.total_seconds())
