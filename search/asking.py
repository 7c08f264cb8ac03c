"""Counting what people look for, so that labs hear what is missed: words by week, never who asked or when.

No address, no hour and nothing that fewer than three searches had in common is written down: until then there is only
a keyed digest of the words, which the end of the week takes away.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.filters import Filter
from portal.freshness import Reach, platform_version, raise_stamp
from portal.models import Territory
from portal.ticking import every_tick
from search.models import AskedWords
from search.models.asked import FEWEST_TIMES
from search.understanding import lexicon, understand
from search.words import telling_words

logger = logging.getLogger(__name__)
LONGEST = 80
#: More different words than these in one week are not people's.
MOST_A_WEEK = 10_000
#: For how many milliseconds a count waits for somebody else who writes: an answer waits for it.
MOST_WAITED = 20
KEPT = timedelta(days=400)


def count_asked(chosen: Filter, *, found: bool) -> None:
    """Count the words of a search, once for who narrows it or reads on; a count that cannot be written is left out."""
    words = telling_words(chosen.q)
    if not words or len(words) > LONGEST or _is_narrowed(chosen):
        return
    try:
        with _briefly(), transaction.atomic():
            _count(words, _territory(chosen), found=found)
    except DatabaseError:
        logger.warning("Words that were looked for could not be counted", exc_info=True)


@contextmanager
def _briefly() -> Iterator[None]:
    """Let what is written meanwhile give up soon where somebody else writes."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            (usually,) = cursor.execute("PRAGMA busy_timeout").fetchone()
            briefly, as_before = f"PRAGMA busy_timeout = {MOST_WAITED}", f"PRAGMA busy_timeout = {usually}"
        else:
            briefly, as_before = f"SET lock_timeout = {MOST_WAITED}", "RESET lock_timeout"
        cursor.execute(briefly)
        try:
            yield
        finally:
            cursor.execute(as_before)


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def missed() -> QuerySet[AskedWords]:
    """Return the words that found nothing, by week."""
    rows = AskedWords.objects.filter(found=False, times__gte=FEWEST_TIMES)
    return rows.exclude(words="").select_related("territory")


@every_tick
def forget_asked() -> int:
    """Forget what fewer than three searches had in common once its week is over, and what is older than a year."""
    this_week = week_of(timezone.localdate())
    rare = AskedWords.objects.filter(week__lt=this_week, times__lt=FEWEST_TIMES)
    old = AskedWords.objects.filter(week__lt=this_week - KEPT)
    forgotten = rare.delete()[0] + old.delete()[0]
    if forgotten:
        raise_stamp([None], Reach.DATES)
    return forgotten


def _count(words: str, territory: Territory | None, *, found: bool) -> None:
    week = week_of(timezone.localdate())
    slug = territory.slug if territory else ""
    digest = salted_hmac("search.asking", f"{slug} {words}", algorithm="sha256").hexdigest()
    row = AskedWords.objects.filter(week=week, digest=digest)
    if not row.update(times=F("times") + 1, found=found):
        if AskedWords.objects.filter(week=week).count() < MOST_A_WEEK:
            AskedWords.objects.create(week=week, territory=territory, digest=digest, found=found)
    elif row.filter(times__gte=FEWEST_TIMES, words="").update(words=words) and found:
        # They are suggested from now on.
        raise_stamp([None], Reach.DATES)


def _is_narrowed(chosen: Filter) -> bool:
    """Whether more is chosen than words and one territory: each click on a facet would count somebody once more."""
    typed = Filter(q=chosen.q, lang=chosen.lang, territory=chosen.territory)
    return chosen != typed or len(chosen.territory) > 1


def _territory(chosen: Filter) -> Territory | None:
    """Return the territory in which was searched: the one chosen, or the one that the words say, by a town too."""
    meant = next(understand(chosen, lexicon(platform_version()), timezone.localdate()), chosen)
    towns = [*meant.municipality, *([meant.near.named] if meant.near else [])]
    if not (meant.territory or towns):
        return None
    return Territory.objects.filter(Q(slug__in=meant.territory) | Q(municipalities__slug__in=towns)).first()
