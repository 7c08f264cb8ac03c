"""Suggestions: what has a title with the words typed so far, or where none has, what says them; then topics, and what
others looked for and found.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BigAutoField, CharField, DateTimeField, Sum
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal import links
from portal.api.identity import as_uuid, record_id
from portal.filters import Filter
from portal.freshness import platform_version
from portal.models import Territory
from portal.prepared import Given, Statement, places
from search import kinds
from search.engines import Asked, engine
from search.models import AskedWords, Entry
from search.models.asked import FEWEST_TIMES
from search.shown import named
from search.vocabularies import topic_names, vocabulary
from search.words import Question

MOST = 8
#: How many topics, and how many words of others.
MOST_BESIDE = 2


@dataclass(frozen=True)
class Suggestion:
    """What may be meant: its kind and what a reader calls that, its title in `language`, and its path."""

    id: UUID
    kind: str
    label: str
    title: str
    path: str
    language: str
    territory: Territory | None = None
    modified: datetime | None = None


def suggest(q: str, language: str, limit: int = MOST, now: datetime | None = None) -> list[Suggestion]:
    """Return the things whose titles, in any language, have these words, the last of them at least begun; where none
    has, the things that say them anywhere.

    Where there is room they are followed by topics, and by words of others that found something.
    """
    question = Question.of(q, in_title=True, typing=True)
    if question is None:
        return []
    now, version = now or timezone.now(), platform_version()
    found = _ordered(question, limit, now) or _ordered(replace(question, in_title=False), limit, now)
    entries = named(found, now, version)
    with translation.override(language):
        beside = [*_topics(question, language, version, now), *_found_by_others(question, language)]
        things = [as_suggestion(entries[pk], language) for pk in found if pk in entries]
        return [*things[: max(limit - len(beside), limit // 2)], *beside][:limit]


def _ordered(question: Question, limit: int, now: datetime) -> Collection[int]:
    return engine().order(Asked(Filter(), question, now), slice(0, limit))


def as_suggestion(entry: Entry, reader: str) -> Suggestion:
    """Return an entry as it is suggested to a reader of a language."""
    _kind, _colon, name = entry.key.partition(":")
    return Suggestion(
        id=as_uuid(name) or record_id(entry.kind, name),
        kind=entry.kind,
        label=kinds.one(entry.kind),
        title=entry.text(reader)["title"],
        path=entry.path_in(reader),
        language=entry.language_for(reader),
        territory=entry.territory,
        modified=entry.modified,
    )


def _topics(question: Question, language: str, version: int, now: datetime) -> list[Suggestion]:
    """Return the topics of public things whose names have these words."""
    names = topic_names(version)
    having = [names.having(word, begun=word in question.beginnings) for word in question.words]
    called = {topic for topic, _name in set.intersection(*having)}
    used = _used(len(called)).run(_Typed(now=now, topics=sorted(called))) if called else []
    found = [topic for topic in vocabulary("topic", version).values() if (topic.pk,) in used]
    return [
        Suggestion(
            record_id("topic", each.slug), "topic", _("Topic"), each.label, links.search(topic=each.slug), language
        )
        for each in found[:MOST_BESIDE]
    ]


def _found_by_others(question: Question, language: str) -> list[Suggestion]:
    """Return the words, asked for at least three times in a week, that begin so and found something."""
    words = _asked().run(_Typed(words=" ".join(question.words)))
    return [
        Suggestion(record_id("query", each), "query", _("Search"), each, links.search(q=each), language)
        for each, _times in words
    ]


class _Typed(NamedTuple):
    """What the statements below are asked with."""

    now: datetime | None = None
    topics: Sequence[int] = ()
    words: str = ""


@lru_cache(maxsize=100)
def _used(number: int) -> Statement:
    """Return what finds those of a number of topics that something public has."""
    now: Any = Given("now", DateTimeField(), attrgetter("now"))
    public = Entry.objects.public(now).order_by()
    topics = places("topic", number, BigAutoField(), attrgetter("topics"))
    return Statement.of(public.filter(topics__id__in=topics).values_list("topics").distinct())


@cache
def _asked() -> Statement:
    """Return what finds the words that begin as those typed and go on."""
    typed = Given("words", CharField(), attrgetter("words"))
    rows = AskedWords.objects.filter(found=True, times__gte=FEWEST_TIMES, words__startswith=typed).exclude(words=typed)
    words = rows.order_by().values_list("words").annotate(asked=Sum("times")).order_by("-asked", "words")
    return Statement.of(words[:MOST_BESIDE])
