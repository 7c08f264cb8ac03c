"""`/places/`: where things happen."""

from typing import Any

from django.db.models import QuerySet

from labs.api.refs import lab_ref, public_labs
from labs.api.schemas import Place as PlaceSchema
from labs.models import Place
from portal.addresses import absolute
from portal.api.query import Query
from portal.api.records import RecordResource
from portal.api.refs import Plain, slug_name
from portal.public import Publicity


class PlaceResource(RecordResource):
    """The places, with the public labs at home in each or connected to it."""

    name = "places"
    kind = "place"
    title, single_title = "Places", "One place"
    about = "The places, with the labs that are at home in each or connected to it."
    key = ("Its lasting short name, or its id.", "la-torretta")
    schema = PlaceSchema
    model = Place
    names = ("territory", "municipality", "q")
    related = ("territory", "municipality")
    prefetched = ("main_of__content_type", "labs__page__content_type")
    said_in = ("name", "kind", "address")

    def narrowed(self, records: QuerySet, query: Query) -> QuerySet:
        """Narrow places by territory and municipality."""
        records = super().narrowed(records, query)
        towns = query.filter.municipality
        return records.filter(municipality__slug__in=towns) if towns else records

    def facts(self, record: Place, publicity: Publicity) -> Plain:
        """Return where a place is, how to get there and who is in it."""
        labs: list[Any] = [*record.main_of.all(), *(row.page for row in record.labs.all())]
        return {
            "url": absolute(record.path_in()),
            "kind": record.kind,
            "address": record.address,
            "municipality": slug_name(record.municipality),
            "lat": record.lat,
            "lon": record.lon,
            "directions": str(record.directions),
            "accessibility": str(record.accessibility),
            "labs": [lab_ref(lab) for lab in public_labs(labs, publicity)],
        }
