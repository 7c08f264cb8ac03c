"""From a typst template and its facts to bytes (https://typst.app/docs/reference/pdf/), each made once.

Facts go in as JSON text, so nothing that people write is ever read as markup. What was made is kept by a digest of all
that went in: what is kept is never stale, and what has changed is made anew.
"""

import hashlib
import json
import warnings
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.core.cache import caches

from portal.typesetting.glyphs import FONTS_DIR, printable

Facts = Mapping[str, Any]
HERE = Path(__file__).resolve().parent
#: Without a date of their own the same facts give the same bytes.
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def pdf(template: Path, facts: Facts) -> bytes:
    """Return a tagged PDF that passes typst's checks of PDF/UA-1; raises `typst.TypstError` for a wrong template."""
    return _kept(template, facts, {"format": "pdf", "pdf_standards": "ua-1"})


def picture(template: Path, facts: Facts) -> bytes:
    """Return one page as PNG, a point of the page being a pixel."""
    return _kept(template, facts, {"format": "png", "ppi": 72})


def _kept(template: Path, facts: Facts, options: dict[str, Any]) -> bytes:
    said = json.dumps(_printable(facts), ensure_ascii=False, sort_keys=True)
    key = hashlib.sha256(f"{_sources(template.parent)}{template.name}{options}{said}".encode()).hexdigest()
    return caches["typeset"].get_or_set(key, lambda: _compiled(template, said, options))


def _compiled(template: Path, said: str, options: dict[str, Any]) -> bytes:
    with warnings.catch_warnings():
        # A script that hyphenation has no rules for is worth no warning in a visitor's request.
        warnings.simplefilter("ignore", typst.TypstWarning)
        made = typst.compile(
            template,
            root=settings.BASE_DIR,
            font_paths=_fonts(),
            sys_inputs={"facts": said},
            timestamp=NO_DATE,
            **options,
        )
    return made[0] if isinstance(made, list) else made


def _printable(value: Any) -> Any:
    """Leave out of every text what no font can print: a missing glyph would be an error (PDF/UA-1, 7.21.4.1)."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {name: _printable(each) for name, each in value.items()}
    return [_printable(each) for each in value] if isinstance(value, list | tuple) else value


@lru_cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS_DIR])


@lru_cache
def _sources(folder: Path) -> str:
    """Return what tells one state of the templates from another."""
    files = sorted({*HERE.glob("*.typ"), *folder.glob("*.typ")})
    return hashlib.sha256(b"".join([typst.__version__.encode(), *(file.read_bytes() for file in files)])).hexdigest()
