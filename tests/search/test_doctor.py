"""`manage.py doctor search`: whether each index is equal to the entries, in plain words."""

import io

import pytest
from django.core.management import call_command

from search.elastic import indexes
from search.models import Entry, IndexRow, Unsent
from search.unsent import send_changes
from tests import factories as f
from tests.search.search_server import search_server

pytestmark = pytest.mark.django_db


def doctor():
    """Return what the doctor says, and the code that it ends with."""
    said = io.StringIO()
    try:
        call_command("doctor", "search", stdout=said)
    except SystemExit as end:
        return said.getvalue(), end.code
    return said.getvalue(), 0


def test_an_index_that_is_equal():
    f.activity("Spazio Compiti")
    assert doctor() == ("The database’s index is equal to the 3 entries.\n", 0)


def test_what_is_missing_too_many_or_old_is_named_and_a_rebuild_mends_it():
    missing, old = f.OrganisationFactory(name="Marta"), f.OrganisationFactory(name="Sara")
    key = {
        name: Entry.objects.get(owner__endswith=f":{each.pk}", kind="organisation").pk
        for name, each in (("missing", missing), ("old", old))
    }
    IndexRow.objects.filter(pk=key["missing"]).delete()
    IndexRow.objects.filter(pk=key["old"]).update(title=" altro ")
    IndexRow.objects.create(entry_id=10**6, title="orto", context="", summary="", body="")
    said, code = doctor()
    assert code == 1
    assert f"1 missing: {Entry.objects.get(pk=key['missing']).key}" in said
    assert f"1 with old words or facts: {Entry.objects.get(pk=key['old']).key}" in said
    assert "1 too many: 1000000" in said
    call_command("rebuild_index", stderr=io.StringIO())
    assert doctor()[1] == 0


def test_the_search_server_is_compared_by_every_fact():
    with search_server():
        indexes.ensure()
        f.OrganisationFactory(name="Marta")
        f.lab()
        gone = Entry.objects.get(kind="organisation")
        assert "3 missing" in doctor()[0]
        assert "changes wait to be sent" in doctor()[0]
        send_changes.func()
        assert "The search server is equal to the 3 entries." in doctor()[0]
        Entry.objects.filter(kind="lab").update(is_free=False)
        said, code = doctor()
        assert ("1 with old words or facts" in said, code) == (True, 1)
        gone.languages.all().delete()
        Entry.objects.filter(pk=gone.pk)._raw_delete("default")
        assert "1 too many" in doctor()[0]
        call_command("rebuild_index", stderr=io.StringIO())
        assert "The search server is equal to the 3 entries." in doctor()[0]
        assert not Unsent.objects.exists()


def test_a_search_server_that_does_not_answer_is_said(settings):
    settings.SEARCH_URL = "http://127.0.0.1:9"
    said, code = doctor()
    assert ("The search server does not answer" in said, code) == (True, 1)
