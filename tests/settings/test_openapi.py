"""The machines' documentation: OpenAPI 3.1 and a page that asks no third party."""

import re
from uuid import uuid4

import jsonschema_rs
import pytest
from django.test import Client

from portal.webhooks.event_types import EventType
from portal.webhooks.events import Event

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def document(django_db_setup, django_db_blocker):
    """What everybody gets; making it takes seconds."""
    with django_db_blocker.unblock():
        return Client().get("/api/v1/openapi.json").json()


def test_the_document_says_every_resource_and_its_errors(document):
    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": "https://agora.example"}]
    resources = {path.split("/")[3] for path in document["paths"]}
    promised = "territories labs activities events occurrences councils meetings decisions organisations places topics"
    assert resources >= {*promised.split(), "audiences", "pages", "navigation"}
    for answer in document["paths"].values():
        assert set(answer) == {"get"}
        assert answer["get"]["summary"]
        assert "200" in answer["get"]["responses"]


def test_a_repeatable_filter_is_a_list(document):
    names = document["paths"]["/api/v1/occurrences/"]["get"]["parameters"]
    kind = next(each for each in names if each.get("name") == "kind")["schema"]
    assert (kind["type"], kind["maxItems"]) == ("array", 50)
    assert kind["items"] == {"type": "string", "enum": ["activity", "event", "meeting"]}


@pytest.mark.parametrize("address", ["/api/v1/docs", "/api/v1/docs/"])
def test_the_page_asks_no_third_party(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert re.findall(r"(?:https?:)?//[\w.-]+", response.content.decode()) == []
    assert b'"validatorUrl": null' in response.content


def test_errors_have_a_declared_shape(document, client):
    refused = document["components"]["responses"]["BadRequest"]["content"]
    assert refused["application/problem+json"]["schema"]["$ref"].endswith("/ProblemDetails")
    fields = set(document["components"]["schemas"]["ProblemDetails"]["properties"])
    sent = client.get("/api/v1/labs/?x=1").json()
    assert set(sent) == fields


def operations(document):
    return [(path, answer["get"]) for path, answer in document["paths"].items()]


def test_every_operation_is_told_whole(document):
    found = operations(document)
    summaries = [operation["summary"] for _path, operation in found]
    assert len(set(summaries)) == len(summaries)
    for path, operation in found:
        assert operation["description"], path
        assert {"200", "400", "500"} <= set(operation["responses"]), path
        assert ("404" in operation["responses"]) == ("{key}" in path or path.endswith("/pages/"))
        (content,) = operation["responses"]["200"]["content"].values()
        assert content["examples"], path
        kept = "headers" in operation["responses"]["200"]
        assert kept == ("304" in operation["responses"]) == (not path.endswith("/preview/"))
        assert not kept or {"ETag", "Cache-Control"} <= set(operation["responses"]["200"]["headers"])
        for each in operation["parameters"]:
            told = document["components"]["parameters"]["IfNoneMatch"] if "$ref" in each else each
            assert told["description"], (path, told["name"])
            assert "example" in told, (path, told["name"])


def test_no_answer_has_a_value_of_any_shape(document):
    loose = {}, {"type": "object"}
    for name, shape in document["components"]["schemas"].items():
        for found in shapes_in(shape):
            assert {key: found[key] for key in found if key not in ("title", "description")} not in loose, name


def shapes_in(shape):
    """Yield a schema and all schemas inside of it."""
    yield shape
    for inner in (*shape.get("properties", {}).values(), *shape.get("anyOf", ()), *shape.get("oneOf", ())):
        yield from shapes_in(inner)
    for name in ("items", "additionalProperties"):
        if isinstance(shape.get(name), dict):
            yield from shapes_in(shape[name])


def test_a_page_and_a_block_are_told_apart_by_their_type(document):
    schemas = document["components"]["schemas"]
    for name, types in (("Page", 11), ("Block", 10)):
        assert schemas[name]["discriminator"]["propertyName"] == "type"
        assert len(schemas[name]["discriminator"]["mapping"]) == types


def test_what_is_gone_and_what_was_taken_away_is_told(document):
    dates = dict(operations(document))
    assert "410" in dates["/api/v1/occurrences/{key}/"]["responses"]
    examples = dates["/api/v1/occurrences/"]["responses"]["200"]["content"]["application/json"]["examples"]
    assert "removed" in {item["status"] for example in examples.values() for item in example["value"]["items"]}


def test_the_document_is_in_english_whatever_the_reader_speaks(client):
    document = client.get("/api/v1/openapi.json", headers={"accept-language": "it"}).json()
    assert document["paths"]["/api/v1/labs/"]["get"]["summary"] == "Labs"
    said = {each["description"] for each in document["paths"]["/api/v1/labs/"]["get"]["parameters"] if "name" in each}
    assert "Of one of these territories." in said


def test_what_receivers_of_webhooks_get_is_told_by_type(document):
    told = document["webhooks"]
    assert set(told) == {*EventType.values, "webhook.test"}
    shapes = document["components"]["schemas"]
    for name, item in told.items():
        operation = item["post"]
        assert operation["summary"], name
        assert operation["description"], name
        assert {"2XX", "410", "default"} == set(operation["responses"])
        signed = {"webhook-id", "webhook-timestamp", "webhook-signature"}
        assert {each["name"] for each in operation["parameters"] if each["required"]} == signed
        reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        shape = shapes[reference.rsplit("/", 1)[1]]
        assert (shape["properties"]["type"]["const"], shape["additionalProperties"]) == (name, False)
        assert set(shape["required"]) == {"type", "timestamp", "data"}


@pytest.mark.parametrize("kind", [*EventType.values, "webhook.test"])
def test_what_is_sent_has_the_shape_that_is_told(document, kind):
    reference = document["webhooks"][kind]["post"]["requestBody"]["content"]["application/json"]["schema"]
    things = {"occurrence": "occurrence", "minutes": "meeting", "webhook": "test"}
    thing = things.get(kind.split(".")[0], "lab")
    sent = Event(kind, uuid4(), thing, "https://agora.example/it/", "/api/v1/pages/x/").payload()
    schema = {**reference, "components": document["components"]}
    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    validator.validate(sent)
    assert not validator.is_valid(sent | {"title": "x"})
    assert not validator.is_valid(sent | {"type": "page.exploded"})
