"""The names of territories, municipalities, topics and audiences, read once for a version of the platform."""

from functools import lru_cache
from typing import Any, NamedTuple

from portal.models import Audience, Municipality, Territory, Topic
from search.words import forms, telling

NAMED: dict[str, Any] = {"territory": Territory, "municipality": Municipality, "topic": Topic, "audience": Audience}


@lru_cache(maxsize=8)
def vocabulary(name: str, version: int) -> dict[str, Any]:
    """Return everything that a name of the filter can choose, by its pk as text; one query, once."""
    return {str(each.pk): each for each in NAMED[name].objects.all()}


@lru_cache(maxsize=64)
def labelled(name: str, language: str | None, version: int) -> dict[str, tuple[str, str]]:
    """Return the slug of the same things and what they are called in the active language, by their pks as text."""
    return {pk: (each.slug, label(each)) for pk, each in vocabulary(name, version).items()}


def label(named: Any) -> str:
    """Return what such a thing is called in the active language."""
    return getattr(named, "label", None) or named.name


class Name(NamedTuple):
    """What a thing is called: its folded words, and every form of each."""

    words: tuple[str, ...]
    forms: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "Name":
        """Read a name."""
        words = telling(text)
        return cls(tuple(words), frozenset(form for word in words for form in forms(word)))


@lru_cache(maxsize=2)
def topic_names(version: int) -> tuple[tuple[Any, tuple[Name, ...]], ...]:
    """Return each topic with each of its names."""
    topics = vocabulary("topic", version).values()
    return tuple((each, tuple(map(Name.of, dict.fromkeys((each.name, *each.labels.values()))))) for each in topics)
