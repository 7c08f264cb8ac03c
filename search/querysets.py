"""What a filter means for entries, its words aside: whose, what, when and where."""

from dataclasses import replace
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.date_conditions import meeting, not_over
from portal.filters import Filter, Near
from portal.nearness import near
from portal.periods import Interval
from portal.public import open_now

#: The names whose values are counted beside the results, each with the path to what its values are.
FACETS = {
    "territory": "territory__slug",
    "kind": "kind",
    "municipality": "municipality__slug",
    "topic": "topics__slug",
    "audience": "audiences__slug",
    "language": "languages__code",
    "when": "dates",
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
        return self.beside_facets(chosen, now).choices(chosen, now)

    def choices(self, chosen: Filter, now: datetime | None = None) -> Self:
        """Apply the choice made in each facet."""
        rows = self
        for name in FACETS:
            if getattr(chosen, name):
                rows = rows.filter(rows.choice(name, chosen, now))
        return rows

    def beside_facets(self, chosen: Filter, now: datetime | None = None) -> Self:
        """Apply what no facet counts: lab, cost, online, first and last day, distance."""
        rows = self
        if chosen.lab:
            rows = rows.filter(Exists(self._linked("labs", slug__in=chosen.lab)))
        if chosen.near:
            rows = rows.near(chosen.near, chosen.radius)
        return rows.filter(flagged(chosen)).within(any_period(chosen).window(now or timezone.now()))

    def choice(self, name: str, chosen: Filter, now: datetime | None = None) -> Q | Exists:
        """Return the condition that the values chosen in one facet set."""
        if name == "when":
            return self.with_date_in(chosen.window(now or timezone.now()))
        relation, _, column = FACETS[name].partition("__")
        slugs, field = getattr(chosen, name), self.model._meta.get_field(relation)
        if field.one_to_many:
            return Exists(self._linked(relation, **{f"{column}__in": slugs}))
        if not field.many_to_many:
            return Q((f"{FACETS[name]}__in", slugs))
        through = getattr(self.model, field.name).through
        return Q(pk__in=through.objects.filter(**{f"{name}__slug__in": slugs}).values("entry"))

    def within(self, window: Interval) -> Self:
        """Return the entries with a date of which any part lies in a half-open interval; open on both sides, all."""
        return self.filter(self.with_date_in(window)) if window.start or window.end else self

    def with_date_in(self, window: Interval) -> Exists:
        """Return the condition that any part of a date lies in a half-open interval."""
        return self.dated(meeting(window))

    def dated(self, condition: Q) -> Exists:
        """Return the condition that a date meets a condition."""
        return Exists(self._linked("dates").filter(condition))

    def near(self, centre: Near, radius: float) -> Self:
        """Return the entries within `radius` km of a point or of a municipality's centre.

        What has no position of its own stands at its municipality's centre.
        """
        lat, lon = (Coalesce(F(name), F(f"municipality__{name}")) for name in ("lat", "lon"))
        return near(self, centre, radius, lat, lon)

    def with_next_date(self, now: datetime) -> Self:
        """Add `next_date`: when the date begins that ends first of those that have not, begun first."""
        ahead = self._linked("dates").filter(not_over(now)).order_by("ends_at", "starts_at")
        return self.annotate(next_date=models.Subquery(ahead.values("starts_at")[:1]))

    def with_date(self, window: Interval, now: datetime) -> Self:
        """Add `date`: when the first date in an interval begins, what is over after what is not."""
        is_over = models.Case(models.When(not_over(now), then=0), default=1)
        dates = self._linked("dates").filter(meeting(window)).order_by(is_over, "ends_at", "starts_at")
        return self.annotate(date=models.Subquery(dates.values("starts_at")[:1]))

    def _linked(self, relation: str, **conditions: object) -> models.QuerySet:
        model: Any = self.model._meta.get_field(relation).related_model
        return model.objects.filter(entry=OuterRef("pk"), **conditions)


def any_period(chosen: Filter) -> Filter:
    """Return the filter without the named period, which a facet counts."""
    return replace(chosen, when="")


def in_period(name: str, chosen: Filter) -> Filter:
    """Return the filter in a named period in the place of the one chosen."""
    return replace(chosen, when=name)


def flagged(chosen: Filter) -> Q:
    """Return the condition that cost and online set on an entry."""
    asked = {"is_free": chosen.free, "online": chosen.online}
    return Q(**{name: value for name, value in asked.items() if value is not None})


def to_come(chosen: Filter, now: datetime) -> Q:
    """Return the condition of a date on the days asked for that is not over; none where no days are asked for."""
    window = chosen.window(now)
    return meeting(window) & not_over(now) if window.start or window.end else Q()


def over(now: datetime) -> Q:
    """Return the condition of what is over, or was called off: no date to come, and none awaited."""
    return Q(kind__in=ENDING_KINDS) & (Q(last_ends_at__lte=now) | Q(last_ends_at=None, awaited=False))
