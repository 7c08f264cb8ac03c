"""Where others tell of what they do: a calendar, a feed or a site that is read again and again, and its categories."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from events.source_addresses import MOST_ADDRESS, is_ours, is_web_address, own_hosts
from labs.models.directory import territory_field
from portal.api.refs import moment

ANY_ADDRESS = _(
    "Of the site, as people open it: what it tells is looked for. Or of its calendar or feed, if you know it."
)
#: How often a source may fail before its items are shown as stale.
STALE_AFTER = 3
SOON = timedelta(minutes=5)
#: A reading that has not ended by then was interrupted.
LONGEST_READING = timedelta(minutes=15)


def languages() -> list[tuple[str, Any]]:
    """Return the languages that a source may tell in: those of the platform."""
    return list(settings.LANGUAGES)


class Source(models.Model):
    """A place outside that is read on a schedule; its items are ours to show, not to own.

    `reading` is the last good one as it was read (`events.sources`), by which items are written anew without asking
    again. `memory` is what the next conditional request says (RFC 9110, 13). `problem` says why the last one failed.
    """

    class Kind(models.TextChoices):
        """In which of the common ways it tells."""

        CALENDAR = "calendar", _("calendar (iCalendar, .ics)")
        FEED = "feed", _("feed (RSS or Atom)")
        JSON_FEED = "json_feed", _("feed (JSON Feed)")
        PAGES = "pages", _("pages of a site (schema.org, found by its sitemap)")
        AGORA = "agora", _("another Agorà")

    class Interval(models.IntegerChoices):
        """How often it is read, in minutes."""

        HOURLY = 60, _("every hour")
        SIX_HOURS = 360, _("every six hours")
        DAILY = 1440, _("once a day")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120, help_text=_("Readers see it: “Comune di Rho”, “Biblioteca”."))
    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices, default=Kind.CALENDAR)
    address = models.CharField(
        _("address"),
        max_length=MOST_ADDRESS,
        help_text=_("Of the calendar or the feed; of a site its sitemap; of another Agorà its home."),
    )
    website = models.URLField(
        _("website"), blank=True, help_text=_("Where readers are led if an item has no page of its own.")
    )
    language = models.CharField(_("language"), max_length=10, choices=languages, default="it")
    interval = models.PositiveSmallIntegerField(_("is read"), choices=Interval.choices, default=Interval.HOURLY)
    territory = territory_field()
    active = models.BooleanField(_("its items are shown"), default=False, editable=False)
    reading = models.JSONField(default=dict, editable=False)
    memory = models.JSONField(default=dict, editable=False)
    # Whether all of the last reading has been written: it may be long, and others write too.
    is_taken = models.BooleanField(default=True, editable=False)
    read_at = models.DateTimeField(_("last read"), null=True, editable=False)
    succeeded_at = models.DateTimeField(null=True, editable=False)
    next_at = models.DateTimeField(null=True, editable=False)
    taken_up_at = models.DateTimeField(null=True, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)
    problem = models.TextField(_("what is wrong"), blank=True, editable=False)
    modified = models.DateTimeField(auto_now=True, editable=False)

    wagtail_reference_index_ignore = True

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("address", help_text=ANY_ADDRESS), FieldPanel("kind")],
            heading=_("What is read"),
        ),
        MultiFieldPanel([FieldPanel("interval"), FieldPanel("language"), FieldPanel("website")], heading=_("How")),
        FieldPanel("territory"),
    ]
    api_fields = ["name", "kind", "address", "website", "language", "interval"]

    class Meta:
        ordering = ["name"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [models.UniqueConstraint(fields=["territory", "address"], name="one_source_per_address")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse what is no web address, and ourselves."""
        super().clean()
        self.address = (self.address or "").strip()
        errors: dict[str, Any] = {}
        if self.address and not is_web_address(self.address):
            errors["address"] = _("This is not a web address: it begins with https:// or webcal://.")
        elif is_ours(self.address, own_hosts()):
            errors["address"] = _("This is an address of this platform: what is here needs no source.")
        if errors:
            raise ValidationError(errors)

    @property
    def is_stale(self) -> bool:
        """Whether it has failed for so long that readers are told."""
        return self.failures >= STALE_AFTER

    def origin_of(self, address: str = "") -> dict[str, Any]:
        """Return what readers are told of where something comes from; `address` is its own page there."""
        since = self.succeeded_at if self.is_stale else None
        return {
            "name": self.name,
            "url": address or self.website or self.address.replace("webcal", "http", 1),
            "stale_since": moment(since),
        }

    def next_after(self, now: datetime) -> datetime:
        """Return when to ask again: by its interval, or soon while parts of it were never read; after failures first
        soon and then less and less often.
        """
        usual = timedelta(minutes=self.interval)
        if self.failures:
            return now + min(SOON * 2 ** min(self.failures - 1, 10), max(usual, timedelta(days=1)))
        return now + (SOON if self.reading.get("unread") else usual)

    @classmethod
    def due(cls, now: datetime | None = None) -> "models.QuerySet[Source]":
        """Return the sources that are to be read now and that nobody is reading."""
        now = now or timezone.now()
        waiting = models.Q(next_at=None) | models.Q(next_at__lte=now)
        return cls._free(now).filter(waiting).order_by("next_at", "pk")

    @classmethod
    def untaken(cls) -> "models.QuerySet[Source]":
        """Return the sources whose last reading has not been written to its end and that nobody is reading."""
        return cls._free(timezone.now()).filter(is_taken=False)

    @classmethod
    def _free(cls, now: datetime) -> "models.QuerySet[Source]":
        free = models.Q(taken_up_at=None) | models.Q(taken_up_at__lt=now - LONGEST_READING)
        return cls.objects.filter(free, active=True)


class SourceCategory(models.Model):
    """What a source calls a subject, and which of our topics that is; None where editors have not said, or none is."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="categories")
    name = models.CharField(_("category"), max_length=100)
    folded = models.CharField(max_length=120)
    topic = models.ForeignKey("portal.Topic", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["folded"]
        constraints = [models.UniqueConstraint(fields=["source", "folded"], name="one_category_per_source")]

    def __str__(self) -> str:
        return self.name
