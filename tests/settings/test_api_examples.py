"""The examples in the API's description are answers of the API, and meet the shapes that the description declares."""

import datetime as dt
import json
import os
import re
import uuid
from urllib.parse import parse_qs, urlsplit

import jsonschema_rs
import pytest
import time_machine
from django.conf import settings
from django.utils import timezone, translation
from ninja.responses import NinjaJSONEncoder
from wagtail.models import Site

from events.models import ExtraDate, Occurrence
from home.open_data.data_sets import DATA_SETS
from portal.api.problems import problem_response
from portal.drafts import preview_address
from portal.models import FrontEnd
from settings.api import api
from tests import api_world
from tests import factories as f
from tests.golden_files import normalised, promised
from tests.worlds import lasting

pytestmark = pytest.mark.django_db

FOLDER = api.examples
UUIDS = re.compile(r"uuid-(\d+)")
QUERY_OF_DATES = {"occurrences": "?kind=activity&limit=1"}
SINCE = "2026-11-20T09:30:00Z"
LISTS = {
    "territories": "?limit=1",
    "labs": "?q=torretta&limit=1",
    "activities": "?territory=pavia&limit=1",
    "events": "?territory=pavia&limit=1",
    "councils": "?lab=la-torretta&limit=1",
    "meetings": "?to=2026-11-11&limit=1",
    "decisions": "?lab=la-torretta&limit=1",
    "organisations": "?territory=pavia&limit=1",
    "places": "?q=torretta&limit=1",
    "topics": "?limit=1",
    "audiences": "?limit=1",
    "indicators": "?limit=1",
}
HSDS = ("organizations", "services", "locations", "service_at_locations", "schedules")
FILES = {
    f"data_{data_set.name}_{ending.replace('-', '_').replace('.', '_')}": f"/api/v1/data/{data_set.name}.{ending}"
    for data_set in DATA_SETS
    for ending in ("csv", "csv-metadata.json", "json")
}
OPEN_DATA = {
    "catalog": {"catalogue": "/api/v1/catalog.jsonld?territory=pavia"},
    **{operation: {"file": path} for operation, path in FILES.items()},
    "data_calendar_jsonld": {"file": "/api/v1/data/calendar.jsonld"},
    "hsds": {"interface": "/api/v1/hsds/"},
    **{f"hsds_{name}_list": {name: f"/api/v1/hsds/{name}?per_page=1"} for name in HSDS},
}
OTHERS = {
    "pages_find": {
        "page": "/api/v1/pages/?path=/it/pavia/la-torretta/",
        "part": "/api/v1/pages/?path=/it/pavia/la-torretta/&fields=title,image&expand=place",
    },
    "navigation": {"navigation": "/api/v1/navigation/"},
    "search_list": {
        "found": "/api/v1/search/?q=compiti&limit=1",
        "some_words": "/api/v1/search/?q=compiti+peruviani&limit=1",
    },
    "suggest_list": {"suggested": "/api/v1/suggest/?q=torr"},
    "occurrences_list": {
        "dates": "/api/v1/occurrences/?kind=activity&limit=1",
        "changes": f"/api/v1/occurrences/?kind=activity&modified_since={SINCE}",
    },
}
ADDRESSES = {f"{name}_list": {name: f"/api/v1/{name}/{query}"} for name, query in LISTS.items()} | OTHERS | OPEN_DATA


PROBLEMS = {
    "400": "/api/v1/occurrences/?territory=atlantis&colour=red&lang=en",
    "404": "/api/v1/labs/nowhere/?lang=en",
    "401": "/api/v1/pages/preview/?token=x",
    "410": "/api/v1/occurrences/{gone}/?lang=en",
}


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """One of everything; an hour later one date of the activity is called off and another one is taken away."""
    with lasting(django_db_blocker):
        with time_machine.travel(api_world.NOW, tick=False) as time, translation.override(settings.SOURCE_LANGUAGE):
            world = api_world.make()
            first = Occurrence.objects.filter(series=world.activity.translation_key).earliest("starts_at")
            later = {name: getattr(first, name) + dt.timedelta(days=1) for name in ("starts_at", "ends_at")}
            extra = ExtraDate.objects.create(page=world.activity, **later)
            world.gone = Occurrence.objects.get(schedule_uid=extra.pk).pk
            time.shift(dt.timedelta(hours=1))
            f.ChangeFactory(occurrence=first)
            time.shift(dt.timedelta(minutes=5))
            extra.delete()
            world.now = timezone.now()
        yield world


