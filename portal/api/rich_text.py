"""Rich text as HTML for other machines: links resolved, addresses absolute, any number of texts in the same queries."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import NamedTuple

import nh3
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from portal.addresses import absolute, page_path
from portal.models import PortalDocument
from portal.reader_words import with_words
from portal.reading import closed_to_readers, publicity
from portal.sites import base

# A control character that no rich text holds keeps several texts apart while they are resolved in one go.
_BETWEEN = "\x1e"
_OWN_ADDRESS = re.compile(r'(\s(?:href|src)=")/(?!/)')
_LINK = re.compile(r'<a (?=[^>]*linktype="(page|document)")[^>]*\bid="(\d{1,9})"[^>]*>')
# What editors' forms let in; whatever comes in by another door, an import or an API, goes out as no more than this.
_TAGS = {"p", "h2", "h3", "h4", "b", "strong", "i", "em", "ul", "ol", "li", "a", "br", "hr", "sub", "sup", "code"}
_ATTRIBUTES = {"a": {"href"}}
_SCHEMES = {"http", "https", "mailto", "tel"}


class Addresses(NamedTuple):
    """Where links to pages and documents lead, by their number; those missing lead nowhere."""

    pages: Mapping[int, str]
    documents: Mapping[int, str]


def as_html(texts: Sequence[str], addresses: Addresses | None = None) -> list[str]:
    """Return rich texts as they are stored as HTML, in their order; `addresses` where they have been read already."""
    if not texts:
        return []
    joined = _BETWEEN.join(text.replace(_BETWEEN, "") for text in texts)
    html = expand_db_html(_with_links(joined, addresses or addresses_in(texts)))
    return [safe_html(each) for each in _OWN_ADDRESS.sub(rf"\1{base()}/", html).split(_BETWEEN)]


def safe_html(html: str) -> str:
    """Return HTML with words, lists and links and nothing that runs, loads or looks like anything."""
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)


def linked(texts: Iterable[str]) -> tuple[set[int], set[int]]:
    """Return the numbers of the pages and of the documents to which rich texts lead."""
    found: dict[str, set[int]] = {"page": set(), "document": set()}
    for text in texts:
        for kind, number in _LINK.findall(text):
            found[kind].add(int(number))
    return found["page"], found["document"]


def addresses_in(texts: Sequence[str]) -> Addresses:
    """Read where the links of rich texts lead."""
    pages, documents = linked(texts)
    return Addresses(_pages(pages) if pages else {}, _documents(documents) if documents else {})


def _with_links(text: str, addresses: Addresses) -> str:
    """Give links their address for this reader; Wagtail would ask for every page's language by itself."""
    by_kind = {"page": addresses.pages, "document": addresses.documents}
    return _LINK.sub(lambda link: _opened(by_kind[link[1]].get(int(link[2]))), text)


def _opened(address: str | None) -> str:
    """Return the link's beginning; to what is not public leads none."""
    return f'<a href="{escape(address)}">' if address else "<a>"


def _pages(numbers: set[int]) -> dict[int, str]:
    tree = publicity()
    pages = Page.objects.filter(pk__in=numbers).select_related("locale")
    public = with_words([page for page in pages if tree.window(page)])
    return {page.pk: absolute(page_path(page.words)) for page in public}  # type: ignore[attr-defined]


def _documents(numbers: set[int]) -> dict[int, str]:
    found = PortalDocument.objects.filter(pk__in=numbers).exclude(collection__in=closed_to_readers())
    return {document.pk: absolute(document.url) for document in found}
