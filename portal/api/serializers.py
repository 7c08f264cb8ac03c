"""How fields of pages appear in Wagtail's own APIs (v2 and v3), for `APIField(…, serializer=…)`.

A record is named by its lasting slug, not by a number; what only some may see is left out.
"""

from typing import Any

from rest_framework.fields import Field
from wagtail.api import APIField

from portal.addresses import absolute, page_path
from portal.localized import Localized


class RecordField(Field):
    """A record by some of its attributes, its slug and name unless said otherwise."""

    def __init__(self, *names: str, **options: Any) -> None:
        super().__init__(read_only=True, **options)
        self.names = names or ("slug", "name")

    def to_representation(self, record: Any) -> dict[str, Any]:
        """Return the attributes as plain data."""
        return {name: plain(getattr(record, name)) for name in self.names}


class RowsField(RecordField):
    """Several records, each by some of its attributes."""

    def to_representation(self, records: Any) -> list[dict[str, Any]]:  # type: ignore[override]
        """Return each record's attributes as plain data."""
        return [super(RowsField, self).to_representation(record) for record in records]


class VocabularyField(Field):
    """Topics or audiences by slug and name: facts, so those of the source language's page."""

    def get_attribute(self, instance: Any) -> Any:
        """Read them from the source page."""
        return super().get_attribute(instance.source)

    def to_representation(self, words: Any) -> list[dict[str, Any]]:
        """Return each word by slug and name."""
        return [plain(word) for word in words.all()]


class PublicPageField(Field):
    """A page that this one names, unless it is not public."""

    def to_representation(self, page: Any) -> dict[str, Any] | None:
        """Return its id, title and address, or None."""
        from portal.reading import publicity

        if publicity().window(page) is None:
            return None
        return {"id": str(page.translation_key), "title": page.title, "url": absolute(page_path(page))}


class OpenDocumentField(Field):
    """A document, unless it lies in a closed collection."""

    def to_representation(self, document: Any) -> dict[str, Any] | None:
        """Return its id and what everybody may know of it, or None."""
        from portal.api.refs import file_ref
        from portal.public import closed_collections

        return None if document.collection_id in closed_collections() else {"id": document.pk, **file_ref(document)}


def plain(value: Any) -> Any:
    """Return a value as plain data: a record by slug and name, a localized text in the active language."""
    if isinstance(value, Localized):
        return str(value)
    if hasattr(value, "slug"):
        return {"slug": value.slug, "name": getattr(value, "label", None) or value.name}
    return value


PLACE_NAMES = ("slug", "name", "address", "municipality", "lat", "lon")


def territory_field() -> APIField:
    """Return whose a page is."""
    return APIField("territory", serializer=RecordField("slug", "name", "network_name"))


def place_field(name: str = "place") -> APIField:
    """Return where something is."""
    return APIField(name, serializer=RecordField(*PLACE_NAMES))


def contact_field() -> APIField:
    """Return whom to ask: the role and its organisation, never the person."""
    return APIField("contact", serializer=RecordField("role", "organisation"))


def vocabulary_fields() -> list[APIField]:
    """Return what a page is about and for whom."""
    return [APIField(name, serializer=VocabularyField(read_only=True)) for name in ("topics", "audiences")]
