"""The pages of what has no page of its own in the tree: organisations and places."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from labs.directory_context import of_organisation, of_place
from labs.models import Organisation, Place
from portal.addresses import on_platform


def organisation_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an organisation, its labs and how to reach its office."""
    organisation = get_object_or_404(Organisation.objects.select_related("territory"), slug=slug)
    context = of_organisation(organisation) | _addresses(organisation)
    return render(request, "labs/organisation_page.html", context)


def place_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a place, how to get there and what goes on in it."""
    place = get_object_or_404(Place.objects.select_related("territory", "municipality"), slug=slug)
    return render(request, "labs/place_page.html", of_place(place) | _addresses(place))


def _addresses(record: Organisation | Place) -> dict[str, Any]:
    """Return what the frame needs of a record: what it is about, its colours, name and addresses."""
    return {
        "about": record,
        "skin_of": record.territory,
        "here": record.name,
        "canonical": on_platform(record.path_in()),
        "alternates": {code: on_platform(record.path_in(code)) for code, _name in settings.LANGUAGES},
    }
