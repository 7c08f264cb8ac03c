"""A date in plain words of the active language, for calendars and feed readers: nobody misses a cancellation."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Occurrence
from events.models.occurrences import Kind, Status
from events.row_facts import whole_days
from labs.models import Place
from portal.time_spans import span

HEADLINES = {
    Status.CANCELLED: gettext_lazy("Cancelled: {title}"),
    Status.MOVED: gettext_lazy("Moved: {title}"),
    Status.CHANGED: gettext_lazy("Changed: {title}"),
}


def headline(row: Occurrence) -> str:
    """Return the title, with what became of the date before it."""
    pattern = HEADLINES.get(Status(row.status))
    return str(pattern).format(title=row.title) if pattern else row.title


def when(row: Occurrence) -> str:
    """Return day and hours: `Tuesday 24 November 2026, 16:30–18:30`."""
    return span(row.starts_at, row.ends_at, row.all_day)


def where(place: Place | None) -> str:
    """Return name, address and municipality of a place, or nothing."""
    if place is None:
        return ""
    town = place.municipality.name if place.municipality else ""
    return ", ".join(part for part in (place.name, place.address, town) if part)


def explanation(row: Occurrence) -> list[str]:
    """Return why the date is not as planned, and when it was planned, if that is another time."""
    moved = row.original_starts_at != row.starts_at
    planned = (row.original_starts_at, row.original_ends_at)
    before = span(*planned, whole_days(*planned)) if moved else ""
    return [line for line in (str(row.status_reason), before and _("Planned for {when}").format(when=before)) if line]


def whose(row: Occurrence) -> str:
    """Return the lab, else the network of the territory, else nothing."""
    return row.lab.title if row.lab else row.territory.network_name if row.territory else ""


def price(row: Occurrence) -> str:
    """Return what it costs; nobody pays for a meeting, so nothing is said of it."""
    if row.kind == Kind.MEETING:
        return ""
    return _("Free") if row.series.is_free else str(row.series.costs)
