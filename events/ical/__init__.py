"""The calendar for calendar programs: iCalendar (RFC 5545, https://www.rfc-editor.org/rfc/rfc5545).

`plan` says how a schedule and its rows become a rule with exceptions, `vevent` writes one component, `whole` and
`single` make the components of a feed, `frame` puts them into a file.
"""

from events.ical.frame import calendar
from events.ical.gone import gone_dates, lately_gone
from events.ical.single import single_dates
from events.ical.whole import whole_series

__all__ = ["calendar", "gone_dates", "lately_gone", "single_dates", "whole_series"]
