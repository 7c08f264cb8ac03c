"""`/llms.txt` and the web app manifests: what programs and phones are told of the platform."""

import re

import pytest
from django.conf import settings

from settings.api import api
from tests import factories as f

pytestmark = pytest.mark.django_db


def test_it_has_the_form_that_llmstxt_asks_for(client):
    f.territory_page()
    response = client.get("/llms.txt")
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert lines[0] == "# Agorà"
    assert lines[2].startswith("> ")
    lists = [line for line in lines if line.startswith("- ")]
    assert all(re.fullmatch(r"- \[[^]]+\]\(https://[^)]+\)(: .+)?", line) for line in lists)


def test_it_names_every_list_of_the_contract_and_every_address_answers(client):
    f.territory_page()
    text = client.get("/llms.txt").content.decode()
    for path in api.get_openapi_schema()["paths"]:
        assert (f"({settings.PUBLIC_URL}{path})" in text) == ("{" not in path and not path.endswith("/preview/"))
    for address in re.findall(rf"\({re.escape(settings.PUBLIC_URL)}([^)]+)\)", text):
        status = client.get(address).status_code
        # Two of the lists want to be asked for something.
        assert status == 200 or (status == 400 and address in ("/api/v1/pages/", "/api/v1/suggest/")), address


@pytest.mark.parametrize(("language", "direction"), [("it", "ltr"), ("ar", "rtl"), ("zh-hans", "ltr")])
def test_a_phone_is_told_name_colours_and_icons(client, language, direction):
    said = client.get(f"/manifest/{language}.webmanifest")
    assert said["Content-Type"] == "application/manifest+json"
    assert (said.json()["lang"], said.json()["dir"]) == (language, direction)
    assert said.json()["start_url"] == f"/{language}/"
    assert {icon["sizes"] for icon in said.json()["icons"]} == {"any", "192x192", "512x512"}


def test_a_territory_has_its_colours(client):
    page = f.territory_page()
    link = f'href="/manifest/it/{page.own_territory.slug}.webmanifest"'
    html = client.get("/it/pavia/").content.decode()
    assert link in html
    assert f'content="{page.own_territory.colour}"' in html
    said = client.get("/manifest/it/pavia.webmanifest").json()
    assert said["theme_color"] == page.own_territory.colour
    assert said["start_url"] == "/it/pavia/"


@pytest.mark.parametrize("path", ["/manifest/xx.webmanifest", "/manifest/it/nowhere.webmanifest"])
def test_no_other_manifest_is_there(client, path):
    assert client.get(path).status_code == 404
