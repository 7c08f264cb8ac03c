"""By what an entry is found beside its own words: where it stands, whose it is, what it is about and for whom."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils import translation
from wagtail.models import Page

from search import kinds
from search.models import Entry

#: Pages from this depth on are named: the platform's home says nothing of what stands below it.
NAMED_DEPTH = 3
SOURCE = settings.SOURCE_LANGUAGE
#: Everything that has no kind of its own is a page: the word would only be noise.
UNNAMED_KINDS = ("page",)


def contexts(entries: Sequence[Entry]) -> dict[int, list[tuple[str, str]]]:
    """Return the context of each entry by its pk: (language, name) pairs."""
    prefetch_related_objects(entries, "page", "territory", "municipality", "topics", "audiences", "labs")
    titles = _titles_above(entries)
    return {
        entry.pk: [*_names(entry), *((SOURCE, titles[path]) for path in _above(entry) if path in titles)]
        for entry in entries
    }


def _names(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield what an entry is found by, each with its language."""
    yield from _kind_names(entry.kind)
    for topic in entry.topics.all():
        yield from topic.labels.items()
    for audience in entry.audiences.all():
        yield from audience.labels.items()
    for name in _unspoken(entry):
        yield SOURCE, name


def _unspoken(entry: Entry) -> Iterator[str]:
    """Yield names that are the same in every language."""
    if entry.territory:
        yield from (entry.territory.name, entry.territory.network_name, entry.territory.network_aliases)
    if entry.municipality:
        yield entry.municipality.name
    yield entry.address
    yield from (lab.slug for lab in entry.labs.all())
    yield from (topic.name for topic in entry.topics.all())


def _kind_names(kind: str) -> Iterator[tuple[str, str]]:
    for language, _name in settings.LANGUAGES:
        if kind not in UNNAMED_KINDS:
            with translation.override(language):
                yield from ((language, kinds.one(kind)), (language, kinds.many(kind)))


def _above(entry: Entry) -> list[str]:
    """Return the tree paths of the named pages above an entry's page; of a part of a page, the page's own too."""
    if not entry.page:
        return []
    step, path = Page.steplen, entry.page.path
    last = len(path) if entry.fragment else len(path) - step
    return [path[:end] for end in range(NAMED_DEPTH * step, last + 1, step)]


def _titles_above(entries: Sequence[Entry]) -> dict[str, str]:
    paths = {path for entry in entries for path in _above(entry)}
    return dict(Page.objects.filter(path__in=paths).values_list("path", "title")) if paths else {}