@pytest.fixture
def world(made):
    """The same, at the moment when it was made."""
    with time_machine.travel(made.now, tick=False):
        yield made


def example(client, address):
    response = client.get(address)
    assert response.status_code == 200
    value = response.json() if "json" in response["Content-Type"] else response.content.decode()
    return {"summary": f"GET {address}", "value": value}


def asked(client, operation):
    """Return what the API answers to an operation now, as Example Objects by name."""
    return {name: example(client, address) for name, address in ADDRESSES[operation].items()}


def check(name, data):
    """Compare data, chance ids by number, with the example that is kept; `UPDATE_GOLDEN=1` writes it anew."""
    file = FOLDER / f"{name}.json"
    text = UUIDS.sub(lambda found: str(uuid.UUID(int=int(found[1]), version=4)), normalised(data))
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text)
    assert promised(text) == promised(file.read_text())


@pytest.mark.parametrize("operation", ADDRESSES)
def test_an_example_is_what_is_answered(world, client, operation):
    check(operation, asked(client, operation))


@pytest.mark.parametrize("name", LISTS | QUERY_OF_DATES)
def test_an_example_of_one_thing_is_what_is_answered(world, client, name):
    (item,) = client.get(f"/api/v1/{name}/{(LISTS | QUERY_OF_DATES)[name]}").json()["items"]
    address = f"/api/v1/{name}/{item.get('slug') or item['id']}/"
    check(f"{name}_detail", {name: example(client, address)})


@pytest.mark.parametrize("name", HSDS)
def test_an_example_of_one_row_of_a_table_is_what_is_answered(world, client, name):
    (row,) = client.get(f"/api/v1/hsds/{name}?per_page=1").json()["contents"]
    check(f"hsds_{name}_detail", {name: example(client, f"/api/v1/hsds/{name}/{row['id']}")})


def test_an_example_of_a_page_by_its_id_is_what_is_answered(world, client):
    check("pages_detail", {"page": example(client, f"/api/v1/pages/{world.lab.translation_key}/")})


def test_an_example_of_a_draft_is_what_is_answered(world, client):
    FrontEnd.objects.create(site=Site.objects.get(is_default_site=True), address="https://kiosk.example/")
    token = parse_qs(urlsplit(preview_address(world.content)).query)["token"][0]
    item = client.get("/api/v1/pages/preview/", {"token": token}).json()
    check("pages_preview", {"draft": {"summary": "GET /api/v1/pages/preview/?token=…", "value": item}})


def test_the_examples_of_problems_are_what_is_answered(world, client):
    found = {}
    for status, address in PROBLEMS.items():
        response = client.get(address.format(gone=world.gone))
        assert str(response.status_code) == status
        found[status] = response.json()
    with translation.override("en"):
        found["500"] = json.loads(problem_response(500).content)
    check("problems", found)


def test_every_example_meets_its_schema():
    document = json.loads(json.dumps(api.get_openapi_schema(), cls=NinjaJSONEncoder))
    for answer in document["paths"].values():
        (content,) = answer["get"]["responses"]["200"]["content"].values()
        for each in content["examples"].values():
            hold(document, content["schema"], each["value"])
    responses = document["components"]["responses"].values()
    problems = [each["content"]["application/problem+json"] for each in responses if "content" in each]
    assert len(problems) == 5
    for problem in problems:
        hold(document, problem["schema"], problem["example"])


def hold(document, schema, value):
    """Hold a value against a schema of the document, formats included."""
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "components": document["components"]}
    jsonschema_rs.Draft202012Validator(whole, validate_formats=True).validate(value)


def test_a_wrong_example_would_be_found():
    document = json.loads(json.dumps(api.get_openapi_schema(), cls=NinjaJSONEncoder))
    with pytest.raises(jsonschema_rs.ValidationError):
        hold(document, {"$ref": "#/components/schemas/Occurrence"}, {"id": "1"})
