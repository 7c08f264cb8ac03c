"""What the resources that are pages share: which pages they are, by what they are found, what is told of each."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Q, QuerySet

from portal.api.identity import as_uuid
from portal.api.query import Query
from portal.api.refs import moment, territory_ref
from portal.api.resource import Resource
from portal.api.words import page_url, worded
from portal.folding import tokens
from portal.models import PortalPage
from portal.public import public_pages


class PageResource(Resource):
    """A resource whose things are pages of one model, in the source language, with the words of the reader's."""

    model: ClassVar[type[PortalPage]]
    slug_field: ClassVar[str] = ""
    related: ClassVar[tuple[str, ...]] = ("territory", "locale")
    order: ClassVar[tuple[str, ...]] = ("title", "pk")

    def public(self) -> QuerySet:
        """Return the public pages of the source language, with what is told of them."""
        pages = self.model.objects.filter(locale__language_code=settings.SOURCE_LANGUAGE)
        return public_pages(pages).select_related(*self.related)

    def rows(self, query: Query) -> QuerySet:
        """Return the public pages that a query asks for."""
        return self.public().filter(self.condition(query)).order_by(*self.order)

    def condition(self, query: Query) -> Q:
        """Return what the filter means here: territory and words; types add their own."""
        condition = Q(territory__slug__in=query.filter.territory) if query.filter.territory else Q()
        for token in tokens(query.filter.q):
            condition &= self.said(token)
        return condition

    def said(self, word: str) -> Q:
        """Return the condition under which a page says a word."""
        return Q(title__icontains=word) | Q(summary__icontains=word)

    def find(self, key: str) -> QuerySet:
        """Return the page that a lasting slug, or an id, stands for."""
        wanted = as_uuid(key)
        if wanted:
            return self.public().filter(translation_key=wanted)
        return self.public().filter(**{self.slug_field: key}) if self.slug_field else self.public().none()

    def items(self, rows: Sequence[Any], language: str) -> list[dict[str, Any]]:
        """Return each page's own facts over what every page has."""
        words = worded(rows, language)
        facts = self.facts(rows, words, language)
        return [self._common(page, words[page.pk], language) | facts[page.pk] for page in rows]

    def facts(self, pages: Sequence[Any], words: dict[int, Any], language: str) -> dict[int, dict[str, Any]]:
        """Return what this type adds, by the page's pk; `words` are the pages that say it in the language."""
        raise NotImplementedError

    def _common(self, page: PortalPage, words: PortalPage, language: str) -> dict[str, Any]:
        slug = {"slug": getattr(page, self.slug_field)} if self.slug_field else {}
        return {
            "id": str(page.translation_key),
            **slug,
            "title": words.title,
            "url": page_url(words, language),
            "territory": territory_ref(page.territory),
            "modified": moment(max(filter(None, (page.last_published_at, words.last_published_at)), default=None)),
            "language": words.locale.language_code,
            "summary": words.summary,
        }
