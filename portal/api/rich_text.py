"""Rich text as HTML for other machines: links resolved, addresses absolute, any number of texts in the same queries."""

import re
from collections.abc import Sequence
from html import escape

from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from portal.addresses import absolute, page_path
from portal.reader_words import with_words
from portal.reading import publicity
from portal.sites import base

# A control character that no rich text holds keeps several texts apart while they are resolved in one go.
_BETWEEN = "\x1e"
_OWN_ADDRESS = re.compile(r'(\s(?:href|src)=")/(?!/)')
_PAGE_LINK = re.compile(r'<a (?=[^>]*linktype="page")[^>]*\bid="(\d{1,9})"[^>]*>')


def as_html(texts: Sequence[str]) -> list[str]:
    """Return rich texts as they are stored as HTML, in their order."""
    if not texts:
        return []
    joined = _BETWEEN.join(text.replace(_BETWEEN, "") for text in texts)
    html = expand_db_html(_with_page_links(joined))
    return _OWN_ADDRESS.sub(rf"\1{base()}/", html).split(_BETWEEN)


def _with_page_links(text: str) -> str:
    """Give links to pages their address for this reader; Wagtail would ask for every page's language by itself."""
    ids = {int(found) for found in _PAGE_LINK.findall(text)}
    addresses = _addresses(ids) if ids else {}
    return _PAGE_LINK.sub(lambda link: _link(addresses.get(int(link[1]))), text)


def _link(address: str | None) -> str:
    """Return the link's beginning; to a page that is not public leads none."""
    return f'<a href="{escape(address)}">' if address else "<a>"


def _addresses(ids: set[int]) -> dict[int, str]:
    tree = publicity()
    pages = Page.objects.filter(pk__in=ids).select_related("locale")
    public = with_words([page for page in pages if tree.window(page)])
    return {page.pk: absolute(page_path(page.words)) for page in public}  # type: ignore[attr-defined]
