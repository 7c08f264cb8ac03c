"""Nobody edits another territory's records: every door of the admin, tried with Pavia's editor at Rho's."""

from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from wagtail.permissions import policy_registry

from labs.models import Organisation
from portal.models import Audience, Territory, Topic
from portal.permissions import TerritoryPermissionPolicy, only_territory_of, territories_of
from portal.roles import grant_again
from tests import factories as f
from tests.doors import (
    address,
    closure,
    contact,
    follow_up,
    indicator,
    organisation,
    pavia,
    place,
    refused,
    refused_field,
    rho,
    stored,
)

pytestmark = pytest.mark.django_db

RECORDS = [organisation, place, contact, closure, indicator, follow_up]
records = pytest.mark.parametrize("make", RECORDS, ids=lambda make: make.__name__)


# --- the policy ---


def test_a_person_has_the_territories_of_her_groups(person: Any) -> None:
    rho()
    assert [territory.slug for territory in territories_of(person)] == ["pavia"]
    assert only_territory_of(person) == pavia()


def test_who_edits_everywhere_has_them_all() -> None:
    rho(), pavia()
    platform = f.platform_editor()
    assert {territory.slug for territory in territories_of(platform)} == {"pavia", "rho"}
    assert only_territory_of(platform) is None


@records
def test_every_record_that_carries_a_territory_has_the_one_policy(make: Any) -> None:
    policy = policy_registry.get_by_type(type(make(rho())))
    assert isinstance(policy, TerritoryPermissionPolicy)


@records
def test_the_policy_names_who_may_edit_a_record(make: Any, person: Any) -> None:
    record = make(pavia())
    others = f.user("redazione-rho", rho())
    platform = f.platform_editor()
    people = policy_registry.get(record).users_with_permission_for_instance("change", record)
    assert {person, platform} <= set(people)
    assert others not in people


# --- records, door by door ---


@records
@pytest.mark.parametrize("view", ["edit", "delete", "history", "history_results", "usage"])
def test_a_door_of_another_territory_is_shut(make: Any, view: str, editor: Client) -> None:
    record = make(rho())
    before = stored(record)
    assert refused(editor.get(address(record, view)))
    assert refused(editor.post(address(record, view), {"name": "Nostra", "state": "done", "reason_it": "nostra"}))
    assert stored(record) == before


@records
def test_the_same_door_is_open_to_its_own_editor(make: Any, client: Client) -> None:
    record = make(rho())
    client.force_login(f.user("redazione-rho", rho()))
    for view in ("edit", "history", "usage"):
        assert client.get(address(record, view)).status_code == 200


@records
def test_a_list_shows_ones_own(make: Any, editor: Client) -> None:
    own, other = make(pavia()), make(rho())
    page = editor.get(reverse(type(own).snippet_viewset.get_url_name("list")))
    assert list(page.context["object_list"]) == [own]
    assert address(other, "edit") not in page.content.decode()


@records
def test_a_record_of_the_platform_is_its_editors(make: Any, editor: Client) -> None:
    if make is follow_up:
        pytest.skip("a decision belongs to its meeting")
    record = make(rho())
    type(record).objects.filter(pk=record.pk).update(territory=None)
    assert refused(editor.get(address(record, "edit")))
    editor.force_login(f.platform_editor())
    assert editor.get(address(record, "edit")).status_code == 200


@records
@pytest.mark.parametrize("confirmed", [True, False])
def test_many_records_cannot_be_deleted_if_one_is_anothers(make: Any, confirmed: bool, editor: Client) -> None:
    own, other = make(pavia()), make(rho())
    model = type(own)
    url = reverse("wagtail_bulk_action", args=[model._meta.app_label, model._meta.model_name, "delete"])
    send = editor.post if confirmed else editor.get
    assert refused(send(f"{url}?id={own.pk}&id={other.pk}"))
    assert stored(own)
    assert stored(other)


def test_deleting_all_of_a_list_deletes_ones_own(editor: Client) -> None:
    own, other = organisation(pavia()), organisation(rho())
    editor.post(reverse("wagtail_bulk_action", args=["labs", "organisation", "delete"]) + "?id=all")
    assert not stored(own)
    assert stored(other)


@pytest.mark.parametrize("posted", ["rho", ""])
def test_a_new_record_is_ones_own_whatever_is_posted(posted: str, editor: Client) -> None:
    value = rho().pk if posted else ""
    form = editor.get(reverse("wagtailsnippets_labs_organisation:add")).content.decode()
    assert 'name="territory"' not in form
    editor.post(reverse("wagtailsnippets_labs_organisation:add"), {"name": "Nuova", "territory": value})
    assert Organisation.objects.get(name="Nuova").territory == pavia()


def test_an_edited_record_stays_in_its_territory(editor: Client) -> None:
    own = organisation(pavia())
    editor.post(address(own, "edit"), {"name": "Rinominata", "territory": rho().pk})
    own.refresh_from_db()
    assert (own.name, own.territory) == ("Rinominata", pavia())


def test_who_has_two_territories_chooses_between_these(client: Client) -> None:
    rozzano = f.territory_page("rozzano").own_territory
    both = f.user("due", pavia())
    both.groups.add(*f.user("altra", rozzano).groups.all())
    client.force_login(both)
    url = reverse("wagtailsnippets_labs_organisation:add")
    assert refused_field(client.post(url, {"name": "Nuova", "territory": rho().pk})) == ["territory"]
    assert refused_field(client.post(url, {"name": "Nuova", "territory": ""})) == ["territory"]
    assert client.post(url, {"name": "Nuova", "territory": rozzano.pk}).status_code == 302
    assert Organisation.objects.get().territory == rozzano


@pytest.mark.parametrize("model", [Territory, Topic, Audience])
def test_what_the_platform_shares_is_not_a_territorys(model: Any, editor: Client) -> None:
    shared = {Territory: rho, Topic: f.TopicFactory, Audience: f.AudienceFactory}[model]()
    before = stored(shared)
    for view in ("edit", "delete"):
        assert refused(editor.get(address(shared, view)))
        assert refused(editor.post(address(shared, view), {"name": "Nostro"}))
    assert refused(editor.get(reverse(model.snippet_viewset.get_url_name("list"))))
    assert stored(shared) == before


def test_the_groups_may_do_what_a_migration_brings(person: Any) -> None:
    platform = f.platform_editor()
    for group in (*person.groups.all(), *platform.groups.all()):
        group.permissions.clear()
    grant_again(apps.get_app_config("portal"))
    again = type(person).objects.get(pk=person.pk)
    assert again.has_perms(["portal.add_webhook", "labs.change_organisation", "wagtailadmin.access_admin"])
    assert not again.has_perm("portal.edit_every_territory")
    assert type(platform).objects.get(pk=platform.pk).has_perm("portal.edit_every_territory")
