"""What the pages of organisations and places show, in a number of queries that does not grow with it."""

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from labs.models import CouncilPage, LabOrganisation, LabPage, LabPlace, Organisation, Place
from portal.reader_words import listed

SHOWN_DATES = 12


def of_organisation(organisation: Organisation) -> dict[str, Any]:
    """Return the public labs that an organisation is the referent of, those it is tied to, and its councils."""
    return {
        "organisation": organisation,
        "referent_of": _labs(organisation.referent_of.all()),
        "ties": _with_labs(_current(LabOrganisation.objects.filter(organisation=organisation))),
        "councils": _pages(CouncilPage.objects.filter(members__organisation=organisation).distinct()),
    }


def of_place(place: Place) -> dict[str, Any]:
    """Return the public labs at home in a place, those connected to it, and what goes on there."""
    return {
        "place": place,
        "dates": place.occurrences.public().upcoming().for_lists()[:SHOWN_DATES],
        "main_of": _labs(place.main_of.all()),
        "connections": _with_labs(LabPlace.objects.filter(place=place)),
        "activities": _pages(place.activitypages.select_related("lab")),
    }


def _labs(labs: QuerySet[LabPage]) -> list[LabPage]:
    return _pages(labs.select_related("content_type", "place__municipality", "municipality"))


def _pages(pages: QuerySet[Any]) -> list[Any]:
    source = pages.filter(locale__language_code=settings.SOURCE_LANGUAGE)
    return listed(source.select_related("territory").order_by("title"))


def _with_labs(rows: QuerySet[Any]) -> list[Any]:
    """Return those of these rows of a lab's page whose lab is public, each with it as `lab`."""
    labs = {lab.pk: lab for lab in _labs(LabPage.objects.filter(pk__in=rows.values("page")))}
    shown = [row for row in rows if row.page_id in labs]
    for row in shown:
        row.lab = labs[row.page_id]
    return sorted(shown, key=lambda row: row.lab.title)


def _current(ties: QuerySet[LabOrganisation]) -> QuerySet[LabOrganisation]:
    today = timezone.localdate()
    return ties.filter(Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today))
