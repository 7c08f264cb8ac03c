"""By what an entry is found beside its own words: where it stands, whose it is, what it is about and for whom."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.utils import translation
from wagtail.models import Page

from portal.among import Among
from search import kinds
from search.models import Entry, EntryLab

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

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries

    @cached_property
    def _names(self) -> dict[int, list[Name]]:
        return contexts(self._entries)

    def names(self, entry: Entry) -> list[Name]:
        """Return the context of one of them."""
        return self._names[entry.pk]


class _Known:
    """What many entries are found by, read for all of them at once."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.languages = tuple(code for code, _name in settings.LANGUAGES)
        self.territories = _by_pk(entries, "territory")
        self.municipalities = _by_pk(entries, "municipality")
        self.topics, self.audiences = (_linked(entries, name) for name in ("topics", "audiences"))
        labs = EntryLab.objects.filter(Among("entry", _pks(entries))).order_by("pk")
        self.labs = _grouped(labs.values_list("entry_id", "slug"))
        pages = {entry.page_id for entry in entries if entry.page_id}
        self.paths = dict(Page.objects.filter(Among("pk", pages)).values_list("pk", "path")) if pages else {}
        above = {path for entry in entries for path in self._above(entry)}
        self.titles = dict(Page.objects.filter(Among("path", above)).values_list("path", "title")) if above else {}

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


def _by_pk(entries: Sequence[Entry], name: str) -> dict[Any, Any]:
    field: Any = Entry._meta.get_field(name)
    return field.related_model.objects.in_bulk({getattr(entry, field.attname) for entry in entries} - {None})


def _linked(entries: Sequence[Entry], name: str) -> dict[int, list[Any]]:
    """Return what entries have of a vocabulary by their pks, in its order."""
    field: Any = Entry._meta.get_field(name)
    links = field.remote_field.through.objects.filter(Among("entry", _pks(entries)))
    pairs = links.values_list("entry_id", field.m2m_reverse_name())
    values = {each.pk: each for each in field.related_model.objects.filter(pk__in={pk for _entry, pk in pairs})}
    place = {pk: number for number, pk in enumerate(values)}
    return _grouped((entry, values[pk]) for entry, pk in sorted(pairs, key=lambda pair: place[pair[1]]))


def _pks(entries: Sequence[Entry]) -> list[int]:
    return [entry.pk for entry in entries]


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
