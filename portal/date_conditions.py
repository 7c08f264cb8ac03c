"""Rows with `starts_at` and `ends_at` that a stretch of time meets: `periods.Interval.meets` for a query."""

from datetime import datetime

from django.db.models import Q

from portal.periods import Interval


def meeting(window: Interval) -> Q:
    """Return the condition that any part of a date lies in a half-open interval; none where both sides are open."""
    condition = not_over(window.start) if window.start else Q()
    return condition & Q(starts_at__lt=window.end) if window.end else condition


def not_over(moment: datetime) -> Q:
    """Return the condition that a date lasts beyond a moment, or begins at it and takes no time.

    What the first part says too is there for the index.
    """
    return Q(ends_at__gte=moment) & (Q(ends_at__gt=moment) | Q(starts_at__gte=moment))
