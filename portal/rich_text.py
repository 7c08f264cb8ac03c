"""What editors write: its links, and its words as plain lines.

Links lead to the page in the reader's language, and never to one that is not public.

Replaces Wagtail's own handler of page links
(https://docs.wagtail.org/en/stable/extending/rich_text_internals.html#rewrite-handlers).
"""

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.utils.html import format_html
from wagtail import hooks
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler

from portal.addresses import page_path
from portal.reader_words import with_words
from portal.reading import publicity

BLOCKS = ["p", "h2", "h3", "h4", "li", "blockquote"]


class ReaderPageLinkHandler(PageLinkHandler):
    """A link to a page of the platform, at its address for this reader."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """Return the opening tag of each link; one whose page is not public stays words without a link."""
        wanted = [attrs.get("id") for attrs in attrs_list]
        public = publicity().only_public(Page.objects.filter(pk__in=wanted).select_related("locale"))
        paths = {str(page.pk): page_path(page.words) for page in with_words(public)}
        return [format_html('<a href="{}">', paths[str(pk)]) if str(pk) in paths else "<a>" for pk in wanted]


def lines(source: str) -> list[str]:
    """Return the paragraphs, headings and items of a rich text as plain lines, the numbers and points before them."""
    blocks = [block for block in BeautifulSoup(source, "html.parser").find_all(BLOCKS) if not block.find(BLOCKS)]
    said = [f"{_sign(block)}{' '.join(block.get_text(' ').split())}" for block in blocks]
    return [line for line in said if line.strip()]


def _sign(block: Tag) -> str:
    """Return what stands before an item of a list."""
    around = block.find_parent("li") if block.name != "li" else block
    if around is None or around.parent is None:
        return ""
    number = len(around.find_previous_siblings("li")) + 1
    return f"{number}. " if around.parent.name == "ol" else "• "


@hooks.register("register_rich_text_features", order=100)
def register_page_links(features: FeatureRegistry) -> None:
    """Let our handler take the place of Wagtail's."""
    features.register_link_type(ReaderPageLinkHandler)
