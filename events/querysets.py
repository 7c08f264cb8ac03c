"""What a filter means for dates; the one place where lists, feeds, APIs and embeds ask for them."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, F, Func, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest, Least
from django.utils import timezone

from labs.models import LabPage
from portal.date_conditions import meeting, not_over
from portal.filters import Filter, Near
from portal.folding import stem, tokens
from portal.models import Municipality, Territory
from portal.nearness import near
from portal.periods import Interval, midnight
from portal.public import closed_now, open_now

if TYPE_CHECKING:
    from events.models import Occurrence, Series  # noqa: F401  # named in quotes below

REMOVED = "removed"
# A day has up to 25 hours: what is not long is over by then.
LONGEST_DAY = timedelta(hours=25)


class SeriesQuerySet(models.QuerySet["Series"]):
    """Series by whether they may be shown."""

    def public(self, now: datetime | None = None) -> Self:
        """Return what may be shown now."""
        return self.filter(open_now(now))


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    """Dates, narrowed and made ready for a list."""

    def public(self, now: datetime | None = None) -> Self:
        """Return the dates that may be shown now; what was removed is not among them.

        The few series that are closed are left out: looking up every date's own would be most of the time of a count.
        """
        return self.exclude(Q(status=REMOVED) | hidden_series(now))

    def gone(self, now: datetime) -> Self:
        """Return the dates that were public and are so no longer: the one rule of what is told as taken away.

        Each comes with `gone_at`, and with whether the thing itself is `withdrawn`: then no word of it is public.
        """
        expired, is_open = Q(series__public=True, series__public_until__lte=now), open_now(now, "series__")
        withdrawn = Case(When(is_open, then=False), default=True)
        gone_at = Case(
            When(is_open, then=F("modified")),
            When(expired, then=F("series__public_until")),
            default=F("series__modified"),
        )
        rows = self.filter(~is_open | Q(status=REMOVED), was_public=True)
        return rows.annotate(withdrawn=withdrawn, gone_at=gone_at)

    def for_lists(self) -> Self:
        """Fetch along all that a list shows: a fixed number of queries, however long it is."""
        rows = self.select_related(
            "series__page", "territory", "lab", "place__municipality", "original_place__municipality", "municipality"
        )
        checked = Coalesce("series__page__activitypage__verified_on", "series__page__eventpage__verified_on")
        return rows.annotate(verified_on=checked).defer("series__words", "lab__body")

    def within(self, window: Interval) -> Self:
        """Return the dates of which any part lies in a half-open interval."""
        return self.filter(meeting(window))

    def upcoming(self, now: datetime | None = None) -> Self:
        """Return the dates that have not ended."""
        return self.filter(not_over(now or timezone.now()))

    def matching(self, chosen: Filter, now: datetime | None = None, *, from_today: bool = True) -> Self:
        """Return the dates that a filter asks for; without dates of its own they start today, or with `from_today`
        unset whenever they are.
        """
        now = now or timezone.now()
        start = timezone.localdate(now) if from_today else None
        rows = self.about(chosen).within(chosen.window(now, start))
        if chosen.near:
            rows = rows.near(chosen.near, chosen.radius)
        return rows

    def beginning(self, day: date | None) -> Self:
        """Return the dates of a list that starts on a local day, without the long ones under way by then.

        Those would stand before all others for weeks: they have a place of their own (`under_way`). The rest begins
        no earlier than the day before, which is what the index needs to know.
        """
        if day is None:
            return self
        start = midnight(day)
        return self.filter(starts_at__gte=start - LONGEST_DAY).filter(Q(is_long=False) | Q(starts_at__gte=start))

    def from_first_under_way(self, day: date | None) -> Self:
        """Return the same dates of a list that starts on a local day, and tell the index where they begin.

        None begins before the first of the long ones under way by then, or the day before where there is none.
        """
        if day is None:
            return self
        start = midnight(day)
        day_before = Value(start - LONGEST_DAY, output_field=models.DateTimeField())
        going_on = self.model._default_manager.filter(is_long=True, ends_at__gte=start).order_by()
        first = going_on.annotate(first=Func(F("starts_at"), function="MIN")).values("first")
        return self.filter(starts_at__gte=Least(day_before, Coalesce(Subquery(first), day_before)))

    def under_way(self, day: date | None) -> Self:
        """Return the long dates that began before a local day and go on; the one that ends first comes first."""
        if day is None:
            return self.none()
        return self.filter(_under_way(day), ends_at__gt=midnight(day)).order_by("ends_at", "pk")

    def soonest(self, chosen: Filter, limit: int, now: datetime | None = None) -> Self:
        """Return at most `limit` dates that a filter asks for: those that begin first, and after them those under way.

        While there are enough others, no more than a fifth of them is under way.
        """
        day = chosen.first_day(now or timezone.now())
        matching = self.matching(chosen, now)
        first = list(matching.beginning(day).values_list("pk", flat=True)[:limit])
        room = max(1, limit // 5, limit - len(first))
        going_on = list(matching.under_way(day).values_list("pk", flat=True)[:room])
        rows = self.model._default_manager.filter(pk__in=[*first[: limit - len(going_on)], *going_on])
        if day is None:
            return rows.order_by("starts_at", "pk")  # type: ignore[return-value]
        places = {
            "goes_on": Case(When(_under_way(day), then=1), default=0),
            "listed_at": Case(When(_under_way(day), then=F("ends_at")), default=F("starts_at")),
        }
        return rows.annotate(**places).order_by(*places, "pk")  # type: ignore[return-value]

    def about(self, chosen: Filter) -> Self:
        """Apply the part of a filter that says what, for whom and whose; words without a letter are found nowhere."""
        rows = self.filter(_whose(chosen) & _what(chosen))
        words = tokens(chosen.q)
        for word in words:
            rows = rows.filter(series__words__contains=f" {stem(word)}")
        return rows.none() if chosen.q and not words else rows

    def near(self, centre: Near, radius: float) -> Self:
        """Return the dates within `radius` km of a point or of a municipality's centre.

        Where a place has no position of its own, its municipality's centre stands for it.
        """
        lat, lon = (Coalesce(F(f"place__{name}"), F(f"municipality__{name}")) for name in ("lat", "lon"))
        return near(self, centre, radius, lat, lon)

    def changed_since(self, moment: datetime, now: datetime | None = None) -> Self:
        """Return every row of which anything changed since a moment, in that order, also those that are `gone` since.

        Each comes with its `last_change`, which expiring is too, and with whether it `is_shown` now.
        """
        now = now or timezone.now()
        expired = Case(When(series__public_until__lte=now, then=F("series__public_until")), default=F("modified"))
        written = ("modified", "series__modified", Coalesce("place__modified", "modified"), expired)
        public = open_now(now, "series__") & ~Q(status=REMOVED)
        changed = self.annotate(
            last_change=Greatest(*written), is_shown=Case(When(public, then=True), default=False)
        ).filter(Q(is_shown=True) | Q(was_public=True), last_change__gte=moment)
        return changed.order_by("last_change", "pk")

    def recent(self, now: datetime, days: int = 31) -> Self:
        """Return the dates that had not ended when a local day began, `days` ago: the same all day long."""
        return self.upcoming(midnight(timezone.localdate(now) - timedelta(days=days)))


def hidden_series(now: datetime | None = None) -> Q:
    """Return the condition of dates whose series may not be shown now."""
    hidden = Q()
    for closed in closed_now(now):
        hidden |= Q(series__in=_series().objects.filter(closed))
    return hidden


def _under_way(day: date) -> Q:
    return Q(is_long=True, starts_at__lt=midnight(day))


def _whose(chosen: Filter) -> Q:
    """Return the condition of territory, municipality and lab; a lab stands for those that it hosts too."""
    condition = Q()
    if chosen.territory:
        condition &= _one_of("territory", Territory, chosen.territory)
    if chosen.municipality:
        condition &= _one_of("municipality", Municipality, chosen.municipality)
    if chosen.lab:
        known = Q(public_slug__in=chosen.lab) | Q(host__public_slug__in=chosen.lab)
        condition &= Q(lab__in=LabPage.objects.order_by().filter(known).values("pk"))
    return condition


def _one_of(name: str, model: type[models.Model], slugs: tuple[str, ...]) -> Q:
    """Return the condition that a date's own is among these.

    A single one is compared, not looked for in a list: then the index of its dates gives them in their order.
    """
    found = model._default_manager.filter(slug__in=slugs).order_by().values("pk")
    return Q((name, found[:1])) if len(slugs) == 1 else Q((f"{name}__in", found))


def _what(chosen: Filter) -> Q:
    """Return the condition of kind, topic, audience, cost and online."""
    condition = Q()
    if chosen.kind:
        condition &= Q(series__kind__in=chosen.kind)
    if chosen.topic:
        condition &= Q(series__in=_linked("topics", "topic__slug", chosen.topic))
    if chosen.audience:
        condition &= Q(series__in=_linked("audiences", "audience__slug", chosen.audience))
    if chosen.free is not None:
        condition &= Q(series__is_free=chosen.free)
    if chosen.online is not None:
        at_home = ~Q(series__online_url="")
        condition &= at_home if chosen.online else ~at_home
    return condition


def _linked(relation: str, lookup: str, slugs: tuple[str, ...]) -> models.QuerySet:
    through = getattr(_series(), relation).through
    return through.objects.filter(**{f"{lookup}__in": slugs}).values("series_id")


def _series() -> "type[Series]":
    from events.models.occurrences import Series

    return Series
