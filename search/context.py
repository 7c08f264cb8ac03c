"""By what an entry is found beside its own words: where it stands, whose it is, what it is about and for whom."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.utils import translation
from wagtail.models import Page

from portal.among import Among, Keys
from portal.prepared import Statement
from search import kinds
from search.models import Entry, EntryLab
from search.vocabularies import NAMED, vocabulary

#: Pages from this depth on are named: the platform's home says nothing of what stands below it.
NAMED_DEPTH = 3
SOURCE = settings.SOURCE_LANGUAGE
#: Everything that has no kind of its own is a page: the word would only be noise.
UNNAMED_KINDS = ("page",)

#: A name by which an entry is found, with its language before it.
Name = tuple[str, str]


def contexts(entries: Sequence[Entry]) -> dict[int, list[Name]]:
    """Return the context of each entry by its pk: (language, name) pairs."""
    known = _Known(entries)
    return {entry.pk: known.names(entry) for entry in entries}


class Around:
    """The context of entries that are shown together, read when the first of them asks for its own."""

    def __init__(self, entries: Sequence[Entry], version: int) -> None:
        self._entries, self._version = entries, version

    @cached_property
    def _known(self) -> "_Known":
        return _Known(self._entries, self._named)

    def _named(self, name: str, pks: set[Any]) -> dict[Any, Any]:
        return {pk: each for pk in pks if (each := vocabulary(name, self._version).get(str(pk)))}

    def names(self, entry: Entry) -> list[Name]:
        """Return the context of one of them."""
        return self._known.names(entry)


def _read(name: str, pks: set[Any]) -> dict[Any, Any]:
    """Return the things that a name of the filter can choose by their pks, in their order."""
    return {each.pk: each for each in NAMED[name].objects.filter(pk__in=pks)} if pks else {}


class _Known:
    """What many entries are found by, read for all of them at once; `named` finds what the filter can choose."""

    def __init__(self, entries: Sequence[Entry], named: Callable[[str, set[Any]], dict[Any, Any]] = _read) -> None:
        self.languages = tuple(code for code, _name in settings.LANGUAGES)
        self.territories = named("territory", {entry.territory_id for entry in entries} - {None})
        self.municipalities = named("municipality", {entry.municipality_id for entry in entries} - {None})
        topics, audiences = (_links(name).run([entry.pk for entry in entries]) for name in ("topics", "audiences"))
        self.topics = _linked(topics, named("topic", {pk for _entry, pk in topics}))
        self.audiences = _linked(audiences, named("audience", {pk for _entry, pk in audiences}))
        self.labs = _grouped(_labs().run([entry.pk for entry in entries]))
        pages = {entry.page_id for entry in entries if entry.page_id}
        self.paths: dict[Any, str] = dict(_paths().run(pages)) if pages else {}
        above = {path for entry in entries for path in self._above(entry)}
        self.titles: dict[Any, str] = dict(_titles().run(above)) if above else {}

    def names(self, entry: Entry) -> list[Name]:
        """Return what an entry is found by, each with its language."""
        found = list(_kind_names(entry.kind, self.languages))
        for each in (*self.topics[entry.pk], *self.audiences[entry.pk]):
            found += each.labels.items()
        found += [(SOURCE, name) for name in self._unspoken(entry)]
        found += [(SOURCE, self.titles[path]) for path in self._above(entry) if path in self.titles]
        return found

    def _unspoken(self, entry: Entry) -> Iterator[str]:
        """Yield names that are the same in every language."""
        if territory := self.territories.get(entry.territory_id):
            yield from (territory.name, territory.network_name)
            yield from map(str.strip, territory.network_aliases.split(","))
        if municipality := self.municipalities.get(entry.municipality_id):
            yield municipality.name
        yield entry.address
        yield from self.labs[entry.pk]
        yield from (topic.name for topic in self.topics[entry.pk])

    def _above(self, entry: Entry) -> list[str]:
        """Return the tree paths of the named pages above an entry's page; of a part of a page, the page's own too."""
        path, step = self.paths.get(entry.page_id, ""), Page.steplen
        last = len(path) if entry.fragment else len(path) - step
        return [path[:end] for end in range(NAMED_DEPTH * step, last + 1, step)]


#: Statements of all that is asked here, by the keys of entries or pages.
KEYS = Keys("keys", lambda asked: asked)


@cache
def _links(name: str) -> Statement:
    """Return what finds what entries have of a vocabulary, as pairs of pks."""
    field: Any = Entry._meta.get_field(name)
    links = field.remote_field.through.objects.filter(Among("entry", KEYS))
    return Statement.of(links.values_list("entry_id", field.m2m_reverse_name()))


@cache
def _labs() -> Statement:
    return Statement.of(EntryLab.objects.filter(Among("entry", KEYS)).order_by("pk").values_list("entry_id", "slug"))


@cache
def _paths() -> Statement:
    return Statement.of(Page.objects.order_by().filter(Among("pk", KEYS)).values_list("pk", "path"))


@cache
def _titles() -> Statement:
    return Statement.of(Page.objects.order_by().filter(Among("path", KEYS)).values_list("path", "title"))


def _linked(links: Sequence[tuple[Any, ...]], values: dict[int, Any]) -> dict[int, list[Any]]:
    """Return what each entry has of a vocabulary, in its order."""
    place = {pk: number for number, pk in enumerate(values)}
    known = sorted((pair for pair in links if pair[1] in place), key=lambda pair: place[pair[1]])
    return _grouped((entry, values[pk]) for entry, pk in known)


def _grouped(pairs: Any) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for pk, value in pairs:
        found[pk].append(value)
    return found


@lru_cache
def _kind_names(kind: str, languages: tuple[str, ...]) -> tuple[Name, ...]:
    found: list[Name] = []
    for language in languages if kind not in UNNAMED_KINDS else ():
        with translation.override(language):
            found += [(language, kinds.one(kind)), (language, kinds.many(kind))]
    return tuple(found)
