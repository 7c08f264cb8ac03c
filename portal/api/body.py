"""A body as blocks of typed data, each with the same as safe HTML beside it.

Read from the blocks as they are stored: what all of them name is then fetched together, whatever their number.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.api.pictures import picture_html, picture_of
from portal.api.refs import Plain
from portal.api.shown import Shown, document_numbers
from portal.providers import provider_of

# `mark_safe` stands where nh3 has been before (`portal.api.rich_text.safe_html`).
Value = Any
Stored = Mapping[str, Any]
#: What a block says, and the same as HTML.
Told = tuple[Value, str]


def stored_blocks(body: Any) -> list[Stored]:
    """Return the blocks of a body as they are stored, those of types that are known."""
    return [block for block in (body.raw_data if body else ()) if block["type"] in _READERS]


def blocks_of(blocks: Sequence[Stored], shown: Shown) -> list[Plain]:
    """Return each block as {type, id, value, html}; what is not public is left out of it."""
    return [_block(block["type"], block.get("id") or "", _READERS[block["type"]](block, shown)) for block in blocks]


def text_block(kind: str, html: str) -> Plain:
    """Return rich text, as HTML, that stands beside bodies, such as an agenda, as a block of its kind."""
    return _block(kind, "", (html, html))


def _block(kind: str, key: str, told: Told) -> Plain:
    value, html = told
    return {"type": kind, "id": key, "value": value, "html": str(html)}


def _heading(block: Stored, shown: Shown) -> Told:
    return block["value"], format_html("<h2>{}</h2>", block["value"])


def _text(block: Stored, shown: Shown) -> Told:
    html = shown.html(block["value"] or "")
    return html, html


def _figure(block: Stored, shown: Shown) -> Told:
    image = shown.images.get(block["value"].get("image"))
    picture, caption = picture_of(image) if image else None, _word(block, "caption")
    if picture is None:
        return {"image": None, "caption": caption}, ""
    below = " · ".join(filter(None, (caption, picture["rights"])))
    said = format_html("<figcaption>{}</figcaption>", below) if below else ""
    return {"image": picture, "caption": caption}, format_html("<figure>{}{}</figure>", picture_html(picture), said)


def _documents(block: Stored, shown: Shown) -> Told:
    heading = _word(block, "heading")
    files = [shown.files[pk] for pk in document_numbers(block) if pk in shown.files]
    items = format_html_join("", "<li>{}</li>", ((_file(each),) for each in files))
    html = format_html("{}<ul>{}</ul>", format_html("<h3>{}</h3>", heading) if heading else "", items)
    return {"heading": heading, "documents": files}, html if files else ""


def _file(document: Plain) -> SafeString:
    attributes = format_html(
        'href="{}" type="{}" hreflang="{}"', *(document[n] for n in ("url", "media_type", "language"))
    )
    return format_html("<a {}>{}</a>", attributes, document["title"])


def _callout(block: Stored, shown: Shown) -> Told:
    text, tone = shown.html(_word(block, "text")), _word(block, "tone") or "info"
    label = _("Attention") if tone == "warning" else _("Good to know")
    html = format_html('<aside data-tone="{}" aria-label="{}">{}</aside>', tone, label, mark_safe(text))  # noqa: S308
    return {"tone": tone, "text": text}, html


def _link(block: Stored, shown: Shown) -> Told:
    label = _word(block, "label")
    url = shown.pages.get(block["value"].get("page")) or _elsewhere(_word(block, "address"))
    return {"label": label, "url": url}, _anchor(url, label)


def _question(block: Stored, shown: Shown) -> Told:
    question, answer = _word(block, "question"), shown.html(_word(block, "answer"))
    html = format_html("<details><summary>{}</summary>{}</details>", question, mark_safe(answer))  # noqa: S308
    return {"question": question, "answer": answer}, html


def _embed(block: Stored, shown: Shown) -> Told:
    """Return something elsewhere as data: whether it is loaded from there is for the front end, and people, to say."""
    title, url = _word(block, "title"), _elsewhere(_word(block, "address"))
    provider = provider_of(url)
    value = {"url": url, "title": title, "provider": provider.name, "media": provider.media}
    return value, _anchor(url, f"{title} ({provider.name})" if provider.name else title)


def _anchor(url: str, words: str) -> SafeString:
    return format_html('<p><a href="{}">{}</a></p>', url, words) if url else format_html("<p>{}</p>", words)


def _elsewhere(address: str) -> str:
    """Return an address of the web; no other is given to anybody's page."""
    return address if address.startswith(("https://", "http://")) else ""


def _word(block: Stored, name: str) -> str:
    return block["value"].get(name) or ""


_READERS: dict[str, Callable[[Stored, Shown], Told]] = {
    "heading": _heading,
    "text": _text,
    "figure": _figure,
    "documents": _documents,
    "callout": _callout,
    "link": _link,
    "question": _question,
    "embed": _embed,
}
