"""What a document says of itself to the shared index: its title, and where it is shown."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from wagtail.models import Page

from portal.among import Among
from portal.entries import EntryData, EntryText
from portal.public import Publicity, Window, closed_collections

#: What a document takes over from the page that shows it.
SHARED_FACTS = ("labs", "municipality_id")


class FindableDocument:
    """A document is found while its collection is open and a public page shows it."""

    entry_kind = "document"

    @classmethod
    def findable(cls: Any) -> QuerySet:
        """Return the documents that pages show."""
        return cls.objects.filter(shown_by__isnull=False).distinct()

    @classmethod
    def read_together(cls, documents: Sequence[Any]) -> None:
        """Read which public pages show each, and the source of the first, which says where it belongs."""
        closed, publicity = closed_collections(), Publicity()
        prefetch_related_objects(documents, Prefetch("shown_by", Page.objects.order_by("path")))
        for document in documents:
            pages = document.shown_by.all() if document.collection_id not in closed else ()
            document.windows = {page: window for page in pages if (window := publicity.window(page))}
        sources = _sources([next(iter(document.windows)) for document in documents if document.windows])
        for document in documents:
            document.source = next((sources.get(page.translation_key) for page in document.windows), None)

    def search_entries(self: Any) -> Iterable[EntryData]:
        """Return one entry, which leads to the file; none while nobody may have it."""
        if self.source:
            facts = self.source.entry_facts()
            yield EntryData(
                key=f"{self.entry_kind}:{self.pk}",
                kind=self.entry_kind,
                texts={self.language or settings.SOURCE_LANGUAGE: EntryText(self.title)},
                window=_longest(self.windows.values()),
                paths={settings.SOURCE_LANGUAGE: self.url},
                territory_id=self.source.territory_id,
                modified=self.created_at,
                **{name: facts[name] for name in SHARED_FACTS if name in facts},
            )


def _sources(pages: Iterable[Page]) -> dict[UUID, Any]:
    """Return the source of each page by translation key, with the facts that it has."""
    keys = defaultdict(set)
    for page in pages:
        keys[page.specific_class].add(page.translation_key)
    found: dict[UUID, Any] = {}
    for model, wanted in keys.items():
        things = list(model.findable().filter(Among("translation_key", wanted)))
        model.read_together(things)
        found |= {thing.translation_key: thing for thing in things}
    return found


def _longest(windows: Iterable[Window]) -> Window:
    ends = [window.public_until for window in windows]
    return Window(public_until=None if None in ends else max(end for end in ends if end))
