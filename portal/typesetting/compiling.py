"""From a typst template and its facts to bytes (https://typst.app/docs/reference/pdf/); each PDF is made once.

Facts go in as JSON text, so nothing that people write is ever read as markup. What was made is kept by a digest of all
that went in: what is kept is never stale, and what has changed is made anew.
"""

import hashlib
import json
import warnings
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache, partial
from importlib.metadata import version
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
    said = _said(facts)
    key = hashlib.sha256(f"{edition(template)}pdf{said}".encode()).hexdigest()
    make = partial(_compiled, template, said, format="pdf", pdf_standards="ua-1")
    content: Any = caches["typeset"].get_or_set(key, make)
    return content


def layer(template: Path, facts: Facts) -> bytes:
    """Return one page as PNG, a point of the page being a pixel; what the page leaves empty is transparent."""
    return _compiled(template, _said(facts), format="png", ppi=72)


def edition(template: Path) -> str:
    """Return what changes whenever the same facts would be set in another way."""
    return hashlib.sha256(f"{_sources(template.parent)}{template.name}".encode()).hexdigest()


def _said(facts: Facts) -> str:
    return json.dumps(_printable(facts), ensure_ascii=False, sort_keys=True)


def _compiled(template: Path, said: str, **options: Any) -> bytes:
    inputs, root = {"facts": said}, settings.BASE_DIR
    with warnings.catch_warnings():
        # A script that hyphenation has no rules for is worth no warning in a visitor's request.
        warnings.simplefilter("ignore", typst.TypstWarning)
        made: Any = typst.compile(
            template, root=root, font_paths=_fonts(), sys_inputs=inputs, timestamp=NO_DATE, **options
        )
    return made


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
    """Return what tells one state of the templates, and of what is drawn below them, from another."""
    files = sorted({*HERE.glob("*.typ"), *folder.glob("*.typ"), *folder.glob("drawing.py")})
    return hashlib.sha256(b"".join([version("typst").encode(), *(file.read_bytes() for file in files)])).hexdigest()
