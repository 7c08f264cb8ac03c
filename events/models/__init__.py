"""The models of the calendar: pages with dates, their schedules, single-date changes and the rows of dates."""

from events.models.changes import OccurrenceChange
from events.models.day_counts import DayCount
from events.models.external_items import ExternalItem
from events.models.extra_dates import ExtraDate
from events.models.imports import Import, ImportedPage
from events.models.occurrences import FormerAddress, Occurrence, Series
from events.models.pages import ActivityPage, DatedPage, EventPage
from events.models.schedules import Schedule
from events.models.sources import Source, SourceCategory

__all__ = [
    "ActivityPage",
    "DatedPage",
    "DayCount",
    "EventPage",
    "ExternalItem",
    "ExtraDate",
    "FormerAddress",
    "Import",
    "ImportedPage",
    "Occurrence",
    "OccurrenceChange",
    "Schedule",
    "Series",
    "Source",
    "SourceCategory",
]
