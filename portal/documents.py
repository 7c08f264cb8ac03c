"""Documents open when a public page shows them, and close when none does any more.

An uploaded document lies in its territory's closed collection. What a page shows of it is the page's own word
(`PortalPage.shown_documents`: draft minutes show no file), remembered in `PortalDocument.shown_by`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from wagtail.models import Page

from portal.entries import Paper
from portal.models import DocumentText, PortalDocument, PortalPage
from portal.public import Publicity, closed_collections


def show(pages: Iterable[PortalPage]) -> list[PortalDocument]:
    """Remember what these pages show now; return the documents that this concerns, opened or closed accordingly."""
    concerned: dict[int, PortalDocument] = {}
    for page in pages:
        before = list(PortalDocument.objects.filter(shown_by=page.pk))
        now = list(page.shown_documents()) if page.live else []
        if _differs(before, now):
            page.page_ptr.documents_shown.set(now)
        concerned |= {document.pk: document for document in [*before, *now]}
    return settle(concerned.values())


def follow(pages: QuerySet[Page]) -> list[PortalDocument]:
    """Open or close the documents that these pages show, after a change of what is public; return them."""
    return settle(PortalDocument.objects.filter(shown_by__in=pages).distinct())


def settle(documents: Iterable[PortalDocument]) -> list[PortalDocument]:
    """Put each document of a territory into its open or its closed collection; return them all."""
    found = list(documents)
    if not found:
        return []
    publicity = Publicity()
    for document in found:
        territory = document.territory
        if territory is None:
            continue
        shown = any(publicity.window(page) for page in document.shown_by.all())
        collection = territory.collection if shown else territory.closed_collection
        if collection and document.collection_id != collection.pk:
            PortalDocument.objects.filter(pk=document.pk).update(collection=collection)
            document.collection = collection
    return found


def papers_of(pages: Sequence[Page]) -> dict[int, tuple[Paper, ...]]:
    """Return the texts of the files that pages show to everyone, each with its language, by the pages' pks."""
    texts = DocumentText.objects.filter(document__shown_by__in=pages).exclude(text="")
    said = ("document__shown_by", "document__collection", "document__title", "document__language", "text")
    rows = list(texts.order_by("document").values_list(*said))
    closed = closed_collections() if rows else set()
    found: dict[int, tuple[Paper, ...]] = defaultdict(tuple)
    for page, collection, *paper in rows:
        if collection not in closed:
            found[page] += (Paper(*paper),)
    return found


def _differs(before: list[PortalDocument], now: list[PortalDocument]) -> bool:
    return {document.pk for document in before} != {document.pk for document in now}
