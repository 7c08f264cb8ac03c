"""What has been chosen, in the reader's words, each with the way to take it away."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Count
from django.utils.translation import gettext as _

from portal.centres import centre_named
from portal.date_phrases import from_date, until_date
from portal.filters import Filter
from portal.filters.values import write
from portal.period_names import PERIOD_NAMES
from search.choices import FLAGS
from search.facets import labels
from search.models import Entry, EntryLab
from search.querysets import FACETS


class Chip(NamedTuple):
    """One value chosen: what it is called, and the query string without it."""

    label: str
    query: str


def chips(chosen: Filter) -> list[Chip]:
    """Return what narrows the results beside the words."""
    said = [*_slugs(chosen), *_period(chosen), *_nearness(chosen), *_flags(chosen)]
    return [Chip(label, chosen.without(name, value).to_query()) for name, value, label in said]


Said = Iterator[tuple[str, str | None, str]]


def _slugs(chosen: Filter) -> Said:
    for name in (name for name in FACETS if name != "when"):
        called = labels(name, set(getattr(chosen, name)))
        yield from ((name, slug, called.get(slug, slug)) for slug in getattr(chosen, name))
    yield from (("lab", slug, _lab_title(slug)) for slug in chosen.lab)


def _period(chosen: Filter) -> Said:
    if chosen.when:
        yield "when", None, str(PERIOD_NAMES[chosen.when])
    if chosen.from_:
        yield "from", None, from_date(chosen.from_)
    if chosen.to:
        yield "to", None, until_date(chosen.to)


def _nearness(chosen: Filter) -> Said:
    if chosen.near:
        centre = centre_named(chosen.near.named)
        place = centre.name if centre else str(chosen.near)
        yield "near", None, _("within {radius} km of {place}").format(radius=write(chosen.radius), place=place)


def _flags(chosen: Filter) -> Said:
    for name, (yes, no) in FLAGS.items():
        value = getattr(chosen, name)
        if value is not None:
            yield name, None, str(yes if value else no)


def _lab_title(slug: str) -> str:
    """Return the title of the lab with a slug: labs that it hosts have the slug too, beside their own."""
    labs = Entry.objects.public().filter(kind="lab", pk__in=EntryLab.objects.filter(slug=slug).values("entry"))
    lab = labs.annotate(slugs=Count("labs")).order_by("slugs").first()
    return lab.text()["title"] if lab else slug
