"""Organisations and services after HSDS 3.1: held against its schemas, and what is told where."""

import datetime as dt
import json
import uuid
from pathlib import Path

import jsonschema_rs
import pytest
import time_machine
from django.utils import timezone

from home.hsds import tables
from home.hsds.keys import organization_key
from home.hsds.router import LISTINGS
from home.hsds.schedules import parts_of, recurring
from labs.models import LabPlace, OpeningHours, Organisation
from portal.api.identity import record_id
from portal.models import Audience, Topic
from tests import api_world
from tests import factories as f
from tests.golden_files import check_golden
from tests.queries import queries_of
from tests.worlds import once

pytestmark = pytest.mark.django_db

HSDS = "/api/v1/hsds/"
SCHEMAS = json.loads((Path(__file__).resolve().parent.parent / "judges" / "hsds-3.1.schema.json").read_text())
TABLES = {
    "organizations": "organization",
    "services": "service",
    "locations": "location",
    "service_at_locations": "service_at_location",
    "schedules": "schedule",
}


def hold(table, value):
    """Hold a row against the schema of its table."""
    schema = {"$schema": SCHEMAS["$schema"], "$ref": f"#/$defs/{table}", "$defs": SCHEMAS["$defs"]}
    jsonschema_rs.Draft202012Validator(schema, validate_formats=True).validate(value)


def listed(client, name, **query):
    found = client.get(f"{HSDS}{name}", query)
    assert found.status_code == 200, found.content
    return found.json()


made, world = once(api_world.make, api_world.NOW)


@pytest.mark.parametrize(("name", "table"), TABLES.items())
def test_a_table_is_as_promised_and_as_the_standard_says(world, client, name, table):
    page = listed(client, name, full="true")
    check_golden(f"hsds_{name}", page)
    hold("page", page)
    assert page["contents"]
    for row in page["contents"]:
        hold(table, row)
        assert client.get(f"{HSDS}{name}/{row['id']}").json() == row


@pytest.mark.parametrize(("name", "table"), TABLES.items())
def test_a_list_has_the_own_fields_of_each_row(world, client, name, table):
    for row in listed(client, name)["contents"]:
        hold(table, row)
        assert not any(isinstance(value, list) for value in row.values())


def test_the_judge_finds_what_is_wrong(world, client):
    row = listed(client, "services", full="true")["contents"][0]
    for wrong in ({"status": "open"}, {"name": None}, {"id": "1"}, {"naem": "x"}, {"assured_date": "20 May"}):
        with pytest.raises(jsonschema_rs.ValidationError):
            hold("service", row | wrong)


def test_the_shapes_in_our_description_hold_too(world, client):
    for listing in LISTINGS:
        for row in listed(client, listing.name, full="true")["contents"]:
            listing.schema.model_validate(row)


def test_it_says_what_it_is(client, settings):
    settings.PUBLISHER_EMAIL = "dati@agora.example"
    found = client.get(HSDS).json()
    assert found["version"] == "3.1"
    assert client.get(found["openapi_url"].removeprefix("https://agora.example")).status_code == 200
    assert found["publisher"] == {"name": "Agorà", "email": "dati@agora.example", "website": "https://agora.example/"}


@pytest.mark.parametrize("path", ["services", "services/", "services/{id}", "services/{id}/"])
def test_addresses_answer_with_and_without_a_slash(world, client, path):
    assert client.get(HSDS + path.format(id=world.lab.translation_key)).status_code == 200


def test_rows_name_each_other(world, client):
    rows = {name: {row["id"]: row for row in listed(client, name, full="true")["contents"]} for name in TABLES}
    for service in rows["services"].values():
        assert service.get("organization_id") in {None, *rows["organizations"]}
        for at in service.get("service_at_locations", []):
            assert rows["service_at_locations"][at["id"]]["location_id"] in rows["locations"]
            assert at["service_id"] == service["id"]
        for schedule in service.get("schedules", []):
            assert rows["schedules"][schedule["id"]]["service_id"] == service["id"]
    every = [key for table in rows.values() for key in table]
    assert len(every) == len(set(every))
    assert all(uuid.UUID(key) for key in every)


