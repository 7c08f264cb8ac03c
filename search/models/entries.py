"""The shared index: one entry for each findable thing of all territories, with its dates and its labs."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from portal.addresses import path_in, reader_language
from search.querysets import EntryQuerySet


class Entry(models.Model):
    """One findable thing, with its text in every language that it has; the truth that every index is made from.

    It leads to its `page`, and goes with it; what has no page leads to `paths`. `texts` holds {language: {title,
    summary, body}}, `papers` the {title, language, text} of each file that its page shows. `last_ends_at` is when the
    last of its dates ends; without dates it may have `awaited` ones. An entry whose words an index failed to take is
    not `indexed`, until a later write, tick or rebuild catches up. `written` says which entries a rebuild met.
    """

    key = models.CharField(max_length=200, unique=True)
    owner = models.CharField(max_length=200, db_index=True)
    kind = models.CharField(max_length=20)
    texts = models.JSONField(default=dict)
    papers = models.JSONField(default=list)
    sort_title = models.CharField(max_length=255, blank=True)
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+")
    fragment = models.CharField(max_length=80, blank=True)
    paths = models.JSONField(default=dict)
    territory = models.ForeignKey("portal.Territory", null=True, on_delete=models.SET_NULL, related_name="+")
    municipality = models.ForeignKey("portal.Municipality", null=True, on_delete=models.SET_NULL, related_name="+")
    topics: "models.ManyToManyField[Any, Any]" = models.ManyToManyField("portal.Topic", related_name="+")
    audiences: "models.ManyToManyField[Any, Any]" = models.ManyToManyField("portal.Audience", related_name="+")
    is_free = models.BooleanField(null=True)
    online = models.BooleanField(default=False)
    address = models.CharField(max_length=200, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    source = models.JSONField(null=True)
    also_at = models.JSONField(default=list)
    last_ends_at = models.DateTimeField(null=True)
    awaited = models.BooleanField(default=False)
    modified = models.DateTimeField(null=True)
    verified_on = models.DateField(null=True)
    public = models.BooleanField(default=False)
    public_from = models.DateTimeField(null=True)
    public_until = models.DateTimeField(null=True)
    indexed = models.BooleanField(default=False)
    written = models.DateTimeField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["sort_title", "pk"]
        indexes = [models.Index(fields=["indexed"], condition=Q(indexed=False), name="search_entry_waiting")]

    def __str__(self) -> str:
        return self.key

    @property
    def title(self) -> str:
        """The title in the source language, else in any."""
        return self.text(settings.SOURCE_LANGUAGE)["title"]

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude: its own, else those of its municipality's centre."""
        for place in (self, self.municipality):
            if place and place.lat is not None and place.lon is not None:
                return place.lat, place.lon
        return None

    def language_for(self, language: str | None = None) -> str:
        """Return the language of the text that a reader of `language` (default: the active one) is shown."""
        for code in (language or reader_language(), settings.SOURCE_LANGUAGE):
            if code in self.texts:
                return code
        return next(iter(self.texts), settings.SOURCE_LANGUAGE)

    def text(self, language: str | None = None) -> dict[str, Any]:
        """Return title, summary and body for a reader of `language`."""
        return self.texts.get(self.language_for(language)) or {"title": "", "summary": "", "body": ""}

    @cached_property
    def url_path(self) -> str | None:
        """The stored path of its page, if it has one."""
        return self.page.url_path if self.page else None

    def path_in(self, language: str | None = None) -> str:
        """Return the path of the thing for a reader of `language` (default: the active one)."""
        if self.url_path:
            path = path_in(self.url_path, language)
        else:
            path = self.paths.get(language or reader_language()) or self.paths.get(settings.SOURCE_LANGUAGE, "")
        return f"{path}#{self.fragment}" if self.fragment else path


class EntryDate(models.Model):
    """One date of an entry."""

    # Two of its indexes begin with the entry: another would only be written.
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="dates", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["entry", "ends_at", "starts_at"], name="search_entrydate_next"),
            # What meets a period: few of the dates of a weekly thing have begun by its end.
            models.Index(fields=["entry", "starts_at", "ends_at"], name="search_entrydate_begun"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class DateEnd(models.Model):
    """A moment at which dates of entries end, or did when they were written: many end at the same few hours.

    An index of when each single date ends would be rewritten everywhere by every few hundred things.
    """

    at = models.DateTimeField(primary_key=True)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class EntryLab(models.Model):
    """A lab by whose slug an entry is found: its own lab, or the one that hosts it."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="labs")
    slug = models.CharField(max_length=90, db_index=True)

    def __str__(self) -> str:
        return self.slug


class EntryLanguage(models.Model):
    """A language that an entry has words in."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="languages", db_index=False)
    code = models.CharField(max_length=15)

    class Meta:
        indexes = [models.Index(fields=["entry", "code"], name="search_entrylanguage_of")]

    def __str__(self) -> str:
        return self.code


class IndexRow(models.Model):
    """The words of an entry as an index holds them; a backend makes the table in its own way, FTS5 or plain.

    Each column holds folded words and, where it differs, the stem of each.
    """

    entry = models.OneToOneField(
        Entry,
        primary_key=True,
        db_column="rowid",
        db_constraint=False,
        on_delete=models.DO_NOTHING,
        related_name="index_row",
    )
    title = models.TextField()
    context = models.TextField()
    summary = models.TextField()
    body = models.TextField()

    class Meta:
        managed = False
        db_table = "search_index"

    def __str__(self) -> str:
        return self.title
