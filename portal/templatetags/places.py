"""Where a thing is, as names from the nearest to the widest."""

from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

register = template.Library()
NEAREST_KM = 1


@register.simple_tag
def whereabouts(row: Any, own: str = "") -> list[str]:
    """Return the names of a date's lab, place and municipality, none twice, and not what the list is of."""
    town = row.municipality.name if row.municipality else ""
    names = ["" if own in ("lab", "page") else row.lab and row.lab.title, "" if own == "place" else _place(row)]
    kept = list(dict.fromkeys(name for name in names if name))
    return [*kept, town] if town and not any(town in name for name in kept) else kept


@register.filter
def distance(kilometres: float) -> str:
    """Return how far something is, as far as one can tell from rounded positions: `about 3 km away`."""
    if kilometres < NEAREST_KM:
        return _("less than 1 km away")
    return _("about {kilometres} km away").format(kilometres=number_format(round(kilometres)))


def _place(row: Any) -> str:
    """Return the name of the place: the directory's, else the one that a source told."""
    if row.place:
        return row.place.name
    return row.series.where["name"] if row.series.where else ""
