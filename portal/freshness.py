"""One stamp per territory: raised in the transaction of a public write, part of every cache key and ETag.

What an answer remembers of them is its `version`: while that is the same, so is the answer.
"""

import hashlib
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.http import HttpRequest
from django.utils import timezone

from portal.models.freshness import Stamp
from portal.moments import moment
from portal.periods import midnight
from portal.prepared import Statement

STAMPS = """
    SELECT territory_id, version, (SELECT MAX(expire_at) FROM wagtailcore_page WHERE expire_at <= %s)
    FROM portal_stamp
"""
OF_TERRITORIES = """
    WHERE territory_id IS NULL
    OR territory_id IN (SELECT id FROM portal_territory WHERE slug IN ({}))
"""


class Freshness(NamedTuple):
    """What changes whenever an answer may have, and when that was last; None when it is too early to tell."""

    version: str
    modified: datetime | None


def raise_stamp(territory_ids: Iterable[int | None]) -> None:
    """Tell every worker that something of these territories (None: of the platform) has changed."""
    moment = int(timezone.now().timestamp() * 1_000_000)
    # Always in the same order: two writers that each wait for the other's stamp would lock each other out.
    for territory_id in sorted(set(territory_ids), key=lambda each: each or 0):
        # The platform's own stamp has no territory, which the stubs do not let a lookup of an id say.
        stamp, _created = Stamp.objects.get_or_create(territory_id=territory_id)  # type: ignore[misc]
        Stamp.objects.filter(pk=stamp.pk).update(version=Greatest(F("version") + 1, Value(moment)))


def platform_version() -> int:
    """Return what changes with everything that belongs to no territory: names, vocabularies, words."""
    rows = _platform_statement().run()
    return rows[0][0] if rows else 0


def freshness(territories: Collection[str] = (), now: datetime | None = None) -> Freshness:
    """Return how fresh an answer about these territories (slugs; none: all) is.

    One query, written out: it is most of what a conditional request costs. Time is part of it: the local day, and the
    last moment at which a page expired.
    """
    now = now or timezone.now()
    version, modified = _read(tuple(_rows(territories, now)), timezone.localdate(now))
    # HTTP dates are of whole seconds (RFC 9110, 8.8.2): within one, two versions would have the same date.
    return Freshness(version, modified if (now - modified).total_seconds() >= 1 else None)


def freshness_for(request: HttpRequest, territories: Collection[str] = ()) -> Freshness:
    """Return the same, read once for a request: who asks again is told what stood before anything was built."""
    seen: dict[tuple[str, ...], Freshness] = request.__dict__.setdefault("_freshness", {})
    key = tuple(territories)
    if key not in seen:
        seen[key] = freshness(key)
    return seen[key]


def last_written(territories: Collection[str] = ()) -> datetime:
    """Return when anything of these territories (slugs; none: all) was last written or expired, whatever the day."""
    rows = _rows(territories, timezone.now())
    written = datetime.fromtimestamp(max((row[1] for row in rows), default=0) / 1_000_000, UTC)
    expired = [moment(row[2]) for row in rows if row[2]]
    return max([written, *expired]).replace(microsecond=0)


def version(territories: Collection[str] = (), now: datetime | None = None) -> str:
    """Return what changes whenever an answer about these territories (slugs; none: all) may have changed."""
    return freshness(territories, now).version


@cache
def _platform_statement() -> Statement:
    return Statement.of(Stamp.objects.filter(territory=None).values_list("version"))


@lru_cache(maxsize=256)
def _read(rows: tuple[tuple[Any, ...], ...], today: date) -> tuple[str, datetime]:
    """Return the version that stamps and day make, and when they were last written."""
    version = hashlib.sha256(repr((list(rows), today)).encode()).hexdigest()[:20]
    written = datetime.fromtimestamp(max((row[1] for row in rows), default=0) / 1_000_000, UTC)
    return version, max(written, midnight(today)).replace(microsecond=0)


def _rows(territories: Collection[str], now: datetime) -> list[tuple[Any, ...]]:
    stored = connection.ops.adapt_datetimefield_value(now)
    condition = OF_TERRITORIES.format(", ".join(["%s"] * len(territories))) if territories else ""
    with connection.cursor() as cursor:
        cursor.execute(f"{STAMPS} {condition} ORDER BY territory_id", [stored, *territories])
        return cursor.fetchall()
