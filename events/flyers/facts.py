"""Everything that stands on a flyer, as plain data for `parts.typ`: the subject's head, the days, the way back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from events.flyers.days import days, going_on, period
from events.flyers.subjects import Subject
from events.models.occurrences import Status
from events.shown import Shown
from portal.addresses import reader_language
from portal.date_phrases import day_and_month, full_date, weekday_and_year
from portal.print_layouts import Layout
from portal.qr import qr_modules, qr_svg
from portal.territory_brand import brand_of

LONGEST_SAID = 56
#: In modules: what a phone still reads from a flyer at arm's length. A longer address leads by its host and path.
LARGEST_QR = 77
MODULE, SMALLEST_QR = 0.155, 7.2


def sheet(
    subject: Subject, dates: Sequence[Shown], under_way: Sequence[Shown], has_more: bool, layout: Layout
) -> dict[str, Any]:
    """Return the facts of a flyer in the active language; `has_more`: there are dates beyond these."""
    shown = [] if _is_told_in_the_head(subject, dates) else [*days(dates, subject), *going_on(under_way, subject)]
    return {
        "layout": layout.value,
        "language": reader_language(),
        "title": subject.title,
        "author": settings.WAGTAIL_SITE_NAME,
        "description": subject.summary or subject.subtitle or subject.eyebrow,
        "eyebrow": subject.eyebrow,
        "subtitle": subject.subtitle if subject.is_one_thing else _with_period(subject, dates),
        "summary": subject.summary,
        "facts": [{"label": fact.label, "lines": list(fact.lines)} for fact in subject.facts],
        "one_thing": subject.is_one_thing,
        "dates_title": subject.dates_title,
        "day_level": 3 if subject.dates_title else 2,
        "days": shown,
        "say_nothing": not (dates or under_way),
        "nothing": _("There are no dates to come for now."),
        "nothing_hint": _("New ones are coming: the code below always leads to the latest."),
        "more": _("There are more dates: the code leads to all of them."),
        "has_more": has_more,
        **_way_back(subject),
        **brand_of(subject.territory),
    }


def _is_told_in_the_head(subject: Subject, dates: Sequence[Shown]) -> bool:
    return subject.is_one_thing and len(dates) == 1 and dates[0]["status"] == Status.SCHEDULED


def _with_period(subject: Subject, dates: Sequence[Shown]) -> str:
    found = period(dates, subject)
    said = _span_of_days(*found) if found else ""
    return " · ".join(part for part in (subject.subtitle, said) if part)


def _span_of_days(first: date, last: date) -> str:
    if first == last:
        return weekday_and_year(first)
    begins = day_and_month(first) if first.year == last.year else full_date(first)
    day, _space, month = begins.partition(" ")
    if day[0].isdigit() and month and day_and_month(last).endswith(f" {month}"):
        return f"{day}–{full_date(last)}"
    return f"{begins} – {full_date(last)}"


def _way_back(subject: Subject) -> dict[str, Any]:
    """Return the living page as a link, as a code and in print."""
    address = subject.address
    if qr_modules(address) > LARGEST_QR:
        address = address.partition("?")[0]
    said = address.partition("://")[2].rstrip("/")
    return {
        "address": address,
        "address_said": _shortest(said),
        "invitation": _("The latest dates are here"),
        "updated": _("As of {day}. Dates can change.").format(day=full_date(timezone.localdate())),
        "qr": qr_svg(address),
        "qr_size": max(SMALLEST_QR, qr_modules(address) * MODULE),
        "qr_alt": _("QR code that leads to {address}").format(address=said),
    }


def _shortest(address: str) -> str:
    """Return as much of an address as people would type: whole, else without its query, else its host."""
    path, host = address.partition("?")[0].rstrip("/"), address.partition("/")[0]
    return next((said for said in (address, path) if len(said) <= LONGEST_SAID), host)
