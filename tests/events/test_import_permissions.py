"""Whose an import is: nobody brings anything into another territory, and who proposes waits for approval."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState

from events.models import EventPage, Import, Occurrence
from tests import factories as f
from tests.doors import pavia, refused
from tests.events.importing_world import CANCELLED, COMPITI, DAY, FESTA, ask, bring, course, days, sheet, states, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def lab() -> Any:
    return f.lab()


def test_an_editor_brings_nothing_into_another_territory(editor: Client) -> None:
    there = f.lab("#OP Café Lainate", "rho")
    f.lab()
    answer = ask(editor, there, sheet(FESTA))
    assert list(answer.context["form"].errors) == ["target"]
    offered = [str(label) for _key, label in answer.context["form"].fields["target"].choices]
    assert not any("Lainate" in label or "Rho" in label for label in offered)
    assert not Import.objects.exists()


def test_what_another_brought_is_shut(editor: Client, client: Client) -> None:
    there = f.lab("#OP Café Lainate", "rho")
    other = Client()
    other.force_login(f.user("redazione-rho", there.territory))
    brought = bring(other, there, sheet(FESTA))
    url = reverse("preview_import", args=[brought.pk])
    assert refused(editor.get(url))
    assert refused(editor.post(url, {"row": [2]}))
    assert not EventPage.objects.exists()


def test_who_lost_the_territory_takes_nothing_more(editor: Client, person: Any, lab: Any) -> None:
    brought = bring(editor, lab, sheet(FESTA))
    there = f.territory_page("rho").own_territory
    person.groups.set([group.group for group in there.groups.filter(role="editor")])
    url = reverse("preview_import", args=[brought.pk])
    assert refused(editor.get(url))
    assert refused(editor.post(url, {"row": [2]}))
    assert not EventPage.objects.exists()


def test_a_page_moved_to_another_territory_is_not_written(editor: Client, lab: Any) -> None:
    take(editor, bring(editor, lab, sheet(FESTA)))
    there = f.lab("#OP Café Lainate", "rho")
    EventPage.objects.get().move(there, pos="last-child")
    changed = [*FESTA[:7], "7 euro", "", "festa"]
    brought = bring(editor, lab, sheet(changed))
    assert states(editor, brought) == ["error"]
    take(editor, brought, 2)
    assert EventPage.objects.get().cost == "5 euro"


def test_who_only_proposes_waits_for_approval(client: Client, lab: Any) -> None:
    client.force_login(f.user("proposta-pavia", pavia(), "proposer"))
    brought = bring(client, lab, sheet(FESTA))
    take(client, brought)
    page = EventPage.objects.get()
    assert (page.live, page.title, page.owner.username) == (False, "Festa di quartiere", "proposta-pavia")
    assert TaskState.objects.filter(workflow_state__object_id=str(page.pk), status="in_progress").exists()
    assert not Occurrence.objects.exists()
    assert states(client, bring(client, lab, sheet(FESTA))) == ["same"]
    assert states(client, bring(client, lab, sheet([*FESTA[:7], "7 euro", "", "festa"]))) == ["error"]


def test_who_only_proposes_adds_no_place_and_changes_no_date(client: Client, lab: Any) -> None:
    client.force_login(f.user("proposta-pavia", pavia(), "proposer"))
    assert states(client, bring(client, lab, sheet([*FESTA[:5], "Luogo ignoto", *FESTA[6:]]))) == ["error"]
    assert states(client, bring(client, lab, course(CANCELLED.format(day=days(3))), "corso.ics")) == ["error"]


@pytest.mark.parametrize("known", [False, True])
def test_nobody_else_sees_the_import(known: bool, client: Client, lab: Any) -> None:
    if known:
        client.force_login(f.user("nessuno"))
    for url in (reverse("import"), reverse("import_template", args=["csv"])):
        assert client.get(url).url.startswith(reverse("wagtailadmin_login"))


def test_the_menu_leads_there(editor: Client, lab: Any) -> None:
    assert reverse("import") in editor.get(reverse("wagtailadmin_home")).content.decode()


def test_a_territory_takes_events_and_no_activities(editor: Client, lab: Any) -> None:
    brought = bring(editor, f.territory_page(), sheet(COMPITI, FESTA, head=["titolo", "data", "dalle", "alle"]))
    take(editor, brought)
    assert {page.lab for page in EventPage.objects.all()} == {None}
    rows = sheet(["Cucito", DAY, "attività"], head=["titolo", "data", "tipo"])
    assert states(editor, bring(editor, f.territory_page(), rows)) == ["error"]