def test_a_lab_and_its_activity_share_a_program(world, client):
    lab = client.get(f"{HSDS}services/{world.lab.translation_key}").json()
    activity = client.get(f"{HSDS}services/{world.activity.translation_key}").json()
    assert lab["program_id"] == activity["program_id"]
    assert lab["organization"]["name"] == "Comune di Pavia"
    assert activity["fees_description"] == "1 euro"


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("full", ["true", "false"])
def test_no_person_and_no_draft_is_told(world, client, name, full):
    text = client.get(f"{HSDS}{name}", {"full": full}).content.decode()
    for secret in (*api_world.SECRETS, "PERSONA", "consenso@agora.example"):
        assert secret not in text


def test_whom_to_ask_is_a_role(world, client):
    (contact,) = client.get(f"{HSDS}services/{world.lab.translation_key}").json()["contacts"]
    assert (contact["title"], contact["department"]) == ("Referente del laboratorio", "Comune di Pavia")
    assert set(contact) == {"id", "service_id", "title", "department"}


def test_what_is_not_public_is_nowhere(world, client):
    key = world.lab.translation_key
    world.lab.unpublish()
    assert client.get(f"{HSDS}services/{key}").status_code == 404
    assert [row["name"] for row in listed(client, "services")["contents"]] == ["Gruppo ospite"]
    assert listed(client, "schedules")["empty"]
    assert listed(client, "service_at_locations")["empty"]


@pytest.mark.parametrize(
    ("rrule", "expected"),
    [
        ("", {"count": 1}),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=8", {"freq": "WEEKLY", "interval": 1, "byday": "TU", "count": 8}),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", {"freq": "WEEKLY", "interval": 2, "byday": "MO,TH"}),
        ("FREQ=MONTHLY;BYDAY=1SA", {"freq": "MONTHLY", "interval": 1, "byday": "1SA"}),
        ("FREQ=DAILY", {"freq": "WEEKLY", "interval": 1, "byday": "MO,TU,WE,TH,FR,SA,SU"}),
        ("FREQ=WEEKLY;UNTIL=20261231T225959Z", {"freq": "WEEKLY", "interval": 1, "until": "2026-12-31"}),
        ("FREQ=WEEKLY;UNTIL=20261231", {"freq": "WEEKLY", "interval": 1, "until": "2026-12-31"}),
        ("FREQ=DAILY;INTERVAL=3", None),
        ("FREQ=YEARLY", None),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1", None),
    ],
)
def test_what_the_fields_of_the_standard_can_say_of_a_rule(rrule, expected):
    assert parts_of(rrule) == expected


def test_a_rule_that_they_cannot_say_is_told_as_it_is(client):
    f.activity(schedules=[f.schedule(rrule="FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1")])
    (row,) = listed(client, "schedules")["contents"]
    assert row["notes"] == "RRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1"
    assert row["schedule_link"].endswith(".ics")
    assert "freq" not in row


@pytest.mark.parametrize(("month", "hours"), [(1, "16:30+01:00"), (7, "16:30+02:00")])
def test_hours_have_the_offset_that_holds_now(client, month, hours):
    with time_machine.travel(dt.datetime(2027, month, 15, 12, tzinfo=dt.UTC), tick=False):
        f.activity(schedules=[f.schedule(rrule="FREQ=WEEKLY;COUNT=2")])
        (row,) = listed(client, "schedules")["contents"]
    assert row["opens_at"] == hours
    assert row["timezone"] == int(hours[6:8])


def test_what_lasts_whole_days_has_no_hours(client):
    f.activity(schedules=[f.schedule(start_time=None)])
    (row,) = listed(client, "schedules")["contents"]
    assert not {"opens_at", "closes_at", "timezone"} & set(row)


