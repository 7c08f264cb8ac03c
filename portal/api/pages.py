"""What the resources that are pages share: which pages they are, by what they are found, what is told of each."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from portal.addresses import absolute, page_path
from portal.api.identity import as_uuid
from portal.api.query import Query
from portal.api.refs import latest, territory_ref
from portal.api.resource import Resource, Rows
from portal.api.wording import saying
from portal.models import PortalPage
from portal.public import Publicity
from portal.reader_words import with_words
from portal.reading import publicity


class PageResource(Resource):
    """A resource whose things are pages of one model: facts of the source language's page, words of the reader's.

    `slug_field` holds the name that lasts, `related` and `prefetched` what is fetched along, `said_in` the text in
    which `q` looks.
    """

    model: ClassVar[type[PortalPage]]
    slug_field: ClassVar[str] = ""
    related: ClassVar[tuple[str, ...]] = ()
    prefetched: ClassVar[tuple[str | Prefetch, ...]] = ()
    key = ("Its id, the same in every language.", "7d3f6c52-1f0a-4c1e-9d51-0a4f3c6b8e21")
    order: ClassVar[tuple[str, ...]] = ("title", "pk")
    said_in: ClassVar[tuple[str, ...]] = ("title", "summary")

    def public(self) -> QuerySet:
        """Return the public pages of the source language, with what is told of them."""
        pages = self.model.objects.filter(locale__language_code=settings.SOURCE_LANGUAGE)
        public = publicity().only_public(pages).select_related("territory", "locale", *self.related)
        return public.prefetch_related(*self.prefetched)

    def rows(self, query: Query) -> QuerySet:
        """Return the public pages that a query asks for."""
        return saying(self.narrowed(self.public(), query), query.filter.q, self.said_in).order_by(*self.order)

    def narrowed(self, pages: QuerySet, query: Query) -> QuerySet:
        """Narrow pages by what the filter names; a type adds what its own names mean."""
        territories = query.filter.territory
        return pages.filter(territory__slug__in=territories) if territories else pages

    def find(self, key: str) -> QuerySet:
        """Return the page that a lasting slug, or an id, stands for."""
        if wanted := as_uuid(key):
            return self.public().filter(translation_key=wanted)
        return self.public().filter(**{self.slug_field: key}) if self.slug_field else self.public().none()

    def items(self, rows: Rows) -> list[dict[str, Any]]:
        """Return each page's own facts over what every page has."""
        return self.told(with_words(rows))

    def told(self, pages: Sequence[Any]) -> list[dict[str, Any]]:
        """Return the same of pages that have their `words` already, of drafts too."""
        tree = publicity()
        self.gather(pages)
        return [self._common(page) | self.facts(page, tree) for page in pages]

    def gather(self, pages: Sequence[Any]) -> None:
        """Read for all pages at once what cannot be fetched along; nothing for most types."""

    def facts(self, page: Any, publicity: Publicity) -> dict[str, Any]:
        """Return what this type adds, without a query; `page.words` is the page that says it to this reader."""
        raise NotImplementedError

    def _common(self, page: Any) -> dict[str, Any]:
        slug = {"slug": getattr(page, self.slug_field)} if self.slug_field else {}
        return {
            "id": str(page.translation_key),
            **slug,
            "title": page.words.title,
            "url": absolute(page_path(page.words)),
            "territory": territory_ref(page.territory),
            "modified": latest(page.last_published_at, page.words.last_published_at),
            "language": page.words.locale.language_code,
            "summary": page.words.summary,
        }
