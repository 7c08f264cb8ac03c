"""The machines' documentation: OpenAPI 3.1 and a page that asks no third party."""

import re

import pytest

pytestmark = pytest.mark.django_db


def test_the_document_says_every_resource_and_its_errors(client):
    document = client.get("/api/v1/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": "https://agora.example"}]
    resources = {path.split("/")[3] for path in document["paths"]}
    promised = "territories labs activities events occurrences councils meetings decisions organisations places topics"
    assert resources >= {*promised.split(), "audiences", "pages", "navigation"}
    for answer in document["paths"].values():
        assert set(answer) == {"get"}
        assert answer["get"]["summary"]
        assert "200" in answer["get"]["responses"]


def test_a_repeatable_filter_is_a_list(client):
    names = client.get("/api/v1/openapi.json").json()["paths"]["/api/v1/occurrences/"]["get"]["parameters"]
    kind = next(each for each in names if each.get("name") == "kind")["schema"]
    assert (kind["type"], kind["maxItems"]) == ("array", 50)
    assert kind["items"] == {"type": "string", "enum": ["activity", "event", "meeting"]}


@pytest.mark.parametrize("address", ["/api/v1/docs", "/api/v1/docs/"])
def test_the_page_asks_no_third_party(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert re.findall(r"(?:https?:)?//[\w.-]+", response.content.decode()) == []
    assert b'"validatorUrl": null' in response.content


def test_errors_have_a_declared_shape(client):
    document = client.get("/api/v1/openapi.json").json()
    refused = document["components"]["responses"]["BadRequest"]["content"]
    assert refused["application/problem+json"]["schema"]["$ref"].endswith("/ProblemDetails")
    fields = set(document["components"]["schemas"]["ProblemDetails"]["properties"])
    sent = client.get("/api/v1/labs/?x=1").json()
    assert set(sent) == fields


def operations(client):
    document = client.get("/api/v1/openapi.json").json()
    return [(path, answer["get"]) for path, answer in document["paths"].items()], document


def test_every_operation_is_told_whole(client):
    found, document = operations(client)
    summaries = [operation["summary"] for _path, operation in found]
    assert len(set(summaries)) == len(summaries)
    for path, operation in found:
        assert operation["description"], path
        assert {"200", "304", "400", "500"} <= set(operation["responses"]), path
        assert ("404" in operation["responses"]) == ("{key}" in path or path.endswith("/pages/"))
        (content,) = operation["responses"]["200"]["content"].values()
        assert content["examples"], path
        assert {"ETag", "Cache-Control"} <= set(operation["responses"]["200"]["headers"])
        for each in operation["parameters"]:
            told = document["components"]["parameters"]["IfNoneMatch"] if "$ref" in each else each
            assert told["description"], (path, told["name"])
            assert "example" in told, (path, told["name"])


def test_what_is_gone_and_what_was_taken_away_is_told(client):
    found, _document = operations(client)
    dates = dict(found)
    assert "410" in dates["/api/v1/occurrences/{key}/"]["responses"]
    examples = dates["/api/v1/occurrences/"]["responses"]["200"]["content"]["application/json"]["examples"]
    assert "removed" in {item["status"] for example in examples.values() for item in example["value"]["items"]}


def test_the_document_is_in_english_whatever_the_reader_speaks(client):
    document = client.get("/api/v1/openapi.json", headers={"accept-language": "it"}).json()
    assert document["paths"]["/api/v1/labs/"]["get"]["summary"] == "Labs"
    said = {each["description"] for each in document["paths"]["/api/v1/labs/"]["get"]["parameters"] if "name" in each}
    assert "Of one of these territories." in said
