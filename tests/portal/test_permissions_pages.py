"""Nobody edits another territory's pages; a lab proposes, its territory's editor approves."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, TaskState

from events.models import EventPage
from tests import factories as f
from tests.doors import bearer, pavia, refused, rho, save_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def other() -> Any:
    return f.lab("#OP Café Lainate", "rho")


def state(page: Page) -> tuple:
    found = Page.objects.get(pk=page.pk)
    restrictions = PageViewRestriction.objects.filter(page=page).count()
    return found.title, found.live, found.path, found.latest_revision_id, found.numchild, restrictions


DOORS = {
    "edit": {"title": "Nostro", "action-publish": "1"},
    "delete": {},
    "unpublish": {},
    "set_privacy": {"restriction_type": "login"},
    "lock": {},
    "convert_alias": {},
}


@pytest.mark.parametrize("door", DOORS)
def test_a_door_of_another_territorys_page_is_shut(door: str, editor: Client, other: Page) -> None:
    before = state(other)
    url = reverse(f"wagtailadmin_pages:{door}", args=[other.pk])
    if door != "lock":
        assert refused(editor.get(url))
    assert refused(editor.post(url, DOORS[door]))
    assert state(other) == before


def test_nothing_is_added_below_another_territorys_page(editor: Client, other: Page) -> None:
    url = reverse("wagtailadmin_pages:add", args=["events", "activitypage", other.pk])
    assert refused(editor.get(url))
    assert refused(editor.post(url, {"title": "Nostra", "slug": "nostra"}))
    assert not other.get_children().exists()


def test_a_page_of_another_territory_is_neither_moved_nor_copied(editor: Client, other: Page) -> None:
    here, before = f.territory_page("pavia"), state(other)
    assert refused(editor.post(reverse("wagtailadmin_pages:move_confirm", args=[other.pk, here.pk])))
    copy = {"new_title": "Copia", "new_slug": "copia", "new_parent_page": here.pk, "copy_subpages": "1"}
    url = reverse("wagtailadmin_pages:copy", args=[other.pk])
    assert refused(editor.get(url))
    assert refused(editor.post(url, copy)) or not Page.objects.filter(slug="copia").exists()
    assert state(other) == before
    assert not Page.objects.filter(slug="copia").exists()


def test_a_page_is_not_moved_into_another_territory(editor: Client, other: Page) -> None:
    own = f.lab()
    there = f.territory_page("rho")
    editor.post(reverse("wagtailadmin_pages:move_confirm", args=[own.pk, there.pk]))
    assert Page.objects.get(pk=own.pk).get_parent().specific == own.get_parent().specific


@pytest.mark.parametrize("action", ["delete", "publish", "unpublish", "move"])
def test_another_territorys_pages_are_left_alone_in_bulk(action: str, editor: Client, other: Page) -> None:
    before = state(other)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?id={other.pk}"
    editor.post(url, {"chooser": f.territory_page("pavia").pk, "include_descendants": "1"})
    assert state(other) == before


def test_the_explorer_leads_to_ones_own_tree(editor: Client, other: Page) -> None:
    own = f.lab()
    page = editor.get(reverse("wagtailadmin_explore", args=[f.territory_page("pavia").pk]))
    assert [child.pk for child in page.context["pages"]] == [own.pk]
    assert reverse("wagtailadmin_pages:edit", args=[other.pk]) not in page.content.decode()


ACTIONS = {
    "pages_actions_publish": {},
    "pages_actions_unpublish": {},
    "pages_actions_copy": {"destination_id": None, "title": "Copia"},
    "pages_actions_move": {"destination_id": None},
    "pages_actions_create_alias": {"destination_id": None},
    "pages_actions_copy_for_translation": {"locale": "en"},
}


@pytest.mark.parametrize("action", ACTIONS)
def test_the_api_does_nothing_to_another_territorys_page(action: str, client: Client, person: Any, other: Page) -> None:
    f.english_home()
    here, before = f.territory_page("pavia"), state(other)
    data = {name: here.pk if value is None else value for name, value in ACTIONS[action].items()}
    url = reverse(f"wagtailapi_v3:{action}", args=[other.pk])
    answer = client.post(url, data, content_type="application/json", headers=bearer(person))
    assert answer.status_code == 403, answer.content
    assert state(other) == before


def test_the_api_neither_edits_nor_deletes_another_territorys_page(client: Client, person: Any, other: Page) -> None:
    before, headers = state(other), bearer(person)
    url = reverse("wagtailapi_v3:update_page", args=[other.pk])
    answer = client.patch(url, {"title": "Nostro"}, content_type="application/json", headers=headers)
    assert answer.status_code in (403, 422)
    assert client.delete(reverse("wagtailapi_v3:delete_page", args=[other.pk]), headers=headers).status_code == 403
    assert state(other) == before


def test_the_api_creates_no_page_in_another_territory(client: Client, person: Any, other: Page) -> None:
    data = {"title": "Nostra", "meta": {"type": "events.ActivityPage", "parent_id": other.pk}}
    url = reverse("wagtailapi_v3:create_page")
    answer = client.post(url, data, content_type="application/json", headers=bearer(person))
    assert answer.status_code == 403, answer.content
    assert not other.get_children().exists()


def test_a_page_of_another_territory_is_not_opened_in_the_explorer(editor: Client, other: Any) -> None:
    f.english_home()
    f.translated(f.territory_page("pavia"))
    assert refused(editor.get(reverse("wagtailadmin_explore", args=[other.pk])))
    assert editor.get(reverse("wagtailadmin_explore", args=[f.territory_page("pavia").pk])).status_code == 200
    assert editor.get(reverse("wagtailadmin_explore", args=[f.home().pk])).status_code == 200


def test_the_api_is_open_to_its_own_editor(client: Client, person: Any) -> None:
    lab, headers = f.lab(), bearer(person)
    url = reverse("wagtailapi_v3:update_page", args=[lab.pk])
    answer = client.patch(url, {"title": "Torretta"}, content_type="application/json", headers=headers)
    assert answer.status_code == 200, answer.content
    publish = reverse("wagtailapi_v3:pages_actions_publish", args=[lab.pk])
    assert client.post(publish, {}, content_type="application/json", headers=headers).status_code == 200
    assert Page.objects.get(pk=lab.pk).title == "Torretta"


def test_its_own_editor_edits_and_publishes(client: Client, other: Any) -> None:
    client.force_login(f.user("redazione-rho", rho()))
    answer = save_page(client, other, title="Lainate")
    assert answer.status_code == 302, answer.context["form"].errors
    assert Page.objects.get(pk=other.pk).title == "Lainate"


def test_the_platforms_editor_edits_everywhere(client: Client, other: Any) -> None:
    client.force_login(f.platform_editor())
    assert save_page(client, other, title="Lainate").status_code == 302
    assert client.get(reverse("wagtailadmin_pages:edit", args=[f.home().pk])).status_code == 200


# --- who proposes ---


@pytest.fixture
def proposer() -> Any:
    return f.user("proposta-pavia", pavia(), "proposer")


def draft(client: Client, **posted: str) -> Any:
    parent = f.territory_page("pavia")
    facts = {"title": "Festa", "slug": "festa", "summary": "", "body-count": "0", "is_free": "on", "topics": ""}
    rows = {
        f"{name}-{count}": "0"
        for name in ("schedules", "comments")
        for count in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    }
    url = reverse("wagtailadmin_pages:add", args=["events", "eventpage", parent.pk])
    return client.post(url, facts | rows | posted)


def test_a_proposer_adds_and_edits_her_draft_but_publishes_nothing(client: Client, proposer: Any) -> None:
    client.force_login(proposer)
    draft(client)
    page = EventPage.objects.get()
    assert not page.live
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    save_page(client, page, title="Festa di via Verdi")
    page.refresh_from_db()
    assert (page.live, page.get_latest_revision_as_object().title) == (False, "Festa di via Verdi")


def test_a_proposer_edits_nobody_elses_page(client: Client, proposer: Any) -> None:
    lab = f.lab()
    client.force_login(proposer)
    assert refused(client.get(reverse("wagtailadmin_pages:edit", args=[lab.pk])))
    assert refused(client.get(reverse("wagtailadmin_pages:unpublish", args=[lab.pk])))
    assert refused(client.post(reverse("wagtailadmin_pages:delete", args=[lab.pk])))


def test_a_proposal_is_approved_by_its_territorys_editor_alone(client: Client, proposer: Any, person: Any) -> None:
    client.force_login(proposer)
    draft(client, **{"action-submit": "1"})
    page = EventPage.objects.get()
    task = page.current_workflow_task_state
    assert task.status == TaskState.STATUS_IN_PROGRESS
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    for someone in (proposer, f.user("redazione-rho", rho())):
        client.force_login(someone)
        client.post(url, {"comment": ""})
        assert not EventPage.objects.get().live
    client.force_login(person)
    client.post(url, {"comment": "Bene."})
    assert EventPage.objects.get().live
