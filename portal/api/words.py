"""The words of pages in one language, for any number of pages in one query: facts stay the source page's."""

from collections.abc import Sequence
from typing import Any

from portal.addresses import absolute, page_path
from portal.models import PortalPage
from portal.public import Publicity


def worded(pages: Sequence[PortalPage], language: str, publicity: Publicity | None = None) -> dict[int, Any]:
    """Return, by the source page's pk, the page that says it in a language: its public translation, else itself."""
    found = {page.pk: page for page in pages}
    by_key = {page.translation_key: page.pk for page in pages if page.locale.language_code != language}
    if not by_key:
        return found
    others = type(pages[0]).objects.filter(translation_key__in=by_key, locale__language_code=language)
    for other in (publicity or Publicity()).only_public(others.select_related("locale")):
        found[by_key[other.translation_key]] = other
    return found


def page_url(page: PortalPage, language: str) -> str:
    """Return the absolute address of a page for a reader of a language."""
    return absolute(page_path(page, language))
