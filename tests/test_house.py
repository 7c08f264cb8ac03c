"""The house: no app names one above it, not even as a string, a template, a tag or an address."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ABOVE = {
    "portal": ("labs", "events", "search", "home"),
    "labs": ("events", "search", "home"),
    "events": ("search", "home"),
    "search": ("labs", "events", "home"),
}
FILES = ("*.py", "*.html", "*.js", "*.css")


def lines(app):
    for pattern in FILES:
        for file in (ROOT / app).rglob(pattern):
            if "migrations" not in file.parts:
                for number, line in enumerate(file.read_text().splitlines(), 1):
                    yield f"{file.relative_to(ROOT)}:{number}", line


@pytest.mark.parametrize("app", ABOVE)
def test_no_app_names_one_above_it(app):
    # An import, a name in quotes ("events.EventPage"), a template or static file ("events/….html"), a URL namespace.
    names = "|".join(ABOVE[app])
    imported = rf"^\s*(?:from|import) (?:{names})\b"
    quoted = rf"[\"'](?:{names})(?:[.:]|/[^\s\"']+[.])"
    loaded = rf"\bload (?:\w+ )*(?:{names})\b"
    named = re.compile(f"{imported}|{quoted}|{loaded}")
    assert [where for where, line in lines(app) if named.search(line)] == []


def test_nobody_imports_the_roof():
    roof = re.compile(r"^\s*(?:from|import) settings\b")
    assert [where for app in (*ABOVE, "home") for where, line in lines(app) if roof.search(line)] == []
