"""JSON-LD in the words of schema.org: on pages, in the feed, and what is never in it."""

import datetime as dt
import json
import re

import pytest
from django.utils import timezone

from events.models import Occurrence
from tests import factories as f
from tests.golden_files import check_golden
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

FEED = "/feeds/agenda.jsonld"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def node_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    (block,) = BLOCK.findall(response.content.decode())
    return json.loads(block)


def page_of(client, thing, language="it"):
    return node_of(client, re.sub(r"^/[^/]+/", f"/{language}/", thing.url_path))


def events(client, query=""):
    return client.get(f"{FEED}{query}").json()["dataFeedElement"]


# --- as promised, letter by letter ---


def test_the_feed_is_as_promised(world, client):
    response = client.get(FEED)
    assert response["Content-Type"] == "application/ld+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    check_golden("agenda_jsonld", response.json())


def test_a_series_is_as_promised(world, client):
    check_golden("jsonld_activity", page_of(client, world.activity))


def test_a_date_is_as_promised(world, client):
    check_golden("jsonld_date", node_of(client, f"/en{world.moved.path[3:]}"))


def test_a_lab_an_organisation_and_a_place_are_as_promised(world, client):
    organisation = f.OrganisationFactory(name="Cooperativa Aurora", aliases="Aurora, Coop Aurora", phone="0382 1")
    lab = f.lab("In Scala", place=world.place, referent_organisation=organisation, summary="Un laboratorio.")
    lab.opening_hours.create(weekday=0, opens=dt.time(9), closes=dt.time(12, 30))
    lab.channels.create(network="facebook", url="https://facebook.example/inscala")
    lab.save()
    pages = {
        "lab": page_of(client, lab),
        "organisation": node_of(client, organisation.path_in("it")),
        "place": node_of(client, world.place.path_in("it")),
    }
    check_golden("jsonld_directory", pages)


# --- what becomes of a date ---


def test_a_cancelled_date_says_so_and_why(world, client):
    (cancelled,) = [each for each in events(client) if each["eventStatus"].endswith("EventCancelled")]
    assert cancelled["startDate"].startswith("2026-12-01T16:30:00+01:00")
    assert cancelled["description"].startswith("La sala è in manutenzione\n")


def test_a_series_is_cancelled_when_none_of_its_next_dates_is_held(world, client):
    assert page_of(client, world.activity)["eventStatus"] == "https://schema.org/EventScheduled"
    for row in Occurrence.objects.filter(series=world.activity.translation_key, change=None):
        f.ChangeFactory(occurrence=row)
    Occurrence.objects.get(pk=world.moved.pk).change.delete()
    f.ChangeFactory(occurrence=Occurrence.objects.get(pk=world.moved.pk))
    assert page_of(client, world.activity)["eventStatus"] == "https://schema.org/EventCancelled"


def test_what_the_whole_platform_does_has_a_location_too(world, client):
    f.event("Settimana aperta", f.home(), schedules=[f.schedule(timezone.localdate())])
    (found,) = [each for each in events(client) if each["name"] == "Settimana aperta"]
    assert found["location"][0]["name"] == found["organizer"]["name"] == "Agorà"


def test_a_date_put_off_says_when_it_was_planned(world, client):
    (moved,) = [each for each in events(client) if "previousStartDate" in each]
    assert moved["eventStatus"] == "https://schema.org/EventRescheduled"
    assert moved["previousStartDate"] == "2026-12-08T16:30:00+01:00"
    assert moved["startDate"] == "2026-12-10T18:00:00+01:00"


def test_a_date_that_only_changes_its_place_keeps_its_time(world, client):
    f.ChangeFactory(occurrence=world.planned, kind="moved", place=f.PlaceFactory(name="Oratorio"))
    moved = events(client)[0]
    assert "previousStartDate" not in moved
    assert moved["eventStatus"] == "https://schema.org/EventScheduled"
    assert moved["location"][0]["name"] == "Oratorio"


def test_whole_days_are_days(world, client):
    (whole,) = [each for each in events(client) if each["name"] == "Festa di quartiere"]
    assert (whole["startDate"], whole["endDate"]) == ("2026-12-05", "2026-12-06")
    assert whole["isAccessibleForFree"] is False


