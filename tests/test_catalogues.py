"""Every word of the interface is in the Italian and the English catalogue, and none of them is a guess."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = sorted(folder.parent.name for folder in ROOT.glob("*/locale"))
LANGUAGES = ("it", "en")


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """Collect the words anew, beside the project."""
    if not shutil.which("xgettext"):
        if os.environ.get("REQUIRE_SERVICES"):
            pytest.fail("gettext is missing")
        pytest.skip("gettext is not installed")
    copy = tmp_path_factory.mktemp("words")
    plain = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    for app in APPS:
        shutil.copytree(ROOT / app, copy / app, ignore=shutil.ignore_patterns("static", "*.mo", "__pycache__"))
        command = [sys.executable, "-m", "django", "makemessages", "-l", "it", "-l", "en", "--no-obsolete"]
        subprocess.run(command, cwd=copy / app, env=plain, check=True, capture_output=True)
    return copy


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("app", APPS)
def test_nothing_is_left_untranslated(collected, app, language):
    catalogue = polib.pofile(collected / app / "locale" / language / "LC_MESSAGES" / "django.po")
    left = [entry.msgid for entry in catalogue if not entry.translated() and not entry.obsolete]
    assert left == []


@pytest.mark.parametrize("app", APPS)
def test_placeholders_are_the_same_in_both_languages(app):
    for language in LANGUAGES:
        for entry in polib.pofile(ROOT / app / "locale" / language / "LC_MESSAGES" / "django.po"):
            texts = [entry.msgstr, *entry.msgstr_plural.values()]
            for name in {part.split(")")[0] for part in entry.msgid.split("%(")[1:]}:
                assert all(f"%({name})" in text for text in texts if text), entry.msgid
