"""What a component of a calendar says in words: what, where, what about; its words for us and for everybody."""

import html
import re
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from events import wording
from events.importing.items import Facts
from events.importing.markup import without_tags
from events.importing.positions import position

MOST_SUMMARY = 400
BREAKS = re.compile(r"<br\s*/?>|</(?:p|div|li|h\d)>", re.IGNORECASE)
TAGS = re.compile(r"<[a-z/!][^>]*>", re.IGNORECASE)
ADDRESS = re.compile(r"https?://\S+")


def words(event: Any, from_us: bool) -> Facts:
    """Return the facts that a component tells in words; `from_us`: one that a platform like this wrote."""
    paragraphs = _paragraphs(text(event, "DESCRIPTION"))
    facts: Facts = {"title": title(event, from_us)[:255]}
    if from_us:
        paragraphs, facts["cost"] = _own_paragraphs(paragraphs, event)
    facts |= _description("\n\n".join(paragraphs))
    where = text(event, "LOCATION")
    if ADDRESS.fullmatch(where):
        facts["online_url"] = where
    elif where:
        facts["place"] = {"name": where[:360], **_position(event)}
    if names := _categories(event):
        facts["topics"] = names
    return facts


def text(event: Any, name: str) -> str:
    """Return a property's text, the first where it stands more than once, without control characters."""
    found = event.get(name, "")
    value = str(found[0] if isinstance(found, list) else found)
    return "".join(char for char in value.replace("\r\n", "\n") if char >= " " or char == "\n").strip()


def title(event: Any, from_us: bool) -> str:
    """Return the title, without what we put before that of a date which is not as planned."""
    said = " ".join(text(event, "SUMMARY").split())
    for prefix in _own_prefixes() if from_us else ():
        said = said.removeprefix(prefix)
    return said


def _own_prefixes() -> list[str]:
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found += [str(pattern).format(title="") for pattern in wording.HEADLINES.values()]
    return found


def _own_paragraphs(paragraphs: list[str], event: Any) -> tuple[list[str], str]:
    """Return the summary and the cost among what we write into a description (`events.ical.vevent`)."""
    known = {text(event, "COMMENT"), text(event, "URL")}
    left = [each for each in paragraphs if each not in known and not ADDRESS.fullmatch(each)]
    free = {"Free", *_in_every_language("Free")}
    if any(each in free for each in left):
        # First comes whose it is.
        return [each for each in left[1:] if each not in free], ""
    return left[1:-1], left[-1] if len(left) > 1 else ""


def _in_every_language(msgid: str) -> list[str]:
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.append(_(msgid))
    return found


def _paragraphs(said: str) -> list[str]:
    """Return a description's paragraphs without markup, which many calendars put there."""
    if TAGS.search(said):
        said = html.unescape(without_tags(BREAKS.sub("\n", said)))
    return [part.strip() for part in re.split(r"\n\s*\n", said) if part.strip()]


def _description(said: str) -> Facts:
    """Return a short description as the summary; a long one whole as the text, with its beginning in short."""
    if len(said) <= MOST_SUMMARY:
        return {"summary": said, "text": ""}
    return {"summary": Truncator(said.split("\n\n")[0]).chars(MOST_SUMMARY), "text": said}


def _position(event: Any) -> dict[str, float]:
    geo: Any = event.get("GEO")
    return position(getattr(geo, "latitude", None), getattr(geo, "longitude", None))


def _categories(event: Any) -> list[str]:
    lists = event.get("CATEGORIES", [])
    found = [str(name).strip() for each in (lists if isinstance(lists, list) else [lists]) for name in each.cats]
    return list(dict.fromkeys(name for name in found if name))
