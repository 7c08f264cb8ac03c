"""The links of what editors write: they lead to pages in the reader's language, never to one that is not public.

Replaces Wagtail's own handler of page links
(https://docs.wagtail.org/en/stable/extending/rich_text_internals.html#rewrite-handlers).
"""

from typing import Any

from django.utils.html import format_html
from wagtail import hooks
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler

from portal.addresses import page_path
from portal.reader_words import with_words
from portal.reading import publicity


class ReaderPageLinkHandler(PageLinkHandler):
    """A link to a page of the platform, at its address for this reader."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """Return the opening tag of each link; one whose page is not public stays words without a link."""
        wanted = [attrs.get("id") for attrs in attrs_list]
        public = publicity().only_public(Page.objects.filter(pk__in=wanted).select_related("locale"))
        paths = {str(page.pk): page_path(page.words) for page in with_words(public)}
        return [format_html('<a href="{}">', paths[str(pk)]) if str(pk) in paths else "<a>" for pk in wanted]


@hooks.register("register_rich_text_features", order=100)
def register_page_links(features: FeatureRegistry) -> None:
    """Let our handler take the place of Wagtail's."""
    features.register_link_type(ReaderPageLinkHandler)
