"""The first start of the demonstration, in a house where nothing is made yet."""

from io import StringIO
from types import SimpleNamespace

import pytest
from django.utils import translation
from django.utils.translation import trans_real

from home.management.commands import demo
from home.management.commands.demo import Command

CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Attic"
msgstr "Soffitta"
"""


@pytest.fixture
def house(tmp_path, settings, monkeypatch):
    """A folder with one catalogue that was never compiled."""
    catalogue = tmp_path / "house/locale/it/LC_MESSAGES/django.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(CATALOGUE)
    settings.BASE_DIR = tmp_path
    settings.LOCALE_PATHS = [tmp_path / "house/locale"]
    monkeypatch.setattr(trans_real, "_translations", {})


def attic():
    with translation.override("it"):
        return translation.gettext("Attic")


def test_catalogues_hold_in_the_process_that_compiles_them(house):
    assert attic() == "Attic"
    Command()._compile_messages()
    assert attic() == "Soffitta"


def test_a_worker_that_has_ended_is_started_again_and_that_is_said(monkeypatch):
    monkeypatch.setattr(demo, "_worker", lambda queue, _environment: f"a new one of {queue}")
    dead, alive = SimpleNamespace(poll=lambda: -9), SimpleNamespace(poll=lambda: None)
    workers, said = {"webhooks": dead, "search": alive}, StringIO()
    Command(stderr=said)._start_again(workers, {})
    assert workers == {"webhooks": "a new one of webhooks", "search": alive}
    assert said.getvalue() == "The worker of “webhooks” ended (-9): it is started again.\n"
