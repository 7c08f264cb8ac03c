"""Words of others as plain text: no markup, no control characters, no longer than what shows them."""

import html
import re
from typing import Any

from django.utils.text import Truncator

from events.importing.markup import without_tags

MOST_TITLE, MOST_SUMMARY, MOST_TEXT = 255, 400, 20_000
MOST_MARKUP = 200_000
#: What is between these tags is no text, nor what follows one that never ends.
UNSEEN = re.compile(r"<(script|style|template|noscript)\b[^>]*+>?.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
BREAKS = re.compile(r"<br\s*/?>|</(?:p|div|li|h\d|tr)>", re.IGNORECASE)
MARKUP = re.compile(r"<[a-z/!?]", re.IGNORECASE)
# Right-to-left overrides and the like let a text pretend to be another.
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")

#: What neither UTF-8 nor PostgreSQL can hold, and JSON can say: NUL, and one half of a sign that is told in two.
UNHOLDABLE = re.compile("[\x00\ud800-\udfff]")


def holdable(said: Any) -> Any:
    """Return plain values with a mark in place of every sign that cannot be written."""
    if isinstance(said, str):
        return UNHOLDABLE.sub("\N{REPLACEMENT CHARACTER}", said)
    if isinstance(said, list):
        return [holdable(each) for each in said]
    return {holdable(name): holdable(each) for name, each in said.items()} if isinstance(said, dict) else said


def line(said: Any, most: int = MOST_TITLE) -> str:
    """Return one line of plain text, cut where it is too long."""
    return Truncator(" ".join(_without_markup(said).split())).chars(most)


def paragraphs(said: Any) -> str:
    """Return plain paragraphs, parted by empty lines."""
    rows = [" ".join(row.split()) for row in _without_markup(said).split("\n")]
    found = [part.strip() for part in re.split(r"\n{2,}", "\n".join(rows)) if part.strip()]
    return "\n\n".join(found)[:MOST_TEXT]


def words(title: Any, said: Any, summary: Any = "") -> dict[str, str]:
    """Return title, summary and text; a short text is its own summary."""
    text, short = paragraphs(said), line(summary, MOST_SUMMARY)
    if not short:
        short = line(text.split("\n\n")[0], MOST_SUMMARY)
    return {"title": line(title), "summary": short, "text": "" if text == short else text}


def names(said: Any, most: int = 20) -> list[str]:
    """Return what a source calls its subjects, each once."""
    found = said if isinstance(said, list) else str(said or "").split(",")
    lines = (line(each, 100) for each in found if isinstance(each, str))
    return list(dict.fromkeys(each for each in lines if each))[:most]


def _without_markup(said: Any) -> str:
    text = said[:MOST_MARKUP] if isinstance(said, str) else ""
    for _round in range(2):
        # Twice: feeds often carry markup that is escaped once more.
        if MARKUP.search(text):
            text = without_tags(BREAKS.sub("\n\n", UNSEEN.sub(" ", text)))
        text = html.unescape(text)
    text = without_tags(UNSEEN.sub(" ", text)) if MARKUP.search(text) else text
    return INVISIBLE.sub("", text.replace("\r\n", "\n"))
