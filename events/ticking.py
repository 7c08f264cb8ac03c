"""The horizon moves a day every day: what repeats gets its new dates. What was brought is not kept for ever."""

import sys
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from events.extending import behind, extend
from events.models import ExternalItem, Import, Series
from portal.follow import touch
from portal.progress import Bar
from portal.ticking import every_tick

#: How many pages one transaction writes: others wait for it no longer than a second.
BATCH = 100
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
    found = Series.objects.public(now).filter(behind(now)).exclude(page=None)
    keys = list(found.order_by("page").values_list("page", flat=True))
    bar = Bar(sys.stderr, "pages up to the horizon", len(keys)) if len(keys) > BATCH else None
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        extend(batch, now)
        if bar:
            bar.advance(len(batch))
    if bar:
        bar.end()
    return len(keys)


@every_tick
def extend_external() -> int:
    """Write the dates of outside items that do not reach the horizon yet; return how many items that were."""
    now = timezone.now()
    keys = list(Series.objects.public(now).filter(behind(now), page=None).values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        with transaction.atomic():
            touch(*ExternalItem.findable().filter(pk__in=keys[start : start + BATCH]))
    return len(keys)
