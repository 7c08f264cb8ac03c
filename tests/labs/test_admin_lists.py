"""The lists of records in the admin: what they show, how they are searched, and at what cost."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from labs.models import Decision, DecisionFollowUp, MeetingPage
from tests import factories as f
from tests.doors import closure, contact, indicator, organisation, pavia, place, rho

pytestmark = pytest.mark.django_db


def listed(client: Client, model: str, query: str = "") -> list[Any]:
    page = client.get(reverse(f"wagtailsnippets_labs_{model}:list_results") + query)
    assert page.status_code == 200
    return list(page.context["object_list"])


@pytest.mark.parametrize(
    ("model", "make", "words"),
    [
        ("organisation", lambda: f.OrganisationFactory(territory=pavia(), name="Il Bivacco"), "bivac"),
        ("place", lambda: f.PlaceFactory(name="Villa Glori", municipality__territory=pavia()), "glori"),
        ("contact", lambda: contact(pavia()), "referente"),
        ("closure", lambda: closure(pavia()), "ferie"),
        ("indicator", lambda: indicator(pavia()), "persone"),
    ],
)
@pytest.mark.parametrize("strange", ["'\"%_\\", "😀", "x" * 10_000, "   "])
def test_a_list_is_searched(model: str, make: Any, words: str, strange: str, editor: Client) -> None:
    record = make()
    assert listed(editor, model, f"?q={words}") == [record]
    assert listed(editor, model, "?q=assente") == []
    page = editor.get(reverse(f"wagtailsnippets_labs_{model}:list_results"), {"q": strange})
    assert page.status_code == 200


def test_a_filter_narrows_a_list_for_the_platforms_editor(client: Client) -> None:
    own, _other = organisation(pavia()), organisation(rho())
    client.force_login(f.platform_editor())
    assert listed(client, "organisation", f"?territory={pavia().pk}") == [own]


@pytest.mark.parametrize("model", ["organisation", "place", "contact", "closure", "indicator", "decisionfollowup"])
def test_a_list_costs_the_same_however_long(model: str, editor: Client) -> None:
    make(model, 1)
    url = reverse(f"wagtailsnippets_labs_{model}:list")
    editor.get(url)
    with CaptureQueriesContext(connection) as one:
        editor.get(url)
    make(model, 3)
    editor.get(url)
    with CaptureQueriesContext(connection) as four:
        page = editor.get(url)
    assert len(page.context["object_list"]) == 4
    assert len(four) == len(one)


def make(model: str, count: int) -> None:
    for _number in range(count):
        if model == "indicator":
            indicator(pavia()).__class__.objects.filter(slug="people-pavia").update(slug=f"people-{count}-{_number}")
        elif model == "decisionfollowup":
            approved("Comprare le sedie")
        else:
            {"organisation": organisation, "place": place, "contact": contact, "closure": closure}[model](pavia())


def approved(*decisions: str, territory: str = "pavia", **facts: Any) -> MeetingPage:
    council = f.council(below=f.territory_page(territory))
    meeting = f.meeting(below=council, minutes="<p>Si è deciso.</p>", **{"minutes_state": "approved", **facts})
    for text in decisions:
        meeting.decisions.add(Decision(text=text))
    meeting.save_revision().publish()
    return MeetingPage.objects.get(pk=meeting.pk)


def test_every_decision_of_approved_minutes_is_in_the_list(editor: Client) -> None:
    approved("Comprare le sedie", "Dipingere la sala")
    approved("Aprire il sabato", territory="rho")
    approved("Chiudere prima", minutes_state="draft")
    rows = listed(editor, "decisionfollowup")
    assert {row.decision_text for row in rows} == {"Comprare le sedie", "Dipingere la sala"}
    assert {row.state for row in rows} == {"open"}
    listed(editor, "decisionfollowup")
    assert DecisionFollowUp.objects.count() == 3


def test_a_decision_taken_back_leaves_the_list(editor: Client) -> None:
    meeting = approved("Comprare le sedie")
    assert len(listed(editor, "decisionfollowup")) == 1
    meeting.decisions.clear()
    meeting.save_revision().publish()
    assert listed(editor, "decisionfollowup") == []


def test_the_decisions_of_one_meeting(editor: Client) -> None:
    meeting, _other = approved("Comprare le sedie"), approved("Dipingere la sala")
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[meeting.pk])).content.decode()
    url = f"{reverse('wagtailsnippets_labs_decisionfollowup:list')}?meeting={meeting.pk}"
    assert url in page
    assert [row.decision_text for row in editor.get(url).context["object_list"]] == ["Comprare le sedie"]
    assert editor.get(url.replace(f"={meeting.pk}", "=%27x")).status_code == 200


def test_what_became_of_a_decision_is_written_and_followed(editor: Client) -> None:
    approved("Comprare le sedie")
    row = listed(editor, "decisionfollowup")[0]
    url = reverse("wagtailsnippets_labs_decisionfollowup:edit", args=[row.pk])
    answer = editor.post(
        url, {"state": "done", "due_on": "2027-01-31", "produced": "Dodici sedie", "produced_page": ""}
    )
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.state, row.produced) == ("done", "Dodici sedie")


def test_nobody_makes_a_decision_by_hand(client: Client) -> None:
    client.force_login(f.user("radice", is_superuser=True))
    assert client.get(reverse("wagtailsnippets_labs_decisionfollowup:add")).status_code == 302
