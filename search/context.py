"""By what an entry is found beside its own words: where it stands, whose it is, what it is about and for whom."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils import translation
from wagtail.models import Page

from search import kinds
from search.models import Entry
from search.words import spread

#: Pages from this depth on are named: the platform's home says nothing of what stands below it.
NAMED_DEPTH = 3
#: Everything that has no kind of its own is a page: the word would only be noise.
UNNAMED_KINDS = ("page",)


def contexts(entries: Sequence[Entry]) -> dict[int, str]:
    """Return the context of each entry by its pk, as an index keeps it; names in every language."""
    prefetch_related_objects(entries, "page", "territory", "municipality", "topics", "audiences", "labs")
    titles = _titles_above(entries)
    return {
        entry.pk: spread(*_names(entry), *(titles[path] for path in _above(entry) if path in titles))
        for entry in entries
    }


def _names(entry: Entry) -> Iterable[str]:
    yield from _kind_names(entry.kind)
    if entry.territory:
        yield from (entry.territory.name, entry.territory.network_name, entry.territory.network_aliases)
    if entry.municipality:
        yield entry.municipality.name
    yield entry.address
    yield from (lab.slug for lab in entry.labs.all())
    for topic in entry.topics.all():
        yield from (topic.name, *topic.labels.values())
    for audience in entry.audiences.all():
        yield from audience.labels.values()


def _kind_names(kind: str) -> Iterable[str]:
    for language, _name in settings.LANGUAGES:
        if kind not in UNNAMED_KINDS:
            with translation.override(language):
                yield from (kinds.one(kind), kinds.many(kind))


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
