"""`/territories/`: the territories that have a public page."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from home.api.schemas import Territory as TerritorySchema
from home.models import TerritoryPage
from portal.addresses import absolute, page_path
from portal.api.query import Query
from portal.api.records import RecordResource
from portal.api.refs import Plain, picture_ref, territory_ref, with_picture
from portal.api.resource import Rows
from portal.models import Territory
from portal.public import Publicity
from portal.reader_words import with_words
from portal.reading import public_pages


class TerritoryResource(RecordResource):
    """The territories, each with its page."""

    name = "territories"
    kind = "territory"
    title, single_title = "Territories", "One territory"
    about = "The territories, each with its network, its colours and its municipalities."
    key = ("Its lasting short name, or its id.", "pavia")
    schema = TerritorySchema
    model = Territory
    prefetched = (with_picture("logo"), "municipalities")
    said_in = ("name", "network_name", "network_aliases", "summary")

    def public(self) -> QuerySet:
        """Return the territories whose page is public."""
        return super().public().filter(pk__in=_pages().values("own_territory"))

    def narrowed(self, records: QuerySet, query: Query) -> QuerySet:
        """Take them all: nothing narrows territories but words."""
        return records

    def items(self, rows: Rows) -> list[Plain]:
        """Read the pages of all these territories first."""
        pages = _pages().filter(own_territory__in=list(rows)).select_related("locale").prefetch_related(with_picture())
        found = {page.own_territory_id: page for page in with_words(pages)}
        for territory in rows:
            territory.page = found[territory.pk]  # type: ignore[attr-defined]
        return super().items(rows)

    def facts(self, record: Any, publicity: Publicity) -> Plain:
        """Return a territory's network, brand and municipalities."""
        aliases = (alias.strip() for alias in record.network_aliases.split(","))
        return {
            "url": absolute(page_path(record.page.words)),
            "territory": territory_ref(record),
            "network": record.network_name,
            "aliases": [alias for alias in aliases if alias],
            "lead_body": record.lead_body,
            "summary": str(record.summary) or record.page.words.summary,
            "colour": record.colour,
            "accent": record.accent,
            "logo": picture_ref(record.logo),
            "image": picture_ref(record.page.image),
            "municipalities": [
                {"slug": town.slug, "name": town.name, "lat": town.lat, "lon": town.lon}
                for town in record.municipalities.all()
            ],
        }


def _pages() -> QuerySet[TerritoryPage]:
    return public_pages(TerritoryPage.objects.filter(locale__language_code=settings.SOURCE_LANGUAGE))
