"""What has been chosen, in the reader's words, each with the way to take it away."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from django.db.models import Count
from django.utils.translation import gettext as _

from portal.centres import centre_named
from portal.date_phrases import from_date, until_date, weekday_and_year
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
    return [Chip(label, without.to_query()) for label, without in said]


#: What is chosen in words, with the filter without it.
Said = Iterator[tuple[str, Filter]]


def _slugs(chosen: Filter) -> Said:
    for name in (name for name in FACETS if name != "when"):
        called = labels(name, set(getattr(chosen, name)))
        yield from ((called.get(slug, slug), chosen.without(name, slug)) for slug in getattr(chosen, name))
    titles = _lab_titles(chosen.lab) if chosen.lab else {}
    yield from ((titles.get(slug, slug), chosen.without("lab", slug)) for slug in chosen.lab)


def _period(chosen: Filter) -> Said:
    if chosen.when:
        yield str(PERIOD_NAMES[chosen.when]), chosen.without("when")
    if chosen.from_ and chosen.from_ == chosen.to:
        yield weekday_and_year(chosen.from_), chosen.without("from").without("to")
        return
    if chosen.from_:
        yield from_date(chosen.from_), chosen.without("from")
    if chosen.to:
        yield until_date(chosen.to), chosen.without("to")


def _nearness(chosen: Filter) -> Said:
    if chosen.near:
        centre = centre_named(chosen.near.named)
        place = centre.name if centre else str(chosen.near)
        nearness = _("within {radius} km of {place}").format(radius=write(chosen.radius), place=place)
        yield nearness, chosen.without("near")


def _flags(chosen: Filter) -> Said:
    for name, (yes, no) in FLAGS.items():
        value = getattr(chosen, name)
        if value is not None:
            yield str(yes if value else no), chosen.without(name)


def _lab_titles(slugs: Collection[str]) -> dict[str, str]:
    """Return the titles of the labs with these slugs: labs that one hosts have its slug too, beside their own."""
    rows = EntryLab.objects.filter(slug__in=slugs, entry__in=Entry.objects.public().filter(kind="lab"))
    found = rows.select_related("entry").annotate(slugs=Count("entry__labs")).order_by("-slugs")
    return {row.slug: row.entry.text()["title"] for row in found}
