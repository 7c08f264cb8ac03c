"""A body as blocks of plain data: HTML for rich text, addresses for pictures, documents and pages."""

from collections.abc import Callable
from typing import Any

from portal.addresses import absolute, page_path
from portal.api.refs import Plain, file_ref, picture_ref
from portal.api.rich_text import as_html
from portal.public import Publicity, closed_collections


def blocks_of(body: Any, publicity: Publicity) -> list[Plain]:
    """Return each block of a body as {type, value}; what is not public is left out of it."""
    return [{"type": block.block_type, "value": _value(block, publicity)} for block in body or ()]


def _value(block: Any, publicity: Publicity) -> Any:
    if reader := _READERS.get(block.block_type):
        return reader(block.value, publicity)
    return block.block.get_api_representation(block.value)


def _html(value: Any) -> str:
    return as_html([value.source])[0]


def _figure(value: Any, publicity: Publicity) -> Plain:
    return {"image": picture_ref(value["image"]), "caption": value["caption"]}


def _documents(value: Any, publicity: Publicity) -> Plain:
    closed = closed_collections()
    shown = [document for document in value["documents"] if document and document.collection_id not in closed]
    return {"heading": value["heading"], "documents": [file_ref(document) for document in shown]}


def _link(value: Any, publicity: Publicity) -> Plain:
    page = value["page"]
    public = page and publicity.window(page)
    return {"label": value["label"], "url": absolute(page_path(page)) if public else value["address"]}


_READERS: dict[str, Callable[[Any, Publicity], Any]] = {
    "text": lambda value, publicity: _html(value),
    "figure": _figure,
    "documents": _documents,
    "callout": lambda value, publicity: {"tone": value["tone"], "text": _html(value["text"])},
    "link": _link,
    "question": lambda value, publicity: {"question": value["question"], "answer": _html(value["answer"])},
}
