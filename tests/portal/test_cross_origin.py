"""What partners read is open to scripts of any origin; nothing else is."""

import pytest

from tests import factories as f

pytestmark = pytest.mark.django_db

OPEN = ["/api/v1/occurrences/", "/feeds/agenda.json", "/embed/agenda/", "/oembed"]
ASKS = {"Origin": "https://comune.example", "Access-Control-Request-Method": "GET"}


@pytest.mark.parametrize("path", OPEN)
def test_a_browser_may_ask_with_the_etag_that_it_has(client, path):
    f.activity()
    said = client.options(path, headers=ASKS | {"Access-Control-Request-Headers": "if-none-match"})
    assert (said.status_code, said.content) == (204, b"")
    assert said["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in said["Access-Control-Allow-Headers"]
    assert "GET" in said["Access-Control-Allow-Methods"]


@pytest.mark.parametrize("path", OPEN[:3])
def test_a_script_reads_the_etag_and_sends_it_back(client, path):
    f.activity()
    first = client.get(path, headers={"Origin": "https://comune.example"})
    assert "ETag" in first["Access-Control-Expose-Headers"]
    again = client.get(path, headers={"Origin": "https://comune.example", "If-None-Match": first["ETag"]})
    assert (again.status_code, again["Access-Control-Allow-Origin"]) == (304, "*")


def test_nobody_is_told_that_they_may_write_or_send_a_token(client):
    said = client.options("/api/wagtail/v3/pages/", headers=ASKS | {"Access-Control-Request-Method": "POST"})
    assert "POST" not in said["Access-Control-Allow-Methods"]
    assert "Authorization" not in said["Access-Control-Allow-Headers"]
    assert not said.has_header("Access-Control-Allow-Credentials")


@pytest.mark.parametrize("path", ["/it/", "/admin/login/"])
def test_pages_and_the_admin_are_not_open(client, path):
    f.home()
    assert not client.get(path).has_header("Access-Control-Allow-Origin")
    assert not client.options(path, headers=ASKS).has_header("Access-Control-Allow-Origin")


def test_options_of_other_kinds_are_not_taken(client):
    assert client.options("/api/v1/occurrences/").status_code == 405
