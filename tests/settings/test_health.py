"""`/health/`: ready or not, without saying why to strangers."""

import pytest
from django.db.migrations.recorder import MigrationRecorder

from search.models import Entry, IndexRow
from settings import health
from tests import factories as f

pytestmark = pytest.mark.django_db


def state(client):
    response = client.get("/health/")
    assert "no-store" in response["Cache-Control"]
    return response.status_code, response.json()


def test_an_empty_platform_is_ready(client):
    checks = {"database": "ok", "migrations": "ok", "index": "ok"}
    assert state(client) == (200, {"status": "ok", "checks": checks})


def test_a_platform_with_pages_is_ready(client):
    f.lab()
    assert state(client)[0] == 200


def test_a_migration_that_is_missing(client):
    MigrationRecorder.Migration.objects.filter(app="labs").order_by("-pk").first().delete()
    status, body = state(client)
    assert (status, body["status"], body["checks"]["migrations"]) == (503, "failing", "failing")


@pytest.mark.parametrize("lose", [lambda: IndexRow.objects.all().delete(), lambda: Entry.objects.all().delete()])
def test_an_index_that_was_lost(client, lose):
    f.lab()
    lose()
    status, body = state(client)
    assert (status, body["checks"]["index"]) == (503, "failing")


def test_what_is_wrong_is_logged_and_not_told(client, monkeypatch, caplog):
    def fail():
        raise RuntimeError("password=hunter2")

    monkeypatch.setitem(health.CHECKS, "database", fail)
    status, body = state(client)
    assert (status, body["checks"]["database"]) == (503, "failing")
    assert "hunter2" not in str(body)
    assert "hunter2" in caplog.text


def test_it_can_be_asked_with_head(client):
    assert client.head("/health/").status_code == 200
