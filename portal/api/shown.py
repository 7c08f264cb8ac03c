"""What a body names by number: its pictures, documents and pages, and its rich texts as HTML, whatever their number."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page

from portal.addresses import absolute, page_path
from portal.api.refs import Plain, file_ref
from portal.api.rich_text import Addresses, as_html, linked
from portal.models import PortalDocument, PortalImage
from portal.reader_words import with_words
from portal.reading import closed_to_readers, publicity

RICH = {"text": ("",), "callout": ("text",), "question": ("answer",)}


class Named:
    """The numbers that blocks, as they are stored, name; and the queries that find what has them."""

    def __init__(self, blocks: Sequence[Mapping[str, Any]]) -> None:
        self.texts = [text for block in blocks for text in rich_texts(block)]
        linked_pages, linked_documents = linked(self.texts)
        self.images = {pk for block in blocks if block["type"] == "figure" if (pk := block["value"].get("image"))}
        self.pages = linked_pages | {pk for b in blocks if b["type"] == "link" if (pk := b["value"].get("page"))}
        self.documents = linked_documents | {pk for block in blocks for pk in document_numbers(block)}

    def queries(self) -> dict[str, QuerySet]:
        """Return what is to be asked for; nothing for what is not named."""
        found: dict[str, QuerySet] = {
            "body pictures": PortalImage.objects.filter(pk__in=self.images),
            "body documents": PortalDocument.objects.filter(pk__in=self.documents),
            "body pages": Page.objects.filter(pk__in=self.pages).select_related("locale"),
        }
        named = (self.images, self.documents, self.pages)
        return {name: query for (name, query), pks in zip(found.items(), named, strict=True) if pks}


class Shown:
    """What blocks show of that: only what everybody may see."""

    def __init__(self, named: Named, found: Mapping[str, Sequence[Any]]) -> None:
        closed, tree = closed_to_readers() if named.documents else set(), publicity()
        public = with_words([page for page in found.get("body pages", ()) if tree.window(page)])
        self.images: dict[int, PortalImage] = {each.pk: each for each in found.get("body pictures", ())}
        self.files: dict[int, Plain] = {
            each.pk: file_ref(each) for each in found.get("body documents", ()) if each.collection_id not in closed
        }
        self.pages: dict[int, str] = {page.pk: absolute(page_path(page.words)) for page in public}
        addresses = Addresses(self.pages, {pk: each["url"] for pk, each in self.files.items()})
        self._html = dict(zip(named.texts, as_html(named.texts, addresses), strict=True))

    def html(self, text: str) -> str:
        """Return one of the rich texts as HTML."""
        return self._html[text]


def rich_texts(block: Mapping[str, Any]) -> list[str]:
    """Return the rich texts of a block."""
    value = block["value"]
    return [(value if not name else value.get(name)) or "" for name in RICH.get(block["type"], ())]


def document_numbers(block: Mapping[str, Any]) -> list[int]:
    """Return the numbers of the documents of a block, which older bodies keep without an id of their own."""
    if block["type"] != "documents":
        return []
    items = (item["value"] if isinstance(item, Mapping) else item for item in block["value"].get("documents") or ())
    return [pk for pk in items if pk]
