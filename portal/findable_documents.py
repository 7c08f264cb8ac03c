"""What a document says of itself to the shared index: its title, and where it is shown."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from wagtail.models import Page

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

    def search_entries(self: Any) -> Iterable[EntryData]:
        """Return one entry, which leads to the file; none while nobody may have it."""
        shown = [] if self.collection_id in closed_collections() else _public(self.shown_by.order_by("path"))
        if shown:
            page = shown[0][1].specific
            facts = page.entry_facts()
            yield EntryData(
                key=f"{self.entry_kind}:{self.pk}",
                kind=self.entry_kind,
                texts={self.language or settings.SOURCE_LANGUAGE: EntryText(self.title)},
                window=_longest([window for window, _page in shown]),
                paths={settings.SOURCE_LANGUAGE: self.url},
                territory_id=page.territory_id,
                modified=self.created_at,
                **{name: facts[name] for name in SHARED_FACTS if name in facts},
            )


def _public(pages: QuerySet[Page]) -> list[tuple[Window, Page]]:
    publicity = Publicity()
    return [(window, page) for page in pages if (window := publicity.window(page))]


def _longest(windows: list[Window]) -> Window:
    ends = [window.public_until for window in windows]
    return Window(public_until=None if None in ends else max(end for end in ends if end))
