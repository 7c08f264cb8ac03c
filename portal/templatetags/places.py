"""Where a thing is, as names from the nearest to the widest."""

from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()
NEAREST_KM = 1


@register.simple_tag
def whereabouts(row: Any, own: str = "") -> list[str]:
    """Return the names of a date's lab, place and municipality, none twice, and not what the list is of.

    Of one that is at another place than it was to be, both places are told, in HTML.
    """
    was, place = row.original_place and row.original_place.name, _place(row)
    town = row.municipality.name if row.municipality else ""
    lab = "" if own in ("lab", "page") or not row.lab or row.lab.title == was else row.lab.title
    names = [lab, "" if own == "place" and not was else place]
    kept = list(dict.fromkeys(name for name in names if name))
    told = [moved_place(row) if was and name == place else name for name in kept]
    return [*told, town] if town and not any(town in name for name in kept) else told


@register.simple_tag
def moved_place(row: Any) -> SafeString:
    """Return where a date is that was to be at another place, after that one, which no longer holds."""
    return format_html(
        '<del><span class="visually-hidden">{} </span>{}</del> <ins><span class="visually-hidden">{} </span>{}</ins>',
        _("Before:"),
        row.original_place.name,
        _("now:"),
        _place(row),
    )


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
