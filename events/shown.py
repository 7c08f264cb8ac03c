"""What a date shows to a machine: the one definition that the API, the feeds and the golden files share.

Texts that are missing are "", things that are missing None; moments are RFC 3339 with the offset of Europe/Rome.
`original_starts_at` is always there: it equals `starts_at` unless the date was moved. `original_place` is there of what
was moved to another place.
"""

from collections.abc import Iterable
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet

from events.date_columns import Columns, columns_of, read_columns
from events.models import Occurrence
from events.models.occurrences import ics_path_of, path_of
from portal.addresses import absolute
from portal.api.refs import image_ref, moment
from portal.terms import Term

Shown = dict[str, Any]

_OF_PLACE = ("slug", "name", "address", "lat", "lon", "municipality__slug", "municipality__name")
_PLACE, _ORIGINAL_PLACE = (
    attrgetter(*(f"{relation}__{name}" for name in _OF_PLACE)) for relation in ("place", "original_place")
)


def shown(occurrence: Occurrence, language: str) -> Shown:
    """Return a date as the public contract says, its words in `language` where there are any.

    A date that `OccurrenceQuerySet.for_lists` fetched costs no query of its own.
    """
    return _shown(columns_of(occurrence), language)


def shown_list(rows: QuerySet[Occurrence], language: str) -> list[Shown]:
    """Return many dates at once, in one statement of just the columns that are shown."""
    return [_shown(row, language) for row in read_columns(rows)]


def removed(occurrence: Occurrence) -> Shown:
    """Return what is left to say of a date that was removed or is no longer public."""
    return {"id": str(occurrence.pk), "status": "removed", "modified": moment(modified(occurrence))}


def modified(occurrence: Occurrence) -> datetime:
    """Return when anything that a date shows was last written: its row, what all its dates share, its place."""
    return columns_of(occurrence).last_written


def _shown(row: Columns, language: str) -> Shown:
    return {
        "id": str(row.pk),
        "kind": row.series__kind,
        "title": row.titles.text(language),
        "summary": row.series__summaries.text(language),
        "starts_at": moment(row.starts_at),
        "ends_at": moment(row.ends_at),
        "all_day": row.all_day,
        "status": row.status,
        "status_reason": row.status_reason.text(language),
        "original_starts_at": moment(row.original_starts_at),
        **_addresses(row, language),
        "territory": _territory(row),
        "lab": _lab(row),
        "place": _place_ref(*_PLACE(row)) or row.series__where,
        "original_place": _place_ref(*_ORIGINAL_PLACE(row)),
        "online_url": row.series__online_url,
        "topics": _terms(row.series__topic_terms, language),
        "audiences": _terms(row.series__audience_terms, language),
        "is_free": row.series__is_free,
        "cost": row.series__costs.text(language),
        "language": row.titles.language(language),
        "image": image_ref(row.series__image),
        "source": row.series__source,
        "also_at": row.series__also_at,
        "modified": moment(row.last_written),
    }


def _addresses(row: Columns, language: str) -> Shown:
    path = path_of(row.series_id, row.series__kind, row.address, row.series__page__url_path, language)
    return {"url": absolute(path), "ics_url": absolute(ics_path_of(row.pk, language))}


def _territory(row: Columns) -> Shown | None:
    if row.territory__slug is None:
        return None
    return {"slug": row.territory__slug, "name": row.territory__name, "network": row.territory__network_name}


def _lab(row: Columns) -> Shown | None:
    if row.lab__public_slug is None:
        return None
    return {"slug": row.lab__public_slug, "name": row.lab__title, "kind": row.lab_kind}


def _place_ref(slug: str | None, *facts: Any) -> Shown | None:
    if slug is None:
        return None
    name, address, lat, lon, town, town_name = facts
    municipality = {"slug": town, "name": town_name} if town else None
    return {"slug": slug, "name": name, "address": address, "municipality": municipality, "lat": lat, "lon": lon}


def _terms(terms: Iterable[Term], language: str) -> list[Shown]:
    return [{"slug": term.slug, "name": term.labels.text(language)} for term in terms]
