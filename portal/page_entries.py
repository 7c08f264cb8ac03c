"""What the entries of pages have beside the pages' own words and facts, read for many pages of one type at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from portal.among import Among
from portal.documents import papers_of
from portal.entries import PageDates, Paper, also_at, dates_of
from portal.models.taxonomy import TaggedPage
from portal.public import Publicity, Window
from portal.reading import publicity

if TYPE_CHECKING:
    from portal.models import PortalPage


class Beside(NamedTuple):
    """When a page is public, its dates, the files that it shows, where else it is told, its topics and audiences."""

    window: Window | None
    dates: PageDates
    papers: tuple[Paper, ...]
    also_at: tuple[dict[str, Any], ...]
    topic_ids: tuple[int, ...]
    audience_ids: tuple[int, ...]


def read_beside(pages: Sequence["PortalPage"]) -> dict[int, Beside]:
    """Return what there is beside each page by its pk; the number of statements does not grow with the pages."""
    publicity, dates, papers, told = Publicity(), dates_of(pages), papers_of(pages), also_at(pages)
    topics, audiences = _topics(pages), _audiences(pages)
    return {
        page.pk: Beside(
            publicity.window(page), dates[page.pk], papers[page.pk], told[page.pk], topics[page.pk], audiences[page.pk]
        )
        for page in pages
    }


def translations_of(pages: Sequence["PortalPage"]) -> dict[UUID, list[Any]]:
    """Return the public translations of source pages of one type by translation key."""
    found: dict[UUID, list[Any]] = defaultdict(list)
    sources = {page.translation_key: page for page in pages}
    others = type(pages[0]).objects.filter(Among("translation_key", sources)).exclude(locale=pages[0].locale_id)
    # Asked for an alias, SQLite would look through all pages that are none.
    translations = [page for page in others.select_related("locale") if page.alias_of_id is None]
    # Most pages have none: then nobody needs to know what is public.
    tree = publicity() if translations else None
    for page in (each for each in translations if tree and tree.window(each)):
        page.source = sources[page.translation_key]
        found[page.translation_key].append(page)
    return found


def _topics(pages: Sequence["PortalPage"]) -> dict[int, tuple[int, ...]]:
    if not hasattr(pages[0], "topics"):
        return defaultdict(tuple)
    tagged = TaggedPage.objects.filter(Among("content_object", [page.pk for page in pages]))
    return _grouped(tagged.values_list("content_object", "tag"))


def _audiences(pages: Sequence["PortalPage"]) -> dict[int, tuple[int, ...]]:
    if not hasattr(pages[0], "audiences"):
        return defaultdict(tuple)
    field: Any = pages[0]._meta.get_field("audiences")
    names = field.m2m_field_name(), field.m2m_reverse_field_name()
    chosen = Among(names[0], [page.pk for page in pages])
    return _grouped(field.remote_field.through.objects.filter(chosen).values_list(*names))


def _grouped(pairs: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = defaultdict(tuple)
    for pk, value in pairs:
        found[pk] += (value,)
    return found
