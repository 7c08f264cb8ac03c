"""Wagtail's API v3 keeps to the territories of whose token it is given."""

from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from wagtail.admin.panels import get_form_for_model

from labs.models import Organisation
from portal.territory_forms import TerritoryRecordForm
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


def test_the_api_creates_no_record_without_what_it_needs(client: Client, person: Any) -> None:
    url = reverse("wagtailapi_v3:create_snippet", args=["labs.Organisation"])
    data = {"meta": {"type": "labs.Organisation"}}
    answer = client.post(url, data, content_type="application/json", headers=bearer(person))
    assert answer.status_code == 422, answer.content
    assert not Organisation.objects.exists()


def written(person: Any, **fields: str) -> Any:
    """Return the form of an organisation as an API builds it: with some of its fields, and never the territory."""
    return get_form_for_model(Organisation, TerritoryRecordForm, fields=list(fields))(fields, for_user=person)


def test_what_an_api_creates_is_ones_own(person: Any) -> None:
    form = written(person, name="Nuova")
    assert form.is_valid(), form.errors
    assert form.save().territory == pavia()


def test_an_api_creates_nothing_without_saying_whose() -> None:
    both = f.user("due", pavia())
    both.groups.add(*f.user("altra", rho()).groups.all())
    assert list(written(both, name="Nuova").errors) == ["__all__"]
