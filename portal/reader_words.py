"""Words for lists: the pages of a list in the reader's language, fetched along in one query."""

from collections.abc import Iterable
from typing import Any, TypeVar

from wagtail.models import Page

from portal.addresses import reader_language
from portal.reading import publicity

PageType = TypeVar("PageType", bound=Page)


def with_words(pages: Iterable[PageType]) -> list[PageType]:
    """Return pages of one type, each with `words`: its public translation for this reader, else the page itself.

    Facts are read from the page, words and address from `page.words`. The pages come with their `locale`.
    """
    found = list(pages)
    words = _translations([page for page in found if page.locale.language_code != reader_language()])
    for page in found:
        page.words = words.get(page.translation_key, page)  # type: ignore[attr-defined]
    return found


def listed(pages: Any, limit: int | None = None) -> list[Any]:
    """Return the public ones of a queryset of pages for a list: with `words`, without the bodies that no list shows.

    Of these, the first `limit`.
    """
    return with_words(_without_bodies(publicity().only_public(pages))[:limit])


def _translations(pages: list[Any]) -> dict[Any, Any]:
    if not pages:
        return {}
    wanted = type(pages[0]).objects.filter(
        translation_key__in=[page.translation_key for page in pages],
        locale__language_code=reader_language(),
    )
    found = _without_bodies(publicity().only_public(wanted))
    # Asked for an alias, SQLite would look through all pages that are none.
    return {page.translation_key: page for page in found if page.alias_of_id is None}


def _without_bodies(pages: Any) -> Any:
    return pages.select_related("locale").defer_streamfields()
