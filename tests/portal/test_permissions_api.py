"""Wagtail's API v3 keeps to the territories of whose token it is given."""

from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from labs.models import Organisation
from tests import factories as f
from tests.doors import bearer, organisation, pavia, place, rho, stored

pytestmark = pytest.mark.django_db


def api(record: Model, name: str = "update_snippet") -> str:
    args = [record._meta.label] if name in ("create_snippet", "list_snippets") else [record._meta.label, record.pk]
    return reverse(f"wagtailapi_v3:{name}", args=args)


@pytest.mark.parametrize("make", [organisation, place], ids=lambda make: make.__name__)
def test_the_api_shuts_another_territorys_record(make: Any, client: Client, person: Any) -> None:
    own, other = make(pavia()), make(rho())
    headers, before = bearer(person), stored(other)
    answer = client.get(api(own, "list_snippets"), headers=headers).json()
    assert [item["id"] for item in answer["items"]] == [own.pk]
    assert client.get(api(other, "detail_snippet"), headers=headers).status_code == 404
    patch = client.patch(api(other), {"name": "Nostra"}, content_type="application/json", headers=headers)
    assert patch.status_code == 403
    assert client.delete(api(other, "delete_snippet"), headers=headers).status_code == 403
    assert stored(other) == before


def test_the_api_is_open_to_its_own_editor(client: Client, person: Any) -> None:
    own, headers = organisation(pavia()), bearer(person)
    patch = client.patch(api(own), {"name": "Rinominata"}, content_type="application/json", headers=headers)
    assert patch.status_code == 200, patch.content
    assert client.delete(api(own, "delete_snippet"), headers=headers).status_code == 204


def test_what_the_api_creates_is_ones_own(client: Client, person: Any) -> None:
    organisation_url = reverse("wagtailapi_v3:create_snippet", args=["labs.Organisation"])
    data = {"name": "Nuova", "territory": rho().pk, "meta": {"type": "labs.Organisation"}}
    answer = client.post(organisation_url, data, content_type="application/json", headers=bearer(person))
    assert answer.status_code in (201, 422), answer.content
    assert not Organisation.objects.exclude(territory=pavia()).exists()


def test_the_api_creates_nothing_without_saying_whose(client: Client) -> None:
    both = f.user("due", pavia())
    both.groups.add(*f.user("altra", rho()).groups.all())
    data = {"name": "Nuova", "meta": {"type": "labs.Organisation"}}
    url = reverse("wagtailapi_v3:create_snippet", args=["labs.Organisation"])
    assert client.post(url, data, content_type="application/json", headers=bearer(both)).status_code == 422
    assert not Organisation.objects.exists()
