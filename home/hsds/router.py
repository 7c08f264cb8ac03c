"""The addresses of the HSDS interface, relative to where the API is mounted.

They are named as the standard names them (https://docs.openreferral.org/en/3.1/hsds/api_reference.html), so that its
clients find them; `locations` and `schedules`, for which it has no address, answer in the same form.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from home.hsds import schemas, tables
from home.hsds.asking import MODIFIED, OFFERED, PAGING, SEARCH, Asked
from home.hsds.directory import known
from home.hsds.listing import Listing
from portal.addresses import on_platform
from portal.api.answers import answer
from portal.api.parameters import parameters
from portal.api.query import read_query
from portal.api.refs import Plain
from portal.api.schemas import ProblemDetails

FIND: dict[str, Any] = PAGING | SEARCH


def _services(asked: Asked) -> tables.Page:
    total, services = tables.page_of(tables.SERVICES, asked)
    return total, tables.with_organizations(services)


def _service(key: str, asked: Asked) -> Plain | None:
    found = tables.one_of(tables.SERVICES, key)
    return tables.with_organizations([found])[0] if found else None


LISTINGS = (
    Listing(
        "organizations",
        "The bodies that take part in the networks.",
        schemas.HsdsOrganization,
        FIND,
        lambda asked: tables.page_of([tables.ORGANIZATIONS], asked),
        lambda key, asked: tables.one_of([tables.ORGANIZATIONS], key),
    ),
    Listing(
        "services",
        "Labs with their open door, then activities; by title.",
        schemas.HsdsService,
        FIND | MODIFIED | OFFERED,
        _services,
        _service,
    ),
    Listing(
        "locations",
        "The places.",
        schemas.HsdsLocation,
        FIND,
        lambda asked: tables.page_of([tables.LOCATIONS], asked),
        lambda key, asked: tables.one_of([tables.LOCATIONS], key),
    ),
    Listing(
        "service_at_locations",
        "Which service is offered where.",
        schemas.HsdsServiceAtLocation,
        FIND | MODIFIED | OFFERED,
        lambda asked: tables.part_page("service_at_locations", asked),
        lambda key, asked: tables.one_part("service_at_locations", key, asked),
    ),
    Listing(
        "schedules",
        "When services are open or take place.",
        schemas.HsdsSchedule,
        FIND | MODIFIED | OFFERED,
        lambda asked: tables.part_page("schedules", asked),
        lambda key, asked: tables.one_part("schedules", key, asked),
    ),
)

router = Router()


@router.get(
    "/hsds/",
    response={200: schemas.HsdsInterface, 400: ProblemDetails},
    operation_id="hsds",
    summary="HSDS: this interface",
    description="What this interface is, after HSDS 3.1 (https://docs.openreferral.org).",
    tags=["hsds"],
    openapi_extra={"parameters": parameters(("lang",))},
)
def show(request: HttpRequest) -> HttpResponse:
    """Answer what this interface is."""
    return answer(request, read_query(request, ("lang",)), _interface)


def _interface() -> Plain:
    publisher = {"name": settings.PUBLISHER_NAME, "identifier": settings.PUBLISHER_IPA}
    return {
        "version": "3.1",
        "profile": "https://docs.openreferral.org/en/3.1/",
        "openapi_url": on_platform("/api/v1/openapi.json"),
        "description": "Labs, activities, organisations and places of the networks of social labs.",
        "publisher": known(**publisher, email=settings.PUBLISHER_EMAIL, website=on_platform("/")),
    }


for listing in LISTINGS:
    listing.mount(router)
