"""A date in plain words of the active language, for calendars and feed readers: nobody misses a cancellation.

Made of nothing but the facts of the public contract (`events.shown`), as any partner could.
"""

from datetime import datetime, time
from functools import lru_cache

from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from events.models.occurrences import Kind, Status
from events.shown import Shown
from portal.time_spans import span

HEADLINES = {
    Status.CANCELLED: gettext_lazy("Cancelled: {title}"),
    Status.MOVED: gettext_lazy("Moved: {title}"),
    Status.CHANGED: gettext_lazy("Changed: {title}"),
}


def headline(facts: Shown) -> str:
    """Return the title, with what became of the date before it."""
    pattern = HEADLINES.get(facts["status"])
    return str(pattern).format(title=facts["title"]) if pattern else facts["title"]


def when(facts: Shown) -> str:
    """Return day and hours: `Tuesday 24 November 2026, 16:30–18:30`."""
    return _span(facts["starts_at"], facts["ends_at"], facts["all_day"], get_language())


def said(facts: Shown) -> dict[str, str]:
    """Return what a short list says of a date, for programs that show it and have no words of their own."""
    words = {
        "status": str(capfirst(Status(facts["status"]).label)) if facts["status"] in HEADLINES else "",
        "when": when(facts),
        "planned": _planned(facts) if facts["original_starts_at"] != facts["starts_at"] else "",
        "where": where(facts["place"]) or whose(facts),
    }
    return words | ({"where": f"{words['where']} · {_('Online')}".strip(" ·")} if facts["online_url"] else {})


def where(place: Shown | None) -> str:
    """Return name, address and municipality of a place, or nothing."""
    if place is None:
        return ""
    town = place["municipality"]["name"] if place["municipality"] else ""
    return ", ".join(part for part in (place["name"], place["address"], town) if part)


def whose(facts: Shown) -> str:
    """Return the lab, else the network of the territory, else nothing."""
    if facts["lab"]:
        return facts["lab"]["name"]
    return facts["territory"]["network"] if facts["territory"] else ""


def explanation(facts: Shown) -> list[str]:
    """Return why the date is not as planned, and when and where it was planned, if that is another time or place."""
    moved, place = facts["original_starts_at"] != facts["starts_at"], facts["original_place"]
    planned = _("Planned for {when}").format(when=_planned(facts)) if moved else ""
    elsewhere = _("Planned to be at {place}").format(place=place["name"]) if place else ""
    return [line for line in (facts["status_reason"], planned, elsewhere) if line]


def price(facts: Shown) -> str:
    """Return what it costs; nobody pays for a meeting, so nothing is said of it."""
    if facts["kind"] == Kind.MEETING:
        return ""
    return _("Free") if facts["is_free"] else facts["cost"]


def _planned(facts: Shown) -> str:
    start = facts["original_starts_at"]
    return _span(start, start, datetime.fromisoformat(start).time() == time.min, get_language())


@lru_cache(maxsize=4096)
def _span(starts_at: str, ends_at: str, all_day: bool, language: str | None) -> str:
    """Say a stretch in the active language, which `language` names; the same dates are said to every reader."""
    return span(datetime.fromisoformat(starts_at), datetime.fromisoformat(ends_at), all_day)
