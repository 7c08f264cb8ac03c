"""`/indicators/`: counted figures of territories and of the platform, each with its period, definition and source."""

from typing import Any

from django.db.models import Q, QuerySet

from labs.api.schemas import Indicator as IndicatorSchema
from labs.models import Indicator
from portal import links
from portal.addresses import absolute, page_path
from portal.api.records import RecordResource
from portal.api.refs import Plain
from portal.navigation import Frame
from portal.public import Publicity


class IndicatorResource(RecordResource):
    """The figures of the platform and of territories that have a public page; there each is shown."""

    name = "indicators"
    kind = "indicator"
    title, single_title = "Indicators", "One indicator"
    about = "Counted figures, each with its period, its definition and its source; aggregates, never about a person."
    key = ("Its lasting short name, or its id.", "pavia-residents")
    schema = IndicatorSchema
    model = Indicator
    names = ("territory", "q")
    related = ("territory",)
    order = ("territory__name", "position", "pk")
    said_in = ("label", "definition", "source")

    def public(self) -> QuerySet:
        """Return the figures that are shown on a public page."""
        return super().public().filter(Q(territory=None) | Q(territory__in=Frame().territories))

    def facts(self, record: Any, publicity: Publicity) -> Plain:
        """Return a figure with all that it takes to understand it."""
        pages = {territory.pk: territory.page for territory in Frame().territories}  # type: ignore[attr-defined]
        page = pages.get(record.territory_id)
        return {
            "title": str(record.label),
            "url": absolute(page_path(page) if page else links.home()),
            "value": int(record.value) if record.value == int(record.value) else float(record.value),
            "unit": record.unit,
            "qualifier": record.qualifier,
            "period": record.period,
            "definition": str(record.definition),
            "source": record.source,
        }
