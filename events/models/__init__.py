"""The models of the calendar: pages with dates, their schedules, single-date changes and the rows of dates."""

from events.models.changes import OccurrenceChange
from events.models.day_counts import DayCount
from events.models.extra_dates import ExtraDate
from events.models.imports import Import, ImportedPage
from events.models.occurrences import FormerAddress, Occurrence, Series
from events.models.pages import ActivityPage, DatedPage, EventPage
from events.models.schedules import Schedule

__all__ = [
    "ActivityPage",
    "DatedPage",
    "DayCount",
    "EventPage",
    "ExtraDate",
    "FormerAddress",
    "Import",
    "ImportedPage",
    "Occurrence",
    "OccurrenceChange",
    "Schedule",
    "Series",
]