def test_dates_left_out_are_pointed_to():
    start, end = "2026-11-24T16:30:00+01:00", "2026-11-24T18:30:00+01:00"
    facts = {"uid": f"{uuid.uuid4()}@agora.example", "dtstart": start, "dtend": end, "rrule": "FREQ=WEEKLY;COUNT=3"}
    facts |= {"rdate": [], "exdate": ["2026-12-01T16:30:00+01:00"], "place": None}
    row = recurring(str(uuid.uuid4()), "https://agora.example/feeds/x.ics", facts)
    hold("schedule", row)
    assert row["notes"] == "Alcune date mancano o si aggiungono: il calendario le ha tutte."


def test_pages_go_through_labs_and_activities_without_a_gap(client):
    labs = [f.lab(title) for title in ("Alfa", "Beta", "Gamma")]
    for title in ("Uno", "Due"):
        f.activity(title, labs[0])
    pages = [listed(client, "services", per_page=2, page=page) for page in (1, 2, 3, 4)]
    names = [[row["name"] for row in page["contents"]] for page in pages]
    assert names == [["Alfa", "Beta"], ["Gamma", "Due"], ["Uno"], []]
    assert [(page["first_page"], page["last_page"], page["empty"]) for page in pages] == [
        (True, False, False),
        (False, False, False),
        (False, True, False),
        (False, True, True),
    ]
    assert {(page["total_items"], page["total_pages"]) for page in pages} == {(5, 3)}
    assert [page["size"] for page in pages] == [2, 2, 1, 0]


def test_parts_are_paged_over_chunks_of_services(client, monkeypatch):
    place = f.PlaceFactory()
    for title in ("Alfa", "Beta", "Gamma"):
        f.lab(title, place=place, connected_places=[LabPlace(place=f.PlaceFactory(), note="letture")])
    whole = [row["id"] for row in listed(client, "service_at_locations")["contents"]]
    monkeypatch.setattr(tables, "CHUNK", 1)
    pages = [listed(client, "service_at_locations", per_page=4, page=page) for page in (1, 2)]
    assert [row["id"] for page in pages for row in page["contents"]] == whole
    assert {page["total_items"] for page in pages} == {len(whole)} == {6}


def test_what_is_asked_for_narrows(client):
    f.lab("Sartoria"), f.lab("MilleMani", "rho")
    f.OrganisationFactory(name="Comune di Rho"), f.OrganisationFactory(name="Coro")

    def names(table, **query):
        return [row["name"] for row in listed(client, table, **query)["contents"]]

    assert names("services", search="sartorie") == ["Sartoria"]
    assert names("services", territory="rho") == ["MilleMani"]
    assert names("organizations", search="coro") == ["Coro"]
    assert names("services", modified_after=(timezone.now() + dt.timedelta(hours=1)).isoformat()) == []
    assert len(names("services", modified_after="2020-01-01T00:00:00Z")) == 2


def test_services_are_found_by_their_organisation_and_their_term(client):
    comune, coro = f.OrganisationFactory(name="Comune di Pavia"), f.OrganisationFactory(name="Coro")
    topic = f.TopicFactory(name="compiti")
    lab = f.lab("Alfa", referent_organisation=comune, contact=f.ContactFactory(organisation=comune))
    f.activity("Compiti", lab, topics=[topic])
    f.activity("Canto", lab, contact=f.ContactFactory(organisation=coro))
    f.lab("Beta")

    def names(table="services", **query):
        return [row.get("name") or row["id"] for row in listed(client, table, **query)["contents"]]

    found = {row["name"]: row["id"] for row in listed(client, "organizations")["contents"]}
    assert names(organization_id=found["Comune di Pavia"]) == ["Alfa", "Compiti"]
    assert names(organization_id=found["Coro"]) == ["Canto"]
    assert names(organization_id=str(uuid.uuid4())) == []
    (compiti,) = [row for row in listed(client, "services", full="true")["contents"] if row["name"] == "Compiti"]
    term = compiti["attributes"][0]["taxonomy_term_id"]
    assert names(taxonomy_term_id=term) == ["Compiti"]
    assert names(taxonomy_term_id=term, organization_id=found["Coro"]) == []
    assert names(taxonomy_term_id=str(uuid.uuid4())) == []
    assert len(names("schedules", taxonomy_term_id=term)) == 1


