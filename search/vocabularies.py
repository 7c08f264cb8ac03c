"""The names of territories, municipalities, topics and audiences, read once for a version of the platform."""

from collections import defaultdict
from collections.abc import Mapping
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


class TopicNames(NamedTuple):
    """The names of topics: those with each word, and those with each form of a word, as (topic, name) pairs."""

    by_word: Mapping[str, set[tuple[int, str]]]
    by_form: Mapping[str, set[tuple[int, str]]]

    def having(self, word: str, *, begun: bool) -> set[tuple[int, str]]:
        """Return the names that have a form of a word, or if it is only begun, one that goes on from it."""
        found = [self.by_form.get(form, set()) for form in forms(word)]
        if begun:
            found += [names for each, names in self.by_word.items() if each.startswith(word)]
        return set().union(*found)


@lru_cache(maxsize=2)
def topic_names(version: int) -> TopicNames:
    """Return the names of all topics in every language."""
    by_word, by_form = defaultdict(set), defaultdict(set)
    for topic in vocabulary("topic", version).values():
        for name in (topic.name, *topic.labels.values()):
            for word in telling(name):
                by_word[word].add((topic.pk, name))
                for form in forms(word):
                    by_form[form].add((topic.pk, name))
    return TopicNames(by_word, by_form)
