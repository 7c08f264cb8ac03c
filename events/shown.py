"""What a date shows to a machine: the one definition that the API, the feeds and the golden files share.

Built from what `OccurrenceQuerySet.for_lists` fetched: no query for each row. Texts that are missing are "", things
that are missing None; moments are RFC 3339 with the offset of Europe/Rome. `original_starts_at` is always there: it
equals `starts_at` unless the date was moved.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from events.models import Occurrence
from labs.models import LabPage, Place
from portal.addresses import absolute
from portal.api.refs import image_ref, moment, slug_name, territory_ref
from portal.models import Audience, Topic

Shown = dict[str, Any]


def shown(occurrence: Occurrence, language: str) -> Shown:
    """Return a date as the public contract says, its words in `language` where there are any."""
    series = occurrence.series
    return {
        "id": str(occurrence.pk),
        "kind": series.kind,
        "title": occurrence.titles.text(language),
        "summary": series.summaries.text(language),
        "starts_at": moment(occurrence.starts_at),
        "ends_at": moment(occurrence.ends_at),
        "all_day": occurrence.all_day,
        "status": occurrence.status,
        "status_reason": occurrence.status_reason.text(language),
        "original_starts_at": moment(occurrence.original_starts_at),
        "url": absolute(occurrence.path_in(language)),
        "ics_url": absolute(occurrence.ics_path_in(language)),
        "territory": territory_ref(occurrence.territory),
        "lab": _lab(occurrence.lab),
        "place": _place(occurrence.place),
        "online_url": series.online_url,
        "topics": _named(series.topics.all(), language),
        "audiences": _named(series.audiences.all(), language),
        "is_free": series.is_free,
        "cost": series.costs.text(language),
        "language": occurrence.titles.language(language),
        "image": image_ref(series.image),
        "modified": moment(modified(occurrence)),
    }


def removed(occurrence: Occurrence) -> Shown:
    """Return what is left to say of a date that was removed or is no longer public."""
    return {"id": str(occurrence.pk), "status": "removed", "modified": moment(modified(occurrence))}


def modified(occurrence: Occurrence) -> datetime:
    """Return when anything that a date shows was last written: its row, what all its dates share, its place."""
    written = [occurrence.modified, occurrence.series.modified]
    return max([*written, occurrence.place.modified] if occurrence.place else written)


def _named(things: Iterable[Topic | Audience], language: str) -> list[Shown]:
    return [{"slug": thing.slug, "name": thing.labels.text(language) or thing.name} for thing in things]


def _lab(lab: LabPage | None) -> Shown | None:
    return {"slug": lab.public_slug, "name": lab.title, "kind": lab.kind} if lab else None


def _place(place: Place | None) -> Shown | None:
    if place is None:
        return None
    return {
        "slug": place.slug,
        "name": place.name,
        "address": place.address,
        "municipality": slug_name(place.municipality),
        "lat": place.lat,
        "lon": place.lon,
    }
