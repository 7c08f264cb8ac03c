"""Dates in the words of schema.org (https://schema.org/Event), made of the facts of the public contract alone."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings

from events import wording
from events.agenda_links import agenda_path
from events.models import Occurrence
from events.models.occurrences import Status
from events.shown import Shown, shown
from labs.structured_data import place_node
from portal.addresses import absolute, path_in, reader_language
from portal.filters import Filter
from portal.structured_data import Node, describes, identity, node

SCHEMA = "https://schema.org/"


@describes(Occurrence)
def of_date(row: Occurrence) -> Iterable[Node]:
    """Return one date, and what it is a date of."""
    facts = shown(row, reader_language())
    page = row.series.page
    key, name = series_key(facts["kind"], row.series_id), row.series.titles.text(reader_language())
    url = absolute(path_in(page.url_path)) if page else facts["url"]
    yield {
        **event_node(facts),
        "superEvent": node("Event", key, name=name, url=url),
    }


def event_node(facts: Shown) -> Node:
    """Return a date in the active language, from its facts."""
    return node(
        "Event",
        absolute(f"/o/{facts['id']}/"),
        name=facts["title"],
        url=facts["url"],
        **_times(facts),
        **shared_facts(facts),
        sameAs=facts["source"] and facts["source"]["url"],
        description="\n".join([*wording.explanation(facts), facts["summary"]]).strip(),
    )


def shared_facts(facts: Shown) -> Node:
    """Return what a date has in common with the other dates of its activity, event or meeting."""
    return {
        "location": _locations(facts),
        "eventAttendanceMode": SCHEMA + _attendance(facts),
        "organizer": _organizer(facts),
        "isAccessibleForFree": facts["is_free"],
        "inLanguage": facts["language"],
        "image": facts["image"] and facts["image"]["url"],
        "keywords": [topic["name"] for topic in facts["topics"]],
        "audience": [node("Audience", audienceType=each["name"]) for each in facts["audiences"]],
    }


def series_key(kind: str, key: object) -> str:
    """Return the `@id` of the activity, event or meeting that has dates."""
    return identity({"activity": "activities", "event": "events", "meeting": "meetings"}[kind], key)


def state(facts: Shown) -> Node:
    """Return what has become of a date (https://schema.org/eventStatus); one put off says when it was planned."""
    start, planned = facts["starts_at"], facts["original_starts_at"]
    put_off = facts["status"] == Status.MOVED and planned != start
    states = {Status.CANCELLED: "EventCancelled", Status.MOVED: "EventRescheduled" if put_off else "EventScheduled"}
    return {
        "eventStatus": SCHEMA + states.get(facts["status"], "EventScheduled"),
        "previousStartDate": planned if put_off else None,
    }


def _times(facts: Shown) -> Node:
    """Return begin, end and state."""
    start, end = facts["starts_at"], facts["ends_at"]
    return {
        "startDate": start[:10] if facts["all_day"] else start,
        "endDate": _end(start, end, facts["all_day"]),
        **state(facts),
    }


def _end(start: str, end: str, all_day: bool) -> str | None:
    """Return the end, for whole days the last of them; None where it is not known."""
    if end == start:
        return None
    return (datetime.fromisoformat(end) - timedelta(days=1)).date().isoformat() if all_day else end


def _attendance(facts: Shown) -> str:
    if not facts["online_url"]:
        return "OfflineEventAttendanceMode"
    return "MixedEventAttendanceMode" if facts["place"] else "OnlineEventAttendanceMode"


def _locations(facts: Shown) -> list[Node]:
    """Return where it is; without a place nor an address online, whose it is stands for it."""
    virtual = node("VirtualLocation", url=facts["online_url"]) if facts["online_url"] else None
    found = [each for each in (place_node(facts["place"]), virtual) if each]
    name = wording.whose(facts) or settings.WAGTAIL_SITE_NAME
    return found or [node("Place", name=name, address=node("PostalAddress", addressCountry="IT"))]


def _organizer(facts: Shown) -> Node:
    """Return the lab, else the network of the territory, else the platform."""
    lab, territory = facts["lab"], facts["territory"]
    if lab:
        url = absolute(agenda_path(Filter(lab=(lab["slug"],))))
        return node("Organization", identity("labs", lab["slug"]), name=lab["name"], url=url)
    if territory:
        url = absolute(agenda_path(Filter(territory=(territory["slug"],))))
        return node("Organization", identity("territories", territory["slug"]), name=territory["network"], url=url)
    return node("Organization", name=settings.WAGTAIL_SITE_NAME, url=settings.PUBLIC_URL)
