"""Every word of the interface is in Italian and English, every word of the public pages in all languages."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.utils.translation import to_locale

from settings.languages import KNOWN
from tests.vocabulary import vocabulary

ROOT = Path(__file__).resolve().parent.parent
APPS = sorted(folder.parent.name for folder in ROOT.glob("*/locale"))
LANGUAGES = ("it", "en")
OTHERS = tuple(to_locale(code) for code in KNOWN if code not in LANGUAGES)
# By which names the code asks for a translation.
ASKING = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
# What the code hands over although the English does not say it.
ALSO_GIVEN = {
    "every {number} year {dates}": ("count",),
    "every {number} year ({weekday} of {months})": ("count",),
}
# How many forms a noun has beside numbers (https://www.unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules).
FORMS = {"fr": 2, "es": 2, "ro": 3, "uk": 3, "ar": 6, "zh_Hans": 1}


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


def _asked(file):
    """Yield the words that a module asks the catalogues for, each with its line."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ASKING:
            words = node.args[1 if node.func.id.startswith("pgettext") else 0]
            if isinstance(words, ast.Constant):
                yield words.value, node.lineno


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("app", APPS)
def test_nothing_is_left_untranslated(collected, app, language):
    catalogue = polib.pofile(collected / app / "locale" / language / "LC_MESSAGES" / "django.po")
    left = [entry.msgid for entry in catalogue if not entry.translated() and not entry.obsolete]
    assert left == []


@pytest.mark.parametrize("app", APPS)
def test_what_the_code_says_is_collected(collected, app):
    """xgettext does not see what stands inside an f-string."""
    known = {entry.msgid for entry in polib.pofile(_catalogue(collected, app, "it"))}
    said = {
        words: f"{file.relative_to(ROOT)}:{line}" for file in (ROOT / app).rglob("*.py") for words, line in _asked(file)
    }
    assert [where for words, where in said.items() if words not in known] == []


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("app", APPS)
def test_the_public_pages_speak_every_language(collected, app, language):
    wanted = vocabulary(app, polib.pofile(_catalogue(collected, app, "it")))
    # Django puts the catalogues of all apps together: a word is said once.
    known = {(entry.msgctxt, entry.msgid) for each in APPS for entry in _said(each, language)}
    assert sorted(wanted - known, key=str) == []


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("app", APPS)
def test_every_number_has_its_form(app, language):
    for entry in polib.pofile(_catalogue(ROOT, app, language)):
        assert not entry.msgid_plural or len(entry.msgstr_plural) == FORMS[language], entry.msgid


@pytest.mark.parametrize("language", [*LANGUAGES, *OTHERS])
@pytest.mark.parametrize("app", APPS)
def test_placeholders_are_the_same_in_every_language(app, language):
    for entry in polib.pofile(_catalogue(ROOT, app, language)):
        allowed = {*_names(entry.msgid), *_names(entry.msgid_plural), *ALSO_GIVEN.get(entry.msgid, ())}
        forms = entry.msgstr_plural.values() or [entry.msgstr]
        said = [set(_names(text)) for text in forms if text]
        assert all(names <= allowed for names in said), entry.msgid
        # A form for one, for two or for none may leave the number out.
        assert not said or entry.msgid in ALSO_GIVEN or set(_names(entry.msgid)) <= set().union(*said), entry.msgid


def _catalogue(root: Path, app: str, language: str) -> Path:
    return root / app / "locale" / language / "LC_MESSAGES" / "django.po"


def _said(app: str, language: str) -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(_catalogue(ROOT, app, language)) if entry.translated()]


def _names(text: str) -> list[str]:
    return re.findall(r"%\((\w+)\)", text) + re.findall(r"\{(\w+)\}", text)
