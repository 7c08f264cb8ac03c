"""One stamp per territory: raised in the transaction of a public write, part of every cache key and ETag.

What an answer remembers of them is its `version`: while that is the same, so is the answer.
"""

import hashlib
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime
from enum import IntEnum
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.http import HttpRequest
from django.utils import timezone

from portal.models.freshness import Stamp
from portal.moments import stored_moment
from portal.periods import midnight
from portal.prepared import Statement

STAMPS = """
    SELECT territory_id, version, pages, frame, (SELECT MAX(expire_at) FROM wagtailcore_page WHERE expire_at <= %s)
    FROM portal_stamp
"""
OF_TERRITORIES = """
    WHERE territory_id IS NULL
    OR territory_id IN (SELECT id FROM portal_territory WHERE slug IN ({}))
"""


#: The fields of a stamp, in the order of the reach that raises them.
RAISED = ("version", "pages", "frame")


class Reach(IntEnum):
    """How far a write goes: what it may change beside itself. What reaches further changes all that others do."""

    #: One date of a page: cancelled, moved, added. No page's own words or facts.
    DATES = 0
    #: A page that stands at the end of the tree, with the lists that name it.
    PAGES = 1
    #: Anything: labs and territories, names, files, what is closed, what stands where.
    FRAME = 2


class Freshness(NamedTuple):
    """What changes whenever an answer may have, and when that was last; None when it is too early to tell.

    `versions` has one for each reach: what changes with the writes that reach so far or further.
    """

    versions: tuple[str, ...]
    modified: datetime | None

    @property
    def version(self) -> str:
        """What changes with every write."""
        return self.versions[Reach.DATES]


def raise_stamp(territory_ids: Iterable[int | None], reach: Reach = Reach.FRAME) -> None:
    """Tell every worker that something of these territories (None: of the platform) has changed, and how much may."""
    now = int(timezone.now().timestamp() * 1_000_000)
    # Always in the same order: two writers that each wait for the other's stamp would lock each other out.
    for territory_id in sorted(set(territory_ids), key=lambda each: each or 0):
        # The platform's own stamp has no territory, which the stubs do not let a lookup of an id say.
        stamp, _created = Stamp.objects.get_or_create(territory_id=territory_id)  # type: ignore[misc]
        newer = Greatest(F("version") + 1, Value(now))
        Stamp.objects.filter(pk=stamp.pk).update(**dict.fromkeys(RAISED[: reach + 1], newer))


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
    versions, modified = _read(tuple(_rows(territories, now)), timezone.localdate(now))
    # HTTP dates are of whole seconds (RFC 9110, 8.8.2): within one, two versions would have the same date.
    return Freshness(versions, modified if (now - modified).total_seconds() >= 1 else None)


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
    expired = [stored_moment(row[-1]) for row in rows if row[-1]]
    return max([written, *expired]).replace(microsecond=0)


def version(territories: Collection[str] = (), now: datetime | None = None) -> str:
    """Return what changes whenever an answer about these territories (slugs; none: all) may have changed."""
    return freshness(territories, now).version


@cache
def _platform_statement() -> Statement:
    return Statement.of(Stamp.objects.filter(territory=None).values_list("version"))


@lru_cache(maxsize=256)
def _read(rows: tuple[tuple[Any, ...], ...], today: date) -> tuple[tuple[str, ...], datetime]:
    """Return the version that stamps and day make for each reach, and when they were last written."""
    versions = tuple(_version(rows, reach, today) for reach in Reach)
    written = datetime.fromtimestamp(max((row[1] for row in rows), default=0) / 1_000_000, UTC)
    return versions, max(written, midnight(today)).replace(microsecond=0)


def _version(rows: tuple[tuple[Any, ...], ...], reach: Reach, today: date) -> str:
    stamps = [(row[0], row[1 + reach], row[-1]) for row in rows]
    return hashlib.sha256(repr((reach.name, stamps, today)).encode()).hexdigest()[:20]


def _rows(territories: Collection[str], now: datetime) -> list[tuple[Any, ...]]:
    stored = connection.ops.adapt_datetimefield_value(now)
    condition = OF_TERRITORIES.format(", ".join(["%s"] * len(territories))) if territories else ""
    with connection.cursor() as cursor:
        cursor.execute(f"{STAMPS} {condition} ORDER BY territory_id", [stored, *territories])
        return cursor.fetchall()
