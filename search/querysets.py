"""What a filter means for entries, its words aside: whose, what, when and where."""

from datetime import datetime
from math import cos, radians
from typing import Any, Self

from django.db import models
from django.db.models import Exists, Expression, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.distance import KM_PER_DEGREE
from portal.filters import Filter, Near
from portal.models import Municipality
from portal.periods import Interval
from portal.public import open_now

#: The names whose values are counted beside the results, each with the path to what its values are.
FACETS = {
    "territory": "territory__slug",
    "kind": "kind",
    "municipality": "municipality__slug",
    "topic": "topics__slug",
    "audience": "audiences__slug",
}
#: What is over when its last date is: an activity goes on.
ENDING_KINDS = ("event", "meeting")


class EntryQuerySet(models.QuerySet):
    """Entries, narrowed to what may be shown and to what is asked for."""

    def public(self, now: datetime | None = None) -> Self:
        """Return what may be shown now."""
        return self.filter(open_now(now))

    def matching(self, chosen: Filter, now: datetime | None = None) -> Self:
        """Return the entries that a filter asks for, its words aside."""
        return self.beside_facets(chosen, now).choices(chosen)

    def choices(self, chosen: Filter) -> Self:
        """Apply the choice made in each facet."""
        rows = self
        for name in FACETS:
            if getattr(chosen, name):
                rows = rows.filter(rows.choice(name, chosen))
        return rows

    def beside_facets(self, chosen: Filter, now: datetime | None = None) -> Self:
        """Apply what no facet counts: lab, cost, online, dates and distance. Without dates, time does not narrow."""
        rows = self
        if chosen.lab:
            rows = rows.filter(Exists(self._linked("labs", slug__in=chosen.lab)))
        if chosen.near:
            rows = rows.near(chosen.near, chosen.radius)
        return rows.filter(flagged(chosen)).within(chosen.window(now or timezone.now()))

    def choice(self, name: str, chosen: Filter) -> Q:
        """Return the condition that the values chosen in one facet set."""
        slugs, field = getattr(chosen, name), self.model._meta.get_field(FACETS[name].partition("__")[0])
        if not field.many_to_many:
            return Q((f"{FACETS[name]}__in", slugs))
        through = getattr(self.model, field.name).through
        return Q(pk__in=through.objects.filter(**{f"{name}__slug__in": slugs}).values("entry"))

    def within(self, window: Interval) -> Self:
        """Return the entries with a date of which any part lies in a half-open interval; open on both sides, all."""
        return self.filter(self.with_date_in(window)) if window.start or window.end else self

    def with_date_in(self, window: Interval) -> Exists:
        """Return the condition that any part of a date lies in a half-open interval."""
        return Exists(self._linked("dates").filter(touching(window)))

    def near(self, centre: Near, radius: float) -> Self:
        """Return the entries within `radius` km of a point or of a municipality's centre, measured in `remoteness`.

        What has no position of its own stands at its municipality's centre.
        """
        at = position(centre)
        if at is None:
            return self.none()
        north = (Coalesce(F("lat"), F("municipality__lat")) - at[0]) * KM_PER_DEGREE
        east = (Coalesce(F("lon"), F("municipality__lon")) - at[1]) * KM_PER_DEGREE * cos(radians(at[0]))
        return self.alias(remoteness=(north * north + east * east) / (radius * radius)).filter(remoteness__lte=1)

    def nearness(self) -> Expression:
        """Return 1 at the place chosen, half at the end of its radius; 1 everywhere where none is chosen."""
        return 1.0 / (1.0 + F("remoteness")) if "remoteness" in self.query.annotations else Value(1.0)  # type: ignore[return-value]

    def with_next_date(self, now: datetime) -> Self:
        """Add `next_date`: when the first date that has not ended begins."""
        ahead = self._linked("dates", ends_at__gt=now).order_by("ends_at", "starts_at")
        return self.annotate(next_date=models.Subquery(ahead.values("starts_at")[:1]))

    def _linked(self, relation: str, **conditions: object) -> models.QuerySet:
        model: Any = self.model._meta.get_field(relation).related_model
        return model.objects.filter(entry=OuterRef("pk"), **conditions)


def flagged(chosen: Filter) -> Q:
    """Return the condition that cost and online set on an entry."""
    asked = {"is_free": chosen.free, "online": chosen.online}
    return Q(**{name: value for name, value in asked.items() if value is not None})


def touching(window: Interval) -> Q:
    """Return the condition on a date that any part of it lies in a half-open interval."""
    condition = Q()
    if window.start:
        condition &= Q(ends_at__gt=window.start) | Q(starts_at__gte=window.start)
    if window.end:
        condition &= Q(starts_at__lt=window.end)
    return condition


def over(now: datetime) -> Q:
    """Return the condition of an entry that had dates and has none to come."""
    return Q(kind__in=ENDING_KINDS, last_ends_at__lte=now)


def position(centre: Near) -> tuple[float, float] | None:
    """Return the (latitude, longitude) of a point or of a municipality's centre; None where it is not known."""
    if not centre.municipality:
        return (centre.lat, centre.lon) if centre.lat is not None and centre.lon is not None else None
    found = Municipality.objects.filter(slug=centre.municipality).values_list("lat", "lon").first()
    return found if found and None not in found else None  # type: ignore[return-value]
