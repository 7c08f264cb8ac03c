"""Links that bring a calendar of ours, or one date, into the calendar that people use already.

Nothing is asked of anybody before the reader follows one: they are plain addresses. The forms are those of
https://support.google.com/calendar (`cid`, `TEMPLATE`) and of Outlook on the web (`addfromweb`, `deeplink/compose`).
"""

from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.utils import timezone

from portal.addresses import absolute

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.live.com/calendar/0"


def as_webcal(path: str) -> str:
    """Return the address by which a calendar program, Apple's among them, subscribes to a path of ours."""
    _scheme, _colon, rest = absolute(path).partition(":")
    return f"webcal:{rest}"


def subscribing(ics: str, name: str = "") -> dict[str, str]:
    """Return how to follow the calendar at a path of ours: `ics` itself, `webcal`, and at `google` and `outlook`."""
    name = name or settings.WAGTAIL_SITE_NAME
    return {
        "ics": ics,
        "webcal": as_webcal(ics),
        "google": _address(GOOGLE, cid=as_webcal(ics)),
        "outlook": _address(f"{OUTLOOK}/addfromweb", url=absolute(ics), name=name),
    }


def adding(row: Any) -> dict[str, str]:
    """Return how to copy one date (an occurrence of `for_lists()`) into a calendar at `google` and `outlook`.

    A copy does not follow what becomes of the date: its text leads back to the date's page.
    """
    start, end = (timezone.localtime(moment) for moment in (row.starts_at, row.ends_at))
    where, page = _where(row), absolute(row.path)
    written = "%Y%m%d" if row.all_day else "%Y%m%dT%H%M%S"
    stretch = f"{start:{written}}/{end:{written}}"
    google = {"dates": stretch, "ctz": settings.TIME_ZONE, "location": where, "details": page}
    outlook = {"startdt": start.isoformat(), "enddt": end.isoformat(), "allday": str(row.all_day).lower()}
    compose = {"path": "/calendar/action/compose", "rru": "addevent", "subject": row.title}
    return {
        "google": _address(GOOGLE, action="TEMPLATE", text=row.title, **google),
        "outlook": _address(f"{OUTLOOK}/deeplink/compose", **compose, **outlook, location=where, body=page),
    }


def _where(row: Any) -> str:
    place = row.place
    if place is None:
        told = row.series.where
        return ", ".join(filter(None, (told["name"], told["address"]))) if told else row.series.online_url
    return ", ".join(str(part) for part in (place.name, place.address, place.municipality) if part)


def _address(base: str, **query: str) -> str:
    return f"{base}?{urlencode(query, quote_via=quote)}"