@pytest.mark.parametrize(
    ("online_url", "with_place", "mode", "kinds"),
    [
        ("", True, "Offline", ["Place"]),
        ("https://meet.example/x", True, "Mixed", ["Place", "VirtualLocation"]),
        ("https://meet.example/x", False, "Online", ["VirtualLocation"]),
        ("", False, "Offline", ["Place"]),
    ],
)
def test_where_one_takes_part(client, online_url, with_place, mode, kinds):
    f.event(online_url=online_url, place=f.PlaceFactory() if with_place else None)
    (event,) = events(client)
    assert event["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert [place["@type"] for place in event["location"]] == kinds


# --- series ---


def test_a_schedule_leaves_out_what_will_not_take_place(world, client):
    (schedule,) = page_of(client, world.activity)["eventSchedule"]
    assert schedule["exceptDate"] == ["2026-12-01", "2026-12-08"]


def test_a_hidden_closure_is_an_exception_too(world, client):
    day = dt.date(2026, 12, 15)
    f.ClosureFactory(lab=world.lab, first_day=day, last_day=day, effect="hide")
    (schedule,) = page_of(client, world.activity)["eventSchedule"]
    assert "2026-12-15" in schedule["exceptDate"]


@pytest.mark.parametrize(
    ("rrule", "facts"),
    [
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", {"repeatFrequency": "P2W", "byDay": ["Monday", "Thursday"]}),
        ("FREQ=WEEKLY", {"repeatFrequency": "P1W", "byDay": ["Monday"]}),
        ("FREQ=MONTHLY;BYDAY=1MO", {"repeatFrequency": "P1M", "byDay": ["1MO"]}),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1", {"repeatFrequency": "P1M", "byDay": ["-1MO"]}),
        ("FREQ=MONTHLY;BYMONTHDAY=15;COUNT=4", {"repeatFrequency": "P1M", "byMonthDay": [15], "repeatCount": 4}),
    ],
)
def test_rules_in_the_words_of_schema_org(client, rrule, facts):
    page = f.activity(schedules=[f.schedule(f.next_weekday(0), rrule)])
    (schedule,) = page_of(client, page)["eventSchedule"]
    said = {**schedule, "byDay": [day.removeprefix("https://schema.org/") for day in schedule.get("byDay", [])]}
    assert facts.items() <= said.items()
    assert (said["startTime"], said["endTime"], said["scheduleTimezone"]) == ("16:30", "18:30", "Europe/Rome")


def test_a_rule_without_words_in_schema_org_is_told_by_its_dates(client):
    page = f.activity(schedules=[f.schedule(f.next_weekday(0), "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1;COUNT=3")])
    node = page_of(client, page)
    assert "eventSchedule" not in node
    assert len(node["subEvent"]) == 3


def test_an_event_of_one_date_is_that_date(world, client):
    row = Occurrence.objects.get(series=world.event.translation_key)
    assert page_of(client, world.event)["@id"] == f"https://agora.example/o/{row.pk}/"


def test_an_event_that_is_over_is_still_described(world, client):
    row = Occurrence.objects.filter(series=world.event.translation_key)
    row.update(starts_at=timezone.now() - dt.timedelta(days=9), ends_at=timezone.now() - dt.timedelta(days=8))
    assert page_of(client, world.event)["@type"] == "Event"


# --- what is never in it ---


def test_markup_cannot_leave_the_block(client):
    title = "</script><script>alert(1)</script> & <!--"
    page = f.activity(title, summary="</SCRIPT >")
    html = client.get(page.get_url()).content.decode()
    assert "<script>alert" not in html
    assert page_of(client, page)["name"] == title


def test_draft_minutes_and_people_without_consent_are_not_in_it(client):
    contact = f.ContactFactory()
    type(contact).objects.filter(pk=contact.pk).update(person_name="NOME DI PROVA", phone="0382 000000")
    lab = f.lab(contact=contact)
    meeting = f.meeting(below=f.council(below=lab), minutes="<p>Segreto</p>", minutes_state="draft")
    assert "contactPoint" not in page_of(client, lab)
    f.ConsentFactory(contact=type(contact).objects.get(pk=contact.pk))
    shown = page_of(client, lab)["contactPoint"]
    assert shown == {"@type": "ContactPoint", "contactType": "Referente del laboratorio", "telephone": "0382 000000"}
    assert "Segreto" not in json.dumps(page_of(client, meeting))


# --- a feed like the others ---


def test_filter_limit_and_language(world, client):
    assert len(events(client, "?limit=2")) == 2
    (meeting,) = events(client, "?kind=meeting&lang=en")
    assert meeting["url"].startswith("https://agora.example/en/")


@pytest.mark.parametrize("query", ["?limit=900", "?territory=nowhere", "?colour=red"])
def test_a_bad_filter_is_refused(client, query):
    response = client.get(f"{FEED}{query}")
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == query[1:].split("=")[0]


def test_whoever_has_it_gets_304_until_a_date_is_cancelled(world, client):
    etag = client.get(FEED)["ETag"]
    assert client.get(FEED, headers={"if-none-match": etag}).status_code == 304
    f.ChangeFactory(occurrence=world.planned)
    assert client.get(FEED, headers={"if-none-match": etag}).status_code == 200


def test_queries_do_not_grow(client):
    lab = f.lab()
    page = f.activity(below=lab, place=f.PlaceFactory(), schedules=[f.schedule(rrule="FREQ=WEEKLY;COUNT=1")])
    one = {path: len(queries_of(client, path)) for path in (FEED, page.get_url(), lab.get_url())}
    for number in range(2):
        f.activity(below=lab, place=f.PlaceFactory())
        page.schedules.add(f.schedule(f.next_weekday(number), "FREQ=WEEKLY;COUNT=3"))
    page.save_revision().publish()
    assert {path: len(queries_of(client, path)) for path in one} == one
