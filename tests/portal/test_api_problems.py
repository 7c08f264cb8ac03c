"""Errors of the API: problem+json (RFC 9457), everything that is wrong in one round."""

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db

LABS = "/api/v1/labs/"


def problem(response, status):
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    body = response.json()
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    return body


@pytest.mark.parametrize(
    "address", ["/api/", "/api/v1/nothing/", "/api/v1/labs/nowhere/", "/api/wagtail/v2/pages/999/", "/api/nowhere"]
)
def test_what_is_not_there(client, address):
    assert problem(client.get(address), 404)["type"] == "about:blank"


@pytest.mark.parametrize("address", [LABS, "/api/v1/navigation/", "/api/v1/pages/", "/api/wagtail/v2/pages/"])
def test_a_method_that_is_not_taken_names_those_that_are(client, address):
    response = client.post(address)
    problem(response, 405)
    assert {"GET", "HEAD"} <= set(response["Allow"].split(", "))


def test_unknown_names_and_bad_values_come_in_one_round(client):
    query = {"colour": "red", "limit": "900", "lab": "atlantis", "q": "x" * 201, "lang": "tlh"}
    errors = {each["parameter"]: each for each in problem(client.get(LABS, query), 400)["errors"]}
    assert set(errors) == set(query)
    assert errors["limit"]["allowed"] == ["1..100"]
    assert errors["lang"] == errors["lang"] | {"value": "tlh", "allowed": sorted(dict(settings.LANGUAGES))}
    assert "territory" in errors["colour"]["allowed"]
    assert all(each["message"] for each in errors.values())


def test_one_thing_takes_no_filter(client):
    assert problem(client.get("/api/v1/labs/x/?territory=pavia"), 400)["errors"][0]["parameter"] == "territory"


@pytest.mark.parametrize("name", ["from", "when", "free"])
def test_a_name_of_the_grammar_that_a_list_cannot_mean_is_refused(client, name):
    errors = problem(client.get(LABS, {name: "1"}), 400)["errors"]
    assert [each["parameter"] for each in errors] == [name]


def test_more_parameters_than_anybody_reads(client):
    problem(client.get(LABS + "?" + "&".join(f"a{number}=1" for number in range(1001))), 400)


@pytest.mark.parametrize("text", ["\x00", "%ff", "'\"", "🙂", "x" * 10_000, "../../etc", "-1", "1e9"])
@pytest.mark.parametrize("name", ["q", "lab", "limit", "offset", "lang", "kind"])
def test_strange_values_are_answered(client, name, text):
    assert client.get(LABS, {name: text}).status_code in (200, 400)


@pytest.mark.parametrize("key", ["%00", "..", "a b", "🙂", "x" * 3000, "00000000-0000-0000-0000-000000000000"])
@pytest.mark.parametrize(
    "name", ["labs", "organisations", "decisions", "occurrences", "pages", "territories", "topics"]
)
def test_strange_names_are_not_there(client, name, key):
    problem(client.get(f"/api/v1/{name}/{key}/"), 404)


def test_other_peoples_tracking_is_ignored(client):
    assert client.get(LABS, {"utm_source": "x", "fbclid": "y", "gclid": "z"}).status_code == 200


def test_head_is_answered_like_get(client):
    response, whole = client.head(LABS), client.get(LABS)
    assert response.status_code == 200
    assert response.content == b""
    assert response["ETag"] == whole["ETag"]


def test_a_missing_slash_leads_on(client):
    response = client.get("/api/v1/labs?limit=1")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/labs/?limit=1")


def test_an_error_is_said_in_the_language_asked_for(client):
    assert problem(client.get("/api/v1/labs/nowhere/?lang=en"), 404)["detail"] == "There is nothing at this address."
    refused = problem(client.get(LABS, {"lang": "en", "colour": "red", "lab": "\x87"}), 400)["errors"]
    assert {each["parameter"] for each in refused} == {"colour", "lab"}
    assert "There is no filter with this name." in {each["message"] for each in refused}
