"""The lexicon: which words say which choice; the code knows those of time, the database those of places and people."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any

from portal.filters import Near
from portal.folding import is_of_signs, stem, tokens
from portal.models import Audience, Municipality, Territory
from search.understanding import time_words
from search.words import Words

#: Names of the filter that say where.
PLACES = ("municipality", "territory")
#: The audience whose things are for whoever is named.
EVERYONE = "everyone"


@dataclass(frozen=True)
class Choice:
    """A choice of the filter by its name, and its values seen from a day; `wider` is the territory of a town, or
    everyone beside those named.
    """

    name: str
    values: Callable[[date], dict[str, Any]]
    wider: "Choice | None" = None

    @property
    def is_place(self) -> bool:
        """Whether it says where."""
        return self.name in PLACES


@dataclass(frozen=True)
class Lexicon:
    """What phrases of folded words say; the words before a place that ask for what is near it, and those that only ask
    what there is.
    """

    exact: dict[Words, Choice]
    by_stem: dict[Words, Choice]
    near: frozenset[Words]
    asking: frozenset[Words]

    def knows(self, word: str) -> bool:
        """Tell whether a folded word stands in a phrase."""
        words, stems = self._words
        return word in words or stem(word) in stems

    @cached_property
    def _words(self) -> tuple[frozenset[str], frozenset[str]]:
        """The words of all phrases, and the stems of those that are known by them."""
        return frozenset(chain(*self.exact, *self.near)), frozenset(chain(*self.by_stem))

    @cached_property
    def longest(self) -> int:
        """How many words the longest phrase has, what is before a place included."""
        phrases, before = (max(map(len, each), default=0) for each in (chain(self.exact, self.by_stem), self.near))
        return phrases + before

    def parted(self, text: str) -> list[str]:
        """Return a text parted at the phrases in it that are written without blanks."""
        return [text] if text.isascii() or not self._signs else list(filter(None, self._signs.split(text)))

    @cached_property
    def _signs(self) -> re.Pattern[str] | None:
        """What finds phrases of signs, the longest first, with the sign that joins what follows."""
        phrases = (words for words in chain(self.exact, self.by_stem) if all(map(is_of_signs, words)))
        known = sorted(map(_written, phrases), key=len, reverse=True)
        return re.compile(f"({'|'.join(known)})的?") if known else None

    def choice(self, words: Words) -> Choice | None:
        """Return what a phrase says, if anything: a municipality's name before a territory's."""
        if not words:
            return None
        return self.exact.get(words) or self.by_stem.get(tuple(map(stem, words))) or self._near(words)

    def _near(self, words: Words) -> Choice | None:
        for length in range(1, len(words)):
            place = self.exact.get(words[length:])
            if words[:length] in self.near and place and place.name == "municipality":
                return _near_to(place)
        return None


@lru_cache(maxsize=2)
def lexicon(version: int) -> Lexicon:
    """Return the lexicon of a version of the platform; three queries, once."""
    exact = {**_territories(), **_municipalities(), **_moments()}
    near, asking = (frozenset(_phrases(text)) for text in (time_words.NEAR, time_words.ASKING))
    return Lexicon(exact, _audiences(), near, asking)


def _written(signs: Words) -> str:
    """Return the run of signs of which each two that stand together are a word."""
    return "".join([signs[0], *(word[-1] for word in signs[1:])])


def _near_to(town: Choice) -> Choice:
    return Choice("near", lambda day: {"near": Near(named=town.values(day)["municipality"][0])}, town.wider)


def _moments() -> dict[Words, Choice]:
    return dict(
        chain(
            *(_all(text, "when", _constant("when", name)) for name, text in time_words.WHEN.items()),
            *(_all(text, "from", _on_weekday(number)) for number, text in enumerate(time_words.WEEKDAYS)),
            _all(time_words.FREE, "free", _constant("free", True)),
            _all(time_words.ONLINE, "online", _constant("online", True)),
        )
    )


def _municipalities() -> dict[Words, Choice]:
    found = {}
    for name, slug, territory in Municipality.objects.values_list("name", "slug", "territory__slug"):
        wider = Choice("territory", _constant("territory", (territory,))) if territory else None
        found[tuple(tokens(name))] = Choice("municipality", _constant("municipality", (slug,)), wider)
    return found


def _territories() -> dict[Words, Choice]:
    found = {}
    for territory in Territory.objects.all():
        for name in (territory.name, territory.network_name, *territory.network_aliases.split(",")):
            if words := tuple(tokens(name)):
                found[words] = Choice("territory", _constant("territory", (territory.slug,)))
    return found


def _audiences() -> dict[Words, Choice]:
    slugs: dict[Words, list[str]] = {}
    audiences = dict(Audience.objects.values_list("slug", "asked_as"))
    for slug, asked_as in audiences.items():
        for phrase in _phrases(asked_as):
            slugs.setdefault(tuple(map(stem, phrase)), []).append(slug)
    everyone = tuple({EVERYONE} & audiences.keys())
    return {phrase: _for_whom(tuple(found), everyone) for phrase, found in slugs.items()}


def _for_whom(slugs: tuple[str, ...], everyone: tuple[str, ...]) -> Choice:
    wider = Choice("audience", _constant("audience", (*slugs, *everyone))) if everyone else None
    return Choice("audience", _constant("audience", slugs), wider)


def _all(text: str, name: str, values: Callable[[date], dict[str, Any]]) -> Iterator[tuple[Words, Choice]]:
    return ((phrase, Choice(name, values)) for phrase in _phrases(text))


def _phrases(text: str) -> Iterator[Words]:
    """Yield the phrases of a text that parts them by commas."""
    return (words for part in text.split(",") if (words := tuple(tokens(part))))


def _constant(name: str, value: Any) -> Callable[[date], dict[str, Any]]:
    return lambda _day: {name: value}


def _on_weekday(number: int) -> Callable[[date], dict[str, Any]]:
    """Return from what day the coming one of a weekday is found: today if it is one."""

    def values(today: date) -> dict[str, Any]:
        day = today + timedelta(days=(number - today.weekday()) % 7)
        return {"from_": day, "to": day}

    return values
