"""Councils, meetings and decisions in the API: minutes only once they are approved, nothing below a closed page."""

import datetime as dt

import pytest
from django.utils import timezone

from labs.models import (
    CouncilMember,
    CouncilPage,
    Decision,
    DecisionFollowUp,
    MeetingAttachment,
    MeetingAttendance,
    MeetingPage,
)
from portal.addresses import absolute, page_path
from tests import api_world
from tests import factories as f
from tests.queries import assert_queries_do_not_grow

pytestmark = pytest.mark.django_db

MEETINGS, DECISIONS = "/api/v1/meetings/", "/api/v1/decisions/"
APPROVED, DRAFT = MeetingPage.MinutesState.APPROVED, MeetingPage.MinutesState.DRAFT


def items(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200, response.content
    return response.json()["items"]


def full_meeting(council=None, state=APPROVED, **facts):
    council = council or f.council(below=f.lab(), contact=f.ConsentFactory().contact)
    territory = f.territory_page().own_territory
    return f.meeting(
        below=council,
        starts_at=timezone.now().replace(microsecond=0) - dt.timedelta(days=5),
        place=f.PlaceFactory(),
        agenda=f'<p><a linktype="page" id="{council.pk}">Ordine</a></p>',
        minutes="<p>Deciso</p>",
        minutes_state=state,
        minutes_document=api_world.document("Verbale", territory),
        citizens=4,
        attendance=[MeetingAttendance(organisation=f.OrganisationFactory(), people=3)],
        attachments=[MeetingAttachment(document=api_world.document("Allegato", territory))],
        decisions=[
            Decision(text="Prima cosa", responsible_organisation=f.OrganisationFactory()),
            Decision(text="Seconda cosa", responsible_role="il quartiere"),
        ],
        **facts,
    )


def test_what_the_minutes_hold_is_there_once_they_are_approved(client):
    meeting = full_meeting(state=DRAFT)
    before = items(client, MEETINGS)[0]
    assert before["minutes_state"] == "none"
    empty = {"minutes": "", "minutes_document": None, "attendance": [], "citizens": None, "head_count": None}
    assert before | empty | {"decisions": [], "approved_on": None} == before
    assert [paper["title"] for paper in before["attachments"]] == ["Allegato"]
    assert items(client, DECISIONS) == []
    meeting.minutes_state = APPROVED
    meeting.save_revision().publish()
    after = items(client, MEETINGS)[0]
    assert (after["minutes_state"], after["minutes"], after["head_count"]) == ("approved", "<p>Deciso</p>", 7)
    assert after["minutes_document"]["title"] == "Verbale"
    assert [decision["number"] for decision in after["decisions"]] == [1, 2]
    assert len(items(client, DECISIONS)) == 2


def test_links_in_rich_text_lead_to_absolute_addresses(client):
    meeting = full_meeting()
    address = f"https://agora.example{page_path(meeting.get_parent())}"
    assert items(client, MEETINGS)[0]["agenda"] == f'<p><a href="{address}">Ordine</a></p>'


def test_a_decision_leads_to_itself_and_says_what_became_of_it(client):
    meeting = full_meeting()
    second = meeting.decisions.get(text="Seconda cosa")
    page = f.content("Che cosa ne è stato")
    DecisionFollowUp.objects.create(
        decision_key=second.translation_key, meeting=meeting, state="ongoing", produced="Un orto", produced_page=page
    )
    found = client.get(f"{DECISIONS}{second.translation_key}/").json()
    assert found["url"] == f"https://agora.example{page_path(meeting)}#decisione-2"
    assert (found["state"], found["produced"], found["responsible"]) == ("ongoing", "Un orto", "il quartiere")
    assert found["produced_url"] == absolute(page_path(page))
    page.unpublish()
    assert client.get(f"{DECISIONS}{second.translation_key}/").json()["produced_url"] is None


def test_without_a_follow_up_a_decision_is_to_do(client):
    full_meeting()
    assert {(item["number"], item["state"]) for item in items(client, DECISIONS)} == {(1, "open"), (2, "open")}


def test_nothing_is_left_below_a_closed_page(client):
    meeting = full_meeting()
    meeting.get_parent().specific.unpublish()
    assert items(client, MEETINGS) == items(client, DECISIONS) == []
    assert client.get(f"{MEETINGS}{meeting.translation_key}/").status_code == 404
    assert client.get(f"{DECISIONS}{meeting.decisions.first().translation_key}/").status_code == 404


def test_meetings_of_a_council_and_of_days(client):
    council, other = f.council(below=f.lab()), f.council("Tavolo", f.territory_page("rho"))
    now = timezone.localtime().replace(hour=12)  # late in the evening a meeting lasts into the next day
    f.meeting("Ieri", council, starts_at=now - dt.timedelta(days=1))
    f.meeting("Domani", council, starts_at=now + dt.timedelta(days=1))
    f.meeting("Altrove", other, starts_at=now + dt.timedelta(days=2))
    titles = lambda **query: [item["title"] for item in items(client, MEETINGS, **query)]  # noqa: E731
    assert titles() == ["Altrove", "Domani", "Ieri"]
    assert titles(council="consulta") == ["Domani", "Ieri"]
    assert titles(**{"from": now.date().isoformat()}) == ["Altrove", "Domani"]
    assert titles(to=now.date().isoformat()) == ["Ieri"]
    assert titles(when="tomorrow") == ["Domani"]
    assert titles(lab="la-torretta", territory="pavia") == ["Domani", "Ieri"]
    assert titles(territory="rho") == ["Altrove"]


def test_a_council_that_does_not_exist_is_refused_with_those_that_do(client):
    f.council()
    refused = client.get(MEETINGS, {"council": "senato", "from": "x"}).json()["errors"]
    assert {each["parameter"] for each in refused} == {"council", "from"}
    assert next(each["allowed"] for each in refused if each["parameter"] == "council") == ["consulta"]


def test_councils_by_kind(client):
    f.council(below=f.lab()), f.council("Arena", f.territory_page(), kind=CouncilPage.Kind.ARENA)
    assert [item["slug"] for item in items(client, "/api/v1/councils/", kind="arena")] == ["arena"]
    assert [item["slug"] for item in items(client, "/api/v1/councils/", lab="la-torretta")] == ["consulta"]


@pytest.mark.parametrize("lang", ["it", "en"])
def test_a_list_of_meetings_costs_the_same_however_long(client, lang):
    assert_queries_do_not_grow(client, f"{MEETINGS}?lang={lang}", full_meeting)


def test_a_list_of_decisions_costs_the_same_however_long(client):
    def make():
        meeting = full_meeting()
        first, second = meeting.decisions.all()
        second.delete()
        DecisionFollowUp.objects.create(
            decision_key=first.translation_key, meeting=meeting, produced_page=f.content(f"Pagina {meeting.pk}")
        )

    assert_queries_do_not_grow(client, DECISIONS, make)


def test_a_list_of_councils_costs_the_same_however_long(client):
    def make():
        member = CouncilMember(organisation=f.OrganisationFactory())
        f.council(below=f.lab(), contact=f.ConsentFactory().contact, members=[member])

    assert_queries_do_not_grow(client, "/api/v1/councils/", make)
