"""The data set of the calendar: every date of a year back and as far ahead as dates are known."""

from dataclasses import replace
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.api.occurrences import OccurrenceResource
from events.occurrences import horizon
from events.open_data import cpev
from events.open_data.cpev_schemas import EventsDocument
from labs.open_data.columns import AUDIENCES, ID, LAB, LANGUAGE, MODIFIED, TERRITORY, TITLE, TOPICS, where
from portal.api.query import Query
from portal.open_data.columns import ADDRESS, FLAG, MOMENT, Column
from portal.open_data.data_set import DataSet, LinkedForm

DAYS_BACK = 365


def first_day() -> date:
    """Return the day from which the calendar is told."""
    return timezone.localdate() - timedelta(days=DAYS_BACK)


def _asked(query: Query) -> Query:
    return replace(query, filter=replace(query.filter, from_=first_day()))


def _ours(rows: QuerySet) -> QuerySet:
    """Leave out what comes from other sites: their licence holds for it."""
    return rows.filter(series__source__isnull=True)


def _period() -> tuple[date, date]:
    return first_day(), timezone.localdate(horizon(timezone.now()))


CALENDAR = DataSet(
    name="calendar",
    title=_("Calendar"),
    description=_(
        "Every date of activities, events and open meetings, from one year ago to thirteen months ahead. Dates that "
        "were called off or moved are in it, with their status and the reason. What comes from other sites is not: "
        "their licence holds."
    ),
    resource=OccurrenceResource(),
    columns=(
        ID,
        Column("kind", _("What it is a date of: activity, event or meeting."), required=True),
        TITLE,
        Column("summary", _("What it is, in a few words.")),
        Column("starts_at", _("When it begins."), MOMENT, required=True),
        Column("ends_at", _("When it ends."), MOMENT, required=True),
        Column("all_day", _("Whether it has no hours; it then ends when the last day does."), FLAG, required=True),
        Column("status", _("Whether it is scheduled, cancelled, moved or changed."), required=True),
        Column("status_reason", _("Why it was cancelled, moved or changed.")),
        Column("original_starts_at", _("When it was to begin at first."), MOMENT, required=True),
        LAB,
        TERRITORY,
        *where(),
        Column("online_url", _("Where one takes part from home."), ADDRESS),
        TOPICS,
        AUDIENCES,
        Column("is_free", _("Whether it is free of charge."), FLAG, required=True),
        Column("cost", _("What it costs.")),
        LANGUAGE,
        Column("url", _("The page of this date."), ADDRESS, required=True),
        Column("calendar", _("The address of this date as iCalendar."), ADDRESS, "ics_url"),
        MODIFIED,
    ),
    themes=("EDUC", "SOCI"),
    keywords=(_("events"), _("agenda"), _("calendar"), _("opening hours")),
    asked=_asked,
    narrowed=_ours,
    period=_period,
    linked=LinkedForm(cpev.CONTEXT, cpev.event, EventsDocument, cpev.PROFILE),
)
