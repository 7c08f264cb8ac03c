"""The read model of dates: what a thing is (`Series`), and each date of it (`Occurrence`).

One writer fills both (`events.occurrences`); every list, feed and API reads them through `OccurrenceQuerySet`.
"""

import uuid
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.external_items import external_path
from events.querysets import OccurrenceQuerySet, SeriesQuerySet
from portal import addresses
from portal.localized import Localized, LocalizedField
from portal.models.verified import is_stale, right_on
from portal.terms import TermsField


class Kind(models.TextChoices):
    """What a date is a date of."""

    ACTIVITY = "activity", _("activity")
    EVENT = "event", _("event")
    MEETING = "meeting", _("meeting")


class Status(models.TextChoices):
    """What has become of a date."""

    SCHEDULED = "scheduled", _("scheduled")
    CANCELLED = "cancelled", _("cancelled")
    MOVED = "moved", _("moved")
    CHANGED = "changed", _("changed")
    REMOVED = "removed", _("removed")


class Series(models.Model):
    """What all dates of one activity, event, meeting or outside item share; its id is the thing's `translation_key`."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")
    titles = LocalizedField()
    summaries = LocalizedField()
    costs = LocalizedField()
    language = models.CharField(max_length=10, default="it")
    topics = models.ManyToManyField("portal.Topic", related_name="+")
    audiences = models.ManyToManyField("portal.Audience", related_name="+")
    topic_terms = TermsField()
    audience_terms = TermsField()
    is_free = models.BooleanField(default=True)
    online_url = models.URLField(blank=True)
    image = models.JSONField(null=True)
    # Where it comes from, where else it is told, and a place that our directory has not: as `ExternalItem` says them.
    source = models.JSONField(null=True)
    also_at = models.JSONField(default=list)
    where = models.JSONField(null=True)
    public = models.BooleanField(default=False)
    public_from = models.DateTimeField(null=True)
    public_until = models.DateTimeField(null=True)
    words = models.TextField(blank=True)
    sequence = models.PositiveIntegerField(default=0)
    expanded_until = models.DateField(null=True)
    modified = models.DateTimeField(db_index=True)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        # What may not be shown is found by these: there is little of it.
        indexes = [
            models.Index(fields=["id"], condition=models.Q(public=False), name="closed_series"),
            models.Index(fields=["public_from"]),
            models.Index(fields=["public_until"]),
        ]

    def __str__(self) -> str:
        return str(self.titles)


class Occurrence(models.Model):
    """One date; its identity is (schedule UID, original local day, n-th of that day) and its id is made of that."""

    id = models.UUIDField(primary_key=True)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="occurrences")
    schedule_uid = models.UUIDField(db_index=True)
    original_day = models.DateField()
    nth = models.PositiveSmallIntegerField(default=0)
    address = models.CharField(max_length=24)
    territory = models.ForeignKey("portal.Territory", null=True, on_delete=models.SET_NULL, related_name="+")
    lab = models.ForeignKey("labs.LabPage", null=True, on_delete=models.SET_NULL, related_name="occurrences")
    place = models.ForeignKey("labs.Place", null=True, on_delete=models.SET_NULL, related_name="occurrences")
    # Where it was to be at first; null unless it was moved to another place.
    original_place = models.ForeignKey("labs.Place", null=True, on_delete=models.SET_NULL, related_name="+")
    municipality = models.ForeignKey("portal.Municipality", null=True, on_delete=models.SET_NULL, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    original_starts_at = models.DateTimeField()
    original_ends_at = models.DateTimeField()
    all_day = models.BooleanField(default=False)
    is_long = models.BooleanField(default=False)
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.SCHEDULED)
    status_reason = LocalizedField()
    own_titles = LocalizedField()
    was_public = models.BooleanField(default=True)
    modified = models.DateTimeField(db_index=True)

    # Said by `OccurrenceQuerySet.gone` of the dates that it returns.
    gone_at: datetime
    withdrawn: bool
    # Said by `OccurrenceQuerySet.for_lists`.
    verified_on: date | None

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["schedule_uid", "original_day", "nth"], name="one_row_per_date"),
            models.UniqueConstraint(
                fields=["series", "address"], condition=~models.Q(status="removed"), name="one_address_per_date"
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at", "ends_at", "status", "is_long", "series"]),
            models.Index(fields=["ends_at"], condition=models.Q(is_long=True), name="long_dates"),
            models.Index(fields=["territory", "starts_at"]),
            models.Index(fields=["lab", "starts_at"]),
            models.Index(fields=["municipality", "starts_at"]),
        ]
        verbose_name = _("date")
        verbose_name_plural = _("dates")

    def __str__(self) -> str:
        return f"{self.title} {timezone.localtime(self.starts_at):%Y-%m-%d %H:%M}"

    @property
    def titles(self) -> Localized:
        """The title in every language: this date's own, else the thing's."""
        return self.own_titles or self.series.titles

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.titles.text()

    @property
    def kind(self) -> str:
        """What this is a date of."""
        return self.series.kind

    @property
    def is_cancelled(self) -> bool:
        """Whether it will not take place."""
        return self.status in (Status.CANCELLED, Status.REMOVED)

    @property
    def is_stale(self) -> bool:
        """Whether nobody has checked for long what its page says (of `for_lists`); a meeting's is of its council."""
        page = self.series.page
        if page is None or self.kind == Kind.MEETING:
            return False
        return is_stale(right_on(self.verified_on, page.first_published_at))

    @property
    def path(self) -> str:
        """The address of this date for a reader, in the reader's language."""
        return self.path_in(None)

    def path_in(self, language: str | None) -> str:
        """Return the address of this date in a language (default: the reader's); a meeting's is its own page's."""
        page = self.series.page
        return path_of(self.series_id, self.kind, self.address, page and page.url_path, language)

    @property
    def ics_path(self) -> str:
        """The address from which a calendar takes this one date, in the reader's language."""
        return self.ics_path_in(None)

    def ics_path_in(self, language: str | None) -> str:
        """Return the address from which a calendar takes this one date, with its words in a language."""
        return ics_path_of(self.pk, language or addresses.reader_language())


class FormerAddress(models.Model):
    """An address that a date had before its hour changed: it redirects."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="former_addresses")
    address = models.CharField(max_length=24)
    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "address"], name="one_former_address")]

    def __str__(self) -> str:
        return self.address


def occurrence_id(schedule_uid: uuid.UUID, day: Any, nth: int) -> uuid.UUID:
    """Return the id of a date: the same wherever and whenever it is computed."""
    return uuid.uuid5(schedule_uid, f"{day.isoformat()}/{nth}")


def path_of(series: uuid.UUID, kind: str, address: str, url_path: str | None, language: str | None) -> str:
    """Return the address of a date in a language: below its page; the page itself of a meeting or an outside item."""
    if url_path is None:
        return external_path(series, language)
    path = addresses.path_in(url_path, language)
    return path if kind == Kind.MEETING else f"{path}{address}/"


def ics_path_of(key: uuid.UUID, language: str) -> str:
    """Return the address from which a calendar takes one date, with its words in a language."""
    return f"/o/{key}.ics" + ("" if language == settings.SOURCE_LANGUAGE else f"?lang={language}")
