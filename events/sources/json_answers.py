"""JSON of others: what is too deep, or no JSON at all, is one sentence for people."""

import json
from typing import Any

from django.utils.translation import gettext as _

from events.importing.items import UnreadableError


def parsed(content: bytes | str) -> Any:
    """Return what JSON says, None for what is no number (NaN, Infinity); raise UnreadableError."""
    try:
        return json.loads(content, parse_constant=_nothing)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(_("It cannot be read: it is not written as JSON asks.")) from error


def _nothing(_name: str) -> None:
    """Stand for what some write although JSON has no such number."""
