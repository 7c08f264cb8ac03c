"""How a sheet says that something repeats, in Italian words, and the rule that they mean (RFC 5545)."""

import datetime as dt
import re

from django.utils.translation import gettext as _

from events.importing.items import UnreadableError
from portal.folding import fold
from portal.recurrence import build_rrule

DAYS = {"lunedi": 0, "martedi": 1, "mercoledi": 2, "giovedi": 3, "venerdi": 4, "sabato": 5, "domenica": 6}
ORDINALS = {"primo": 1, "prima": 1, "secondo": 2, "seconda": 2, "terzo": 3, "terza": 3, "quarto": 4, "quarta": 4}
ORDINALS |= {"ultimo": -1, "ultima": -1}
UNITS = {"giorn": "DAILY", "settiman": "WEEKLY", "mes": "MONTHLY", "ann": "YEARLY"}
NUMBERS = {"due": 2, "tre": 3, "quattro": 4}
EVERY = re.compile(r"ogni (?:(\d{1,2}|due|tre|quattro) )?(giorn|settiman|mes|ann)[oaei]")
OF_MONTH = re.compile(rf"(?:il |la |l'|ogni )?({'|'.join(ORDINALS)}) (giorno|{'|'.join(DAYS)}) (?:del|di ogni) mese")


def rrule_of(words: str, start: dt.date, until: dt.date | None, all_day: bool) -> str:
    """Return the rule that these words mean from a first day on; raise UnreadableError for words that mean none."""
    said = " ".join(fold(words).split())
    if not said:
        return ""
    if said.startswith("freq="):
        return words.strip().upper()
    found = _every(said) or _of_month(said) or _on_days(said)
    if found is None:
        message = _("“%(words)s” does not say how it repeats: write for example “ogni martedì”.")
        raise UnreadableError(message % {"words": words[:60]})
    return build_rrule(**found, start=start, until=until, all_day=all_day)


def _every(said: str) -> dict | None:
    match = EVERY.fullmatch(said)
    if not match:
        return None
    number, unit = match.groups()
    return {"freq": UNITS[unit], "interval": int(NUMBERS.get(number, number or 1))}


def _of_month(said: str) -> dict | None:
    match = OF_MONTH.fullmatch(said)
    if not match:
        return None
    which, day = match.groups()
    if day == "giorno":
        return {"freq": "MONTHLY", "monthly": "last_day"} if ORDINALS[which] == -1 else None
    return {"freq": "MONTHLY", "monthly": "weekday", "ordinal": ORDINALS[which], "weekdays": [DAYS[day]]}


def _on_days(said: str) -> dict | None:
    """Read `ogni martedì e giovedì`, or the days alone."""
    names = [name for name in re.split(r",| e |\s", said.removeprefix("ogni ")) if name]
    if not names or any(name not in DAYS for name in names):
        return None
    return {"freq": "WEEKLY", "weekdays": [DAYS[name] for name in names]}
