"""Data sets to take away: what is in them and what never is, in each of their forms."""

import csv
import datetime as dt
import io
import json
import warnings
from pathlib import Path

import csvw
import pytest
import time_machine
from django.utils import timezone
from wagtail.models import PageViewRestriction

from events.models import Occurrence
from events.open_data.cpev_schemas import EventsDocument
from home.open_data.data_sets import DATA_SETS
from labs.models import Contact, Indicator, Organisation
from portal.open_data import data_set as declared
from portal.open_data import downloads
from portal.open_data.schemas import CsvwTable, data_resource_of
from tests import api_world
from tests import factories as f
from tests.golden_files import check_golden, check_golden_text
from tests.home.catalogs import graph
from tests.queries import queries_of
from tests.worlds import once

pytestmark = pytest.mark.django_db

NAMES = [data_set.name for data_set in DATA_SETS]
FILES = [f"{name}.{end}" for name in NAMES for end in ("csv", "json")] + ["calendar.jsonld"]


made, world = once(api_world.make, api_world.NOW)


def address(file, query=""):
    return f"/api/v1/data/{file}{query}"


def content(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def table(client, name, query=""):
    text = content(client.get(address(f"{name}.csv", query))).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_as_promised(world, client, name):
    found = client.get(address(f"{name}.csv"))
    assert found["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert found["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    text = content(found).decode()
    assert not text.startswith("\ufeff")
    assert text.endswith("\r\n")
    check_golden_text(f"{name}.csv", text)


@pytest.mark.parametrize("data_set", DATA_SETS, ids=NAMES)
def test_json_has_the_same_rows_with_licence_and_meaning(world, client, data_set):
    found = json.loads(content(client.get(address(f"{data_set.name}.json"))))
    check_golden(f"data_{data_set.name}", found)
    data_resource_of(data_set).model_validate(found)
    assert found["licenses"][0]["name"] == "CC-BY-4.0"
    assert all(field["description"] for field in found["schema"]["fields"])
    rows = table(client, data_set.name)
    assert [row["id"] for row in found["data"]] == [row["id"] for row in rows] != []
    assert list(found["data"][0]) == list(rows[0])


@pytest.mark.parametrize("name", NAMES)
def test_csv_on_the_web_reads_a_table_by_its_description(world, client, name, tmp_path):
    """The judge holds every cell against its type, and every row against the key."""
    found = client.get(address(f"{name}.csv"))
    described = found["Link"].partition(">")[0].removeprefix("<https://agora.example")
    told = client.get(described)
    assert told["Content-Type"] == "application/csvm+json"
    CsvwTable.model_validate(told.json())
    (tmp_path / f"{name}.csv").write_bytes(content(found))
    metadata: Path = tmp_path / f"{name}.csv-metadata.json"
    metadata.write_text(json.dumps(told.json() | {"url": f"{name}.csv"}))
    assert csvw.CSVW(str(metadata), validate=True).is_valid
    metadata.write_text(metadata.read_text().replace('"string"', '"integer"'))
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        assert not csvw.CSVW(str(metadata), validate=True).is_valid


@pytest.mark.parametrize("file", FILES)
def test_no_person_and_no_draft_is_in_any_form(world, client, file):
    text = content(client.get(address(file))).decode()
    for secret in (*api_world.SECRETS, "PERSONA", "consenso@agora.example"):
        assert secret not in text


def restrict(lab):
    PageViewRestriction.objects.create(page=lab, restriction_type="login")


def expire(lab):
    lab.expire_at = timezone.now() - dt.timedelta(seconds=1)
    lab.save()


@pytest.mark.parametrize(
    "hide", [restrict, expire, lambda lab: lab.unpublish()], ids=["private", "expired", "unpublished"]
)
def test_what_is_not_public_is_in_none(world, client, hide):
    before = {name: table(client, name) for name in ("labs", "calendar", "decisions")}
    assert any(row["slug"] == "la-torretta" for row in before["labs"])
    hide(world.lab)
    assert "la-torretta" not in [row["slug"] for row in table(client, "labs")]
    assert table(client, "calendar") == table(client, "decisions") == []
    assert [row["labs"] for row in table(client, "organisations")] == [""]


def test_a_withdrawn_minutes_state_takes_its_decisions_away(world, client):
    assert len(table(client, "decisions")) == 1
    world.approved.minutes_state = "draft"
    world.approved.save_revision().publish()
    assert table(client, "decisions") == []


def test_the_figures_of_a_territory_go_with_its_page(world, client):
    Indicator.objects.create(slug="everywhere", label={"it": "Persone"}, value="-3.50", source="Conteggio")
    assert {row["territory"]: row["value"] for row in table(client, "indicators")} == {"pavia": "1234", "": "-3.5"}
    world.territory_page.unpublish()
    assert [row["slug"] for row in table(client, "indicators")] == ["everywhere"]
    assert client.get("/api/v1/indicators/pavia-persone/").status_code == 404


def test_a_formula_is_made_a_text_in_csv_and_left_alone_in_json(client):
    f.OrganisationFactory(name="=HYPERLINK(1)", aliases="@SUM(1)", legal_form="ONLUS;=1+1", phone="+39 0382 1")
    (row,) = table(client, "organisations")
    assert (row["title"], row["aliases"]) == ("'=HYPERLINK(1)", "'@SUM(1)")
    assert (row["legal_form"], row["phone"]) == ("ONLUS;'=1+1", "'+39 0382 1")
    (same,) = json.loads(content(client.get(address("organisations.json"))))["data"]
    assert (same["title"], same["phone"]) == ("=HYPERLINK(1)", "+39 0382 1")


def test_numbers_stay_numbers_and_quotes_are_doubled(client):
    f.PlaceFactory(name='Sala "Rossa", primo piano', lat=-3.5, lon=9.25)
    raw = content(client.get(address("places.csv"))).decode()
    assert '"Sala ""Rossa"", primo piano"' in raw
    assert ",-3.5,9.25," in raw


def test_the_calendar_reaches_a_year_back_and_keeps_what_was_called_off(client):
    lab = f.lab()
    with time_machine.travel(timezone.now() - dt.timedelta(days=360), tick=False):
        f.activity("Vecchia", lab, schedules=[f.schedule(rrule="FREQ=WEEKLY;COUNT=2")])
    f.activity("Nuova", lab)
    first = Occurrence.objects.filter(series__titles__it="Nuova").earliest("starts_at")
    f.ChangeFactory(occurrence=first)
    rows = table(client, "calendar")
    assert {row["title"] for row in rows} == {"Vecchia", "Nuova"}
    assert [row["status"] for row in rows if row["id"] == str(first.pk)] == ["cancelled"]
    assert [row["status_reason"] for row in rows if row["status"] == "cancelled"] == ["La sala è in manutenzione"]
    with time_machine.travel(timezone.now() + dt.timedelta(days=30), tick=False):
        assert {row["title"] for row in table(client, "calendar")} == {"Nuova"}


def test_what_comes_from_other_sites_is_not_ours_to_license(client):
    f.activity()
    series = Occurrence.objects.earliest("starts_at").series
    assert len(table(client, "calendar")) == 8
    series.source = {"name": "Altrove", "url": "https://altrove.example/", "stale_since": None}
    series.save()
    assert table(client, "calendar", "?utm_source=again") == []


def test_a_territory_narrows_and_the_language_chooses_the_words(client):
    f.lab("Crosione"), f.lab("MilleMani", "rho")
    assert [row["title"] for row in table(client, "labs", "?territory=rho")] == ["MilleMani"]
    assert len(table(client, "labs")) == 2
    fields = {lang: client.get(address("labs.json", f"?lang={lang}")).json()["title"] for lang in ("it", "en")}
    assert fields == {"it": "Laboratori", "en": "Labs"}


@pytest.mark.parametrize("file", FILES)
def test_whoever_has_a_file_is_told_so_until_it_changes(world, client, file):
    first = client.get(address(file))
    assert first["Access-Control-Allow-Origin"] == "*"
    assert "max-age=0" in first["Cache-Control"]
    again = client.get(address(file), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again["ETag"]) == (304, first["ETag"])
    Organisation.objects.get(name="Comune di Pavia").save()
    f.lab("Nuovo")
    assert client.get(address(file), headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("query", ["?territory=atlantis", "?limit=3", "?lang=xx"])
@pytest.mark.parametrize("file", ["labs.csv", "labs.json", "labs.csv-metadata.json", "calendar.jsonld"])
def test_what_a_file_does_not_take_is_refused(client, file, query):
    refused = client.get(address(file, query))
    assert (refused.status_code, refused["Content-Type"]) == (400, "application/problem+json")
    assert refused.json()["errors"]


def make_one():
    consent = f.ConsentFactory()
    Contact.objects.filter(pk=consent.contact_id).update(person_name="PERSONA")
    lab = f.lab(place=f.PlaceFactory(), contact=consent.contact, referent_organisation=consent.contact.organisation)
    f.activity(below=lab, schedules=[f.schedule()])
    decided = {"minutes_state": "approved", "approved_on": timezone.localdate(), "minutes": "<p>Sì</p>"}
    f.meeting("Riunione", f.council(below=lab), decisions=[f_decision()], starts_at=timezone.now(), **decided)
    number = Indicator.objects.count()
    Indicator.objects.create(slug=f"n{number}", label={"it": "Persone"}, value=number, source="Conteggio")


def f_decision():
    from labs.models import Decision

    return Decision(text="Aprire di sabato")


@pytest.mark.parametrize("file", FILES)
def test_a_file_costs_the_same_however_many_rows(client, file):
    make_one()
    one = queries_of(client, address(file))
    make_one(), make_one()
    assert len(queries_of(client, address(file))) == len(one)


def test_rows_are_read_a_chunk_at_a_time(client, monkeypatch):
    for number in range(5):
        f.OrganisationFactory(name=f"Ente {number}")
    whole = len(queries_of(client, address("organisations.csv")))
    monkeypatch.setattr(declared, "CHUNK", 2)
    assert [row["title"] for row in table(client, "organisations")] == [f"Ente {number}" for number in range(5)]
    assert len(queries_of(client, address("organisations.csv"))) > whole


def test_a_large_file_is_handed_on_piece_by_piece(client, monkeypatch):
    for number in range(3):
        f.OrganisationFactory(name=f"Ente {number}")
    small = client.get(address("organisations.csv"))
    monkeypatch.setattr(downloads, "LARGEST_BODY", 100)
    large = client.get(address("organisations.csv", "?utm_source=elsewhere"))
    assert (small.streaming, large.streaming) == (False, True)
    assert content(large) == small.content
    assert large["ETag"] == small["ETag"]
    assert int(large["Content-Length"]) == len(small.content)


def test_dates_are_public_events_after_the_national_ontology(world, client):
    document = json.loads(content(client.get(address("calendar.jsonld"))))
    check_golden("data_calendar_cpev", document)
    EventsDocument.model_validate(document)
    rows = graph(json.dumps(document)).query(
        """
        PREFIX cpev: <https://w3id.org/italia/onto/CPEV/> PREFIX l0: <https://w3id.org/italia/onto/l0/>
        PREFIX ti: <https://w3id.org/italia/onto/TI/> PREFIX clv: <https://w3id.org/italia/onto/CLV/>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        SELECT ?title ?start ?place ?lat WHERE {
          ?date a cpev:PublicEvent ; cpev:eventTitle ?title ; ti:atTime/ti:startTime ?start ; cpev:takesPlaceIn ?where .
          ?where l0:name ?place ; clv:hasGeometry/clv:lat ?lat .
          FILTER (datatype(?start) = xsd:dateTime && lang(?title) = "it")
        } ORDER BY ?start LIMIT 1"""
    )
    (first,) = rows
    assert (str(first.title), str(first.place), first.lat.toPython()) == ("Riunione di novembre", "La Torretta", 45.18)


def test_a_date_that_was_called_off_is_told_with_its_reason_as_linked_data(client):
    f.activity()
    first = Occurrence.objects.earliest("starts_at")
    f.ChangeFactory(occurrence=first)
    nodes = {node["@id"]: node for node in json.loads(content(client.get(address("calendar.jsonld"))))["@graph"]}
    node = nodes[f"https://agora.example/o/{first.pk}/"]
    assert node["schema:eventStatus"] == "https://schema.org/EventCancelled"
    assert node["rdfs:comment"] == {"@value": "La sala è in manutenzione", "@language": "it"}
