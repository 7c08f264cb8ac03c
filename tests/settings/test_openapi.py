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
    kind = next(each for each in names if each["name"] == "kind")
    assert kind["schema"] == {"type": "array", "items": {"type": "string", "enum": ["activity", "event", "meeting"]}}


@pytest.mark.parametrize("address", ["/api/v1/docs", "/api/v1/docs/"])
def test_the_page_asks_no_third_party(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert re.findall(r"(?:https?:)?//[\w.-]+", response.content.decode()) == []
    assert b'"validatorUrl": null' in response.content


def test_errors_have_a_declared_shape(client):
    document = client.get("/api/v1/openapi.json").json()
    refused = document["paths"]["/api/v1/labs/"]["get"]["responses"]["400"]
    assert "ProblemDetails" in str(refused)
    fields = set(document["components"]["schemas"]["ProblemDetails"]["properties"])
    sent = client.get("/api/v1/labs/?x=1").json()
    assert set(sent) == fields
