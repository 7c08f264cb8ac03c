"""A contact in the admin: a person is named under consent only, and nothing of it stays anywhere after."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from labs.models import Contact
from tests import factories as f
from tests.doors import address, contact, pavia, refused_field

pytestmark = pytest.mark.django_db

PERSON = {"person_name": "Nome Segreto", "phone": "0382 123456", "email": "segreto@agora.example"}


def posted(*consents: dict[str, Any], initial: int = 0, **fields: Any) -> dict[str, Any]:
    rows = {"consents-TOTAL_FORMS": len(consents), "consents-INITIAL_FORMS": initial}
    for number, consent in enumerate(consents):
        rows |= {f"consents-{number}-{name}": value for name, value in consent.items()}
    return {"role_it": "Referente", "role_en": "", "person_name": "", "phone": "", "email": ""} | fields | rows


def consent(**facts: Any) -> dict[str, Any]:
    given = timezone.localdate() - dt.timedelta(days=1)
    words = {"purpose": "Sito", "given_on": given, "how": "modulo", "document": "archivio", "until": ""}
    return words | {"withdrawn_on": "", "id": ""} | facts


def add(client: Client, data: dict[str, Any]) -> Any:
    return client.post(reverse("wagtailsnippets_labs_contact:add"), data)


def test_a_role_needs_no_consent(editor: Client) -> None:
    assert add(editor, posted()).status_code == 302
    assert Contact.objects.get().territory == pavia()


@pytest.mark.parametrize("field", PERSON)
def test_a_person_without_consent_is_refused_at_the_field(field: str, editor: Client) -> None:
    assert refused_field(add(editor, posted(**{field: PERSON[field]}))) == [field]
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    "facts",
    [
        {"withdrawn_on": timezone.localdate()},
        {"until": timezone.localdate() - dt.timedelta(days=1), "given_on": "2020-01-01"},
        {"given_on": timezone.localdate() + dt.timedelta(days=2)},
        {"DELETE": "1"},
    ],
)
def test_a_consent_that_does_not_hold_is_none(facts: dict[str, Any], editor: Client) -> None:
    assert refused_field(add(editor, posted(consent(**facts), **PERSON))) == list(PERSON)
    assert not Contact.objects.exists()


def test_a_consent_in_the_same_form_is_enough(editor: Client) -> None:
    assert add(editor, posted(consent(), **PERSON)).status_code == 302
    assert Contact.objects.get().person == PERSON


def test_a_withdrawal_is_not_refused_and_erases_the_person_everywhere(editor: Client) -> None:
    add(editor, posted(consent(), **PERSON))
    record = Contact.objects.get()
    given = consent(id=record.consents.get().pk, withdrawn_on=timezone.localdate())
    answer = editor.post(address(record, "edit"), posted(given, initial=1, **PERSON))
    assert answer.status_code == 302, answer.context["form"].errors
    assert Contact.objects.get().person == {}
    for value in PERSON.values():
        assert tables_with(value) == []


def tables_with(value: str) -> list[str]:
    """Return every table in which a text occurs, whatever the column."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            columns = [row.name for row in connection.introspection.get_table_description(cursor, table)]
            match = " OR ".join(f'CAST("{column}" AS TEXT) LIKE %s' for column in columns)
            cursor.execute(f'SELECT 1 FROM "{table}" WHERE {match} LIMIT 1', [f"%{value}%"] * len(columns))
            found += [table] if cursor.fetchone() else []
    return found


def test_while_it_holds_the_person_stands_in_one_table(editor: Client) -> None:
    add(editor, posted(consent(), **PERSON))
    assert tables_with(PERSON["phone"]) == ["labs_contact"]


def test_the_log_names_the_role(editor: Client) -> None:
    add(editor, posted(consent(), **PERSON))
    with override("it"):
        assert [entry.label for entry in ModelLogEntry.objects.all()] == ["Referente"]


def test_the_list_and_the_chooser_name_nobody(editor: Client) -> None:
    add(editor, posted(consent(), **PERSON))
    for url in ("wagtailsnippets_labs_contact:list", "wagtailsnippetchoosers_labs_contact:choose"):
        page = editor.get(reverse(url)).content.decode()
        assert "Referente" in page
        assert not any(value in page for value in PERSON.values())


def test_a_search_finds_no_person(editor: Client) -> None:
    add(editor, posted(consent(), **PERSON))
    url = reverse("wagtailsnippets_labs_contact:list_results")
    assert not editor.get(f"{url}?q=segreto").context["object_list"]
    assert len(editor.get(f"{url}?q=refer").context["object_list"]) == 1


def test_a_proposer_sees_no_contact(client: Client) -> None:
    record = contact(pavia())
    client.force_login(f.user("proposta-pavia", pavia(), "proposer"))
    assert client.get(reverse("wagtailsnippets_labs_contact:list")).status_code == 302
    assert client.get(address(record, "edit")).status_code == 302