def test_asked_by_organisation_a_list_has_the_services_that_name_it(client):
    host, own = (f.ContactFactory(organisation=f.OrganisationFactory(name=name)) for name in ("Comune", "Coro"))
    nobody = f.ContactFactory(organisation=None, territory=host.territory)
    labs = [f.lab(referent_organisation=own.organisation, contact=contact) for contact in (host, nobody, None)]
    for lab in labs:
        for contact in (own, host, nobody, None):
            f.activity(below=lab, contact=contact)
    rows = listed(client, "services", per_page=100)["contents"]
    organizations = [row["id"] for row in listed(client, "organizations")["contents"]]
    assert {row.get("organization_id") for row in rows} == {None, *organizations}
    for key in organizations:
        named = [row["id"] for row in rows if row.get("organization_id") == key]
        found = listed(client, "services", per_page=100, organization_id=key)["contents"]
        assert [row["id"] for row in found] == named


def test_ids_are_looked_up_once_however_many_services_there_are(client, monkeypatch):
    comune, topic = f.OrganisationFactory(name="Comune"), f.TopicFactory()
    lab = f.lab(contact=f.ContactFactory(organisation=comune))
    for _each in range(3):
        f.activity(below=lab, topics=[topic])
    monkeypatch.setattr(tables, "CHUNK", 1)
    ids = f"organization_id={organization_key(comune.slug)}&taxonomy_term_id={record_id('topic', topic.slug)}"
    asked = queries_of(client, f"{HSDS}schedules?{ids}")
    for model in (Organisation, Topic, Audience):
        table = model._meta.db_table
        assert sum(query.startswith(f'SELECT "{table}"."slug"') for query in asked) == 1
    assert listed(client, f"schedules?{ids}")["total_items"] == 3


@pytest.mark.parametrize(
    "query",
    [
        "?organization_id=comune",
        "?taxonomy_term_id=1",
        "?page=0",
        "?per_page=1000",
        "?full=perhaps",
        "?offset=3",
        "?modified_after=today",
        "?territory=atlantis",
    ],
)
def test_what_it_does_not_take_is_refused_by_name(client, query):
    refused = client.get(f"{HSDS}services{query}")
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["parameter"] == query[1:].partition("=")[0]


@pytest.mark.parametrize("key", ["nothing", "00000000-0000-4000-8000-000000000000"])
@pytest.mark.parametrize("name", TABLES)
def test_an_unknown_id_is_not_found(client, name, key):
    assert client.get(f"{HSDS}{name}/{key}").status_code == 404


def make_one():
    body, place = f.OrganisationFactory(), f.PlaceFactory()
    hours = [OpeningHours(weekday=0, opens=dt.time(9), closes=dt.time(12))]
    lab = f.lab(
        place=place, referent_organisation=body, opening_hours=hours, contact=f.ContactFactory(organisation=body)
    )
    f.activity(below=lab, topics=[f.TopicFactory()])


@pytest.mark.parametrize("name", TABLES)
def test_a_list_costs_the_same_however_long(client, name):
    make_one()
    one = queries_of(client, f"{HSDS}{name}?full=true")
    make_one(), make_one()
    assert len(queries_of(client, f"{HSDS}{name}?full=true")) == len(one)


def test_whoever_has_it_is_told_so_until_it_changes(world, client):
    first = client.get(f"{HSDS}services")
    assert first["Access-Control-Allow-Origin"] == "*"
    assert client.get(f"{HSDS}services", headers={"If-None-Match": first["ETag"]}).status_code == 304
    f.lab("Nuovo")
    assert client.get(f"{HSDS}services", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_addresses_are_told_in_the_letters_that_machines_know(client):
    activity = f.activity("Ascolto", topics=[f.TopicFactory(name="Genitorialità", slug="genitorialità")])
    row = client.get(f"{HSDS}services/{activity.translation_key}").json()
    hold("service", row)
    (attribute,) = row["attributes"]
    assert attribute["taxonomy_term"]["term_uri"] == "https://agora.example/api/v1/topics/genitorialit%C3%A0/"
    assert client.get(attribute["taxonomy_term"]["term_uri"].removeprefix("https://agora.example")).status_code == 200
