"""`/occurrences/`: the dates of all territories, and what has changed of them since a moment."""

import re
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.api.schemas import Occurrence as OccurrenceSchema
from events.api.schemas import OccurrenceList
from events.models import Occurrence
from events.models.occurrences import Status
from events.shown import shown_list
from labs.api.known import lab_slugs
from portal.addresses import reader_language
from portal.api.identity import as_uuid
from portal.api.problems import ProblemError
from portal.api.query import Query
from portal.api.refs import Plain, moment
from portal.api.resource import Resource
from portal.filters import DATE_KINDS, LIST_NAMES
from portal.filters.values import RefusedError


def read_moment(text: str) -> datetime:
    """Read a moment after RFC 3339; a + that a form sent as a blank is read as one."""
    text = re.sub(r" (?=\d\d:\d\d$)", "+", text)
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        value = None
    if value is None or value.tzinfo is None or not 2000 <= value.year <= 2100:
        raise RefusedError(_("Write the moment with its offset, such as 2026-05-31T12:00:00Z."), ["date-time"])
    return value


class OccurrenceResource(Resource):
    """The dates."""

    name = "occurrences"
    title, single_title = "Dates", "One date"
    about = (
        "The dates of all territories in order of time, from today on unless the query says otherwise. With "
        "`modified_since` it is a delta instead: every date that changed since that moment, in order of change, those "
        "that are no longer there as tombstones with `status` `removed`. To keep a copy in step, ask again with the "
        "`modified` of the last item."
    )
    key = ("Its id, which lasts; a date that was taken away answers 410.", "3a1c7f5e-8d42-4e0b-9c6f-5b7e2d1a0f94")
    also_answers = (410,)
    schema = OccurrenceSchema
    list_schema = OccurrenceList
    names = tuple(name for name in LIST_NAMES if name != "lang")
    kinds = DATE_KINDS
    known = {"lab": lab_slugs}
    own = {
        "modified_since": (
            read_moment,
            "Only what changed since then, in order of change; what is no longer there as `removed`.",
            {"type": "string", "format": "date-time"},
            "2026-11-19T00:00:00Z",
        )
    }

    def rows(self, query: Query) -> QuerySet:
        """Return the dates that a query asks for: from today on, or all that changed since a moment."""
        now = timezone.now()
        since = query.own.get("modified_since")
        if since is None:
            return Occurrence.objects.public(now).matching(query.filter, now)
        rows = Occurrence.objects.matching(query.filter, now, from_today=False)
        return rows.changed_since(since, now)

    def find(self, key: str) -> QuerySet:
        """Return the date that an id stands for; raise ProblemError (410) when it was removed."""
        identity = as_uuid(key)
        rows = Occurrence.objects.filter(pk=identity) if identity else Occurrence.objects.none()
        if rows.filter(status=Status.REMOVED).exists():
            raise ProblemError(410, str(_("This date is no longer there.")))
        return rows.public()

    def items(self, rows: QuerySet) -> list[Plain]:  # type: ignore[override]
        """Return each date, or what is left to say of it where nobody may see it any more."""
        if "last_change" in rows.query.annotations:
            return _changes(rows.values_list("pk", "is_shown", "last_change"))
        return shown_list(rows, reader_language())


def _changes(rows: QuerySet) -> list[Plain]:
    """Return what changed in its order; of what is not shown, nothing but its id is read."""
    found = list(rows)
    still_there = Occurrence.objects.filter(pk__in=[pk for pk, is_shown, _moment in found if is_shown])
    items = {item["id"]: item for item in shown_list(still_there, reader_language())}
    return [items.get(str(pk)) or _removed(pk, last_change) for pk, _is_shown, last_change in found]


def _removed(key: UUID, last_change: datetime) -> Plain:
    return {"id": str(key), "status": Status.REMOVED.value, "modified": moment(last_change)}
