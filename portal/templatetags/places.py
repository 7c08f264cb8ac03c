"""Where a thing is, as names from the nearest to the widest."""

from typing import Any

from django import template

register = template.Library()


@register.simple_tag
def whereabouts(row: Any, own: str = "") -> list[str]:
    """Return the names of a date's lab, place and municipality, none twice, and not what the list is of."""
    town = row.municipality.name if row.municipality else ""
    names = ["" if own == "lab" else row.lab and row.lab.title, "" if own == "place" else _place(row)]
    kept = list(dict.fromkeys(name for name in names if name))
    return [*kept, town] if town and not any(town in name for name in kept) else kept


def _place(row: Any) -> str:
    """Return the name of the place: the directory's, else the one that a source told."""
    if row.place:
        return row.place.name
    return row.series.where["name"] if row.series.where else ""
