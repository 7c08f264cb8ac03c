"""The horizon moves a day every day: what repeats gets its new dates. What was brought is not kept for ever."""

import sys
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from events.dated import has_dates
from events.models import Import, Series
from events.occurrences import horizon
from portal.follow import touch
from portal.progress import Bar
from portal.ticking import every_tick

#: How many pages one transaction writes: others wait for it no longer than a second or two.
BATCH = 50
IMPORTS_KEPT = timedelta(days=30)


@every_tick
def forget_imports() -> int:
    """Delete what was read from files and addresses a month ago; the pages that were taken stay. Return how many."""
    return Import.objects.filter(created__lt=timezone.now() - IMPORTS_KEPT).delete()[0]


@every_tick
def extend_horizon() -> int:
    """Write the dates of every public series that does not reach the horizon yet; return how many.

    A batch is one transaction: what was written stays when the rest is interrupted, and the next tick goes on there.
    """
    now = timezone.now()
    until = timezone.localdate(horizon(now))
    behind = Series.objects.public(now).filter(Q(expanded_until=None) | Q(expanded_until__lt=until))
    keys = list(behind.exclude(page=None).order_by("page").values_list("page", flat=True))
    bar = Bar(sys.stderr, "pages up to the horizon", len(keys)) if sys.stderr.isatty() and len(keys) > BATCH else None
    for start in range(0, len(keys), BATCH):
        _extend(keys[start : start + BATCH])
        if bar:
            bar.advance(min(BATCH, len(keys) - start))
    if bar:
        bar.end()
    return len(keys)


@transaction.atomic
def _extend(keys: list[int]) -> None:
    touch(*(page for page in Page.objects.filter(pk__in=keys).specific() if has_dates(page)))
