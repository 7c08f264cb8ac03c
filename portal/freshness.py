"""One stamp per territory: raised in the transaction of a public write, part of every cache key and ETag."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Subquery
from django.utils import timezone
from wagtail.models import Page

from portal.models.freshness import Stamp


def raise_stamp(territory_ids: Iterable[int | None]) -> None:
    """Tell every worker that something of these territories (None: of the platform) has changed."""
    for territory_id in set(territory_ids):
        # The platform's own stamp has no territory, which the stubs do not let a lookup of an id say.
        stamp, _created = Stamp.objects.get_or_create(territory_id=territory_id)  # type: ignore[misc]
        Stamp.objects.filter(pk=stamp.pk).update(version=F("version") + 1)


def version(territories: Iterable[str] = (), now: datetime | None = None) -> str:
    """Return what changes whenever an answer about these territories (slugs; none: all) may have changed.

    One query. Time is part of it: the local day, and the last moment at which a page expired.
    """
    now = now or timezone.now()
    expired = Page.objects.filter(expire_at__lte=now).order_by("-expire_at").values("expire_at")[:1]
    stamps = Stamp.objects.order_by("territory_id").annotate(expired=Subquery(expired))
    if slugs := list(territories):
        stamps = stamps.filter(territory__slug__in=slugs) | stamps.filter(territory=None)
    parts = [*stamps.values_list("territory_id", "version", "expired"), timezone.localdate(now)]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]
