"""Words for lists: the pages of a list in the reader's language, fetched along in one query."""

from collections.abc import Iterable
from typing import Any, TypeVar

from wagtail.models import Page

from portal.addresses import reader_language
from portal.public import Publicity

PageType = TypeVar("PageType", bound=Page)


def with_words(pages: Iterable[PageType], publicity: Publicity | None = None) -> list[PageType]:
    """Return pages of one type, each with `words`: its public translation for this reader, else the page itself.

    Facts are read from the page, words and address from `page.words`. The pages come with their `locale`.
    """
    found = list(pages)
    words = _translations([page for page in found if page.locale.language_code != reader_language()], publicity)
    for page in found:
        page.words = words.get(page.translation_key, page)  # type: ignore[attr-defined]
    return found


def _translations(pages: list[Any], publicity: Publicity | None) -> dict[Any, Any]:
    if not pages:
        return {}
    wanted = type(pages[0]).objects.filter(
        translation_key__in=[page.translation_key for page in pages], locale__language_code=reader_language()
    )
    public = (publicity or Publicity()).only_public(wanted)
    return {page.translation_key: page for page in public.select_related("locale")}
