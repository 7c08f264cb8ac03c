"""The catalogue of open data: after DCAT-AP_IT, as a harvester reads it."""

import datetime as dt
import json

import pytest
import time_machine

from home.open_data.catalog_schemas import Catalog
from home.open_data.data_sets import DATA_SETS
from portal.models import Territory
from tests import api_world
from tests import factories as f
from tests.golden_files import check_golden
from tests.home.catalogs import broken, graph, rules
from tests.queries import queries_of
from tests.worlds import once

pytestmark = pytest.mark.django_db

CATALOG = "/api/v1/catalog.jsonld"
LATER = api_world.NOW.replace(year=2027)
PREFIXES = """
PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/> PREFIX dcatapit: <http://dati.gov.it/onto/dcatapit#>
"""
# Recommended, not required: a sub-theme (21), the day of the first issue (24), and where no office's address is set,
# whom to write to (41, 203).
LEFT_OUT = {(21, "warning"), (24, "warning")}
WITHOUT_CONTACT = LEFT_OUT | {(41, "warning"), (203, "warning")}


made, world = once(api_world.make, api_world.NOW)


def test_it_is_as_promised(world, client):
    found = client.get(CATALOG)
    assert found["Content-Type"] == "application/ld+json"
    check_golden("catalog", found.json())
    Catalog.model_validate(found.json())


@pytest.mark.parametrize("query", ["", "?territory=pavia", "?territory=pavia&territory=rho"])
def test_no_rule_of_the_profile_is_broken(world, client, settings, query):
    f.territory_page("rho")
    assert broken(graph(client.get(CATALOG + query).content)) == WITHOUT_CONTACT
    settings.PUBLISHER_EMAIL, settings.PUBLISHER_IPA = "dati@agora.example", "c_g388"
    Territory.objects.update(lead_body="Consorzio", lead_body_ipa="csp")
    assert broken(graph(client.get(f"{CATALOG}{query}{'&' if query else '?'}utm_source=x").content)) == LEFT_OUT


def test_the_rules_find_what_is_wrong(world, client):
    assert len(rules()) == 122
    catalog = client.get(CATALOG).json()
    for data_set in catalog["dcat:dataset"]:
        del data_set["dct:rightsHolder"], data_set["dcat:distribution"][0]["dct:license"]
        data_set["dct:modified"] = "yesterday"
    errors = {rule for rule, severity in broken(graph(json.dumps(catalog))) if severity == "error"}
    assert len(errors) >= 3


def test_a_harvester_finds_every_file_with_its_licence(world, client):
    catalog = graph(client.get(CATALOG).content)
    rows = catalog.query(
        PREFIXES
        + """
        SELECT ?title ?address ?type WHERE {
          ?catalog a dcatapit:Catalog ; dcat:dataset ?set .
          ?set dct:title ?title ; dcat:distribution ?form .
          ?form dcat:downloadURL ?address ; dct:format ?type ;
            dct:license <https://w3id.org/italia/controlled-vocabulary/licences/A21_CCBY40> .
          FILTER (lang(?title) = "en")
        }"""
    )
    found = {str(row.address).removeprefix("https://agora.example") for row in rows}
    names = {data_set.name for data_set in DATA_SETS}
    assert names == {"calendar", "labs", "organisations", "places", "decisions", "indicators"}
    assert found == {f"/api/v1/data/{name}.{end}" for name in names for end in ("csv", "json")} | {
        "/api/v1/data/calendar.jsonld"
    }
    for address in found:
        assert client.get(address).status_code == 200


def test_a_territory_has_a_catalogue_of_its_own_as_its_lead_bodys(world, client):
    Territory.objects.update(lead_body="Consorzio Sociale Pavese", lead_body_ipa="csp")
    catalog = graph(client.get(f"{CATALOG}?territory=pavia").content)
    holders = catalog.query(
        PREFIXES + "SELECT DISTINCT ?n ?i WHERE {?s dct:rightsHolder [foaf:name ?n; dct:identifier ?i]}"
    )
    assert [tuple(map(str, row)) for row in holders] == [("Consorzio Sociale Pavese", "csp")]
    addresses = catalog.query(PREFIXES + "SELECT ?a WHERE {?s dcat:downloadURL ?a}")
    assert all(str(row.a).endswith("?territory=pavia") for row in addresses)
    whole = graph(client.get(CATALOG).content)
    publishers = whole.query(PREFIXES + "SELECT DISTINCT ?n WHERE {?s dct:rightsHolder/foaf:name ?n}")
    assert [str(row.n) for row in publishers] == ["Agorà"]


def test_it_is_modified_when_something_is_written_and_at_no_other_time(client):
    with time_machine.travel(LATER, tick=False) as time:
        lab = f.lab()
        time.shift(dt.timedelta(days=2))
        first = client.get(CATALOG).json()["dct:modified"]["@value"]
        assert first == "2027-11-20T10:00:00+01:00"
        assert client.get(CATALOG).json()["dct:modified"]["@value"] == first
        lab.save_revision().publish()
        assert client.get(CATALOG).json()["dct:modified"]["@value"] == "2027-11-22T10:00:00+01:00"


def test_who_has_it_is_told_so_and_anybody_may_read_it(world, client):
    first = client.get(CATALOG)
    assert first["Access-Control-Allow-Origin"] == "*"
    assert client.get(CATALOG, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.head(CATALOG).status_code == 200


@pytest.mark.parametrize("query", ["?territory=atlantis", "?lang=it", "?colour=red"])
def test_what_it_does_not_take_is_refused(world, client, query):
    refused = client.get(CATALOG + query)
    assert (refused.status_code, refused["Content-Type"]) == (400, "application/problem+json")


def test_it_costs_the_same_however_much_there_is(client):
    f.lab()
    one = len(queries_of(client, CATALOG))
    f.lab("Crosione"), f.lab("MilleMani", "rho")
    assert len(queries_of(client, CATALOG)) == one
