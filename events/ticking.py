"""The horizon moves a day every day: what repeats gets its new dates. What was brought is not kept for ever."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from events.dated import has_dates
from events.models import Import, Series
from events.occurrences import horizon
from portal.follow import touch
from portal.ticking import every_tick

IMPORTS_KEPT = timedelta(days=30)


@every_tick
def forget_imports() -> int:
    """Delete what was read from files and addresses a month ago; the pages that were taken stay. Return how many."""
    return Import.objects.filter(created__lt=timezone.now() - IMPORTS_KEPT).delete()[0]


@every_tick
def extend_horizon() -> int:
    """Write the dates of every public series that does not reach the horizon yet; return how many."""
    now = timezone.now()
    until = timezone.localdate(horizon(now))
    behind = Series.objects.public(now).filter(Q(expanded_until=None) | Q(expanded_until__lt=until))
    pages = Page.objects.filter(pk__in=behind.values("page")).specific()
    dated = [page for page in pages.iterator(chunk_size=100) if has_dates(page)]
    for page in dated:
        touch(page)
    return len(dated)
