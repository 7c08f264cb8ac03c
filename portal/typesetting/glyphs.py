"""What the platform's fonts can print: Latin, Greek, Cyrillic, Arabic, Hebrew, Chinese and seven scripts more."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS_DIR = Path(__file__).resolve().parent / "fonts"
UNKNOWN = "\ufffd"
_GAPS = re.compile(r" {2,}")
#: Joiners and marks of direction are no glyphs; they shape the ones beside them.
SHAPING = frozenset("\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\n")


def printable(text: str) -> str:
    """Return a text with nothing in it that no font of ours can print.

    Emoji and other symbols are ornaments and go; a letter that cannot be printed leaves a visible gap (U+FFFD).
    """
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(_glyph(sign) for sign in composed)
    return kept if kept == composed else _GAPS.sub(" ", kept).strip(" ")


@lru_cache
def covered() -> frozenset[int]:
    """Return the code points that at least one of the fonts has a glyph for."""
    return frozenset(code for file in FONTS_DIR.glob("*.ttf") for code in _cmap(file))


def _glyph(sign: str) -> str:
    if ord(sign) in covered() or sign in SHAPING:
        return sign
    return UNKNOWN if unicodedata.category(sign)[0] in "LN" else ""


def _cmap(file: Path) -> dict[int, str]:
    with TTFont(file, lazy=True) as font:
        return dict(font.getBestCmap())
