"""Dates and hours in templates, in the reader's words."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone

from portal import date_phrases, time_spans
from portal.date_phrases import full_date, until_date, weekday_and_month, weekday_and_year

register = template.Library()


@register.filter
def hours(row: Any) -> str:
    """Return the hours of whatever has `starts_at`, `ends_at` and `all_day`."""
    return time_spans.hours(row.starts_at, row.ends_at, row.all_day)


@register.filter
def span(row: Any) -> str:
    """Return day and hours of whatever has `starts_at`, `ends_at` and `all_day`."""
    return time_spans.span(row.starts_at, row.ends_at, row.all_day)


@register.filter
def until_last_day(row: Any) -> str:
    """Return `until 30 January 2027`, the last day of whatever has `starts_at`, `ends_at` and `all_day`."""
    return until_date(time_spans.last_day(row.starts_at, row.ends_at, row.all_day))


@register.filter
def until(start: datetime, end: datetime) -> str:
    """Return day and hours from one moment to another."""
    return time_spans.span(start, end)


@register.filter
def clock(moment: datetime) -> str:
    """Return `16:30`."""
    return time_spans.clock(moment)


@register.filter
def full_day(moment: date | datetime) -> str:
    """Return `Tuesday 24 November 2026`."""
    return weekday_and_year(_day(moment))


@register.filter
def day(moment: date | datetime) -> str:
    """Return `Tuesday 24 November`."""
    return weekday_and_month(_day(moment))


@register.filter
def how_soon(moment: date | datetime) -> str:
    """Return `today`, `tomorrow` or `in three days`, nothing for another week's."""
    return date_phrases.how_soon(_day(moment), timezone.localdate())


@register.filter
def day_in_words(moment: date | datetime) -> str:
    """Return `today` or `tomorrow`, else `Tuesday 24 November`."""
    today = timezone.localdate()
    return date_phrases.how_soon(_day(moment), today) if (_day(moment) - today).days < 2 else day(moment)


@register.filter
def calendar_date(moment: date | datetime) -> str:
    """Return `24 November 2026`."""
    return full_date(_day(moment))


@register.filter
def iso_day(moment: str) -> str:
    """Return `24 November 2026` of a moment after RFC 3339."""
    return calendar_date(datetime.fromisoformat(moment))


@register.filter
def moved_from(row: Any) -> str:
    """Return what no longer holds of a date that has another hour: its old hours, with the day if that changed."""
    if row.original_starts_at == row.starts_at:
        return ""
    before = time_spans.hours(row.original_starts_at, row.original_ends_at)
    was, now = time_spans.local_day(row.original_starts_at), time_spans.local_day(row.starts_at)
    return before if was == now else f"{weekday_and_month(was)}, {before}"


def _day(moment: date | datetime) -> date:
    return time_spans.local_day(moment) if isinstance(moment, datetime) else moment
