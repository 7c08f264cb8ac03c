"""One item of each resource, as partners are promised it, and held against the shape that OpenAPI declares."""

import pytest
from django.urls import reverse

from events.api.dated import ActivityResource, EventResource
from events.api.occurrences import OccurrenceResource
from home.api.page_schemas import Page
from home.api.schemas import Navigation
from home.api.territories import TerritoryResource
from labs.api.councils import CouncilResource
from labs.api.decisions import DecisionResource
from labs.api.indicators import IndicatorResource
from labs.api.labs import LabResource
from labs.api.meetings import MeetingResource
from labs.api.organisations import OrganisationResource
from labs.api.places import PlaceResource
from portal.api.vocabularies import AudienceResource, TopicResource
from tests import api_world
from tests.golden_files import check_golden
from tests.worlds import once

pytestmark = pytest.mark.django_db

RESOURCES = [
    TerritoryResource,
    LabResource,
    ActivityResource,
    EventResource,
    OccurrenceResource,
    CouncilResource,
    MeetingResource,
    DecisionResource,
    OrganisationResource,
    PlaceResource,
    IndicatorResource,
    TopicResource,
    AudienceResource,
]
# Which of several is the one with everything filled.
CHOSEN = {"labs": "?q=torretta", "meetings": "?to=2026-11-11", "occurrences": "?kind=activity", "places": "?q=torretta"}


made, world = once(api_world.make, api_world.NOW)


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_an_item_is_as_promised(world, client, resource):
    address = reverse(f"api:{resource.name}_list")
    item = client.get(f"{address}{CHOSEN.get(resource.name, '')}").json()["items"][0]
    check_golden(f"api_{resource.name}", item)
    resource.schema.model_validate(item)
    assert client.get(f"{address}{item['id']}/").json() == item
    if "slug" in item:
        assert client.get(f"{address}{item['slug']}/").json() == item


def test_a_page_is_as_promised(world, client):
    item = client.get("/api/v1/pages/", {"path": "/it/pavia/la-torretta/"}).json()
    check_golden("api_pages", item)
    Page.model_validate(item)


def test_navigation_is_as_promised(world, client):
    item = client.get("/api/v1/navigation/").json()
    check_golden("api_navigation", item)
    Navigation.model_validate(item)


def test_the_parameters_are_as_promised(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    names = {
        path: [each["name"] for each in answer["get"]["parameters"] if "name" in each] for path, answer in paths.items()
    }
    check_golden("api_parameters", names)
