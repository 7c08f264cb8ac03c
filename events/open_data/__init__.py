"""The data set of the calendar."""

from events.open_data.calendar import CALENDAR

DATA_SETS = (CALENDAR,)
