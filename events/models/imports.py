"""What was brought from elsewhere: a file that was read and waits to be taken, and where a page came from."""

import hashlib
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Import(models.Model):
    """A file or an address that somebody brought for a lab or a territory, as it was read."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    target = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=500, blank=True)
    name = models.CharField(max_length=255)
    add_topics = models.BooleanField(default=False)
    reading = models.JSONField()
    # What was chosen is taken a few rows at a time: those that wait, and how many have been taken since.
    waiting = models.JSONField(default=list)
    taken_rows = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True)

    # A page is not in use because it was brought.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-created"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return self.name


class ImportedPage(models.Model):
    """Where a page came from, and what its source said then: by it a changed row finds its page again.

    A thing is known by its source (an address; empty for files) and its identity there, below one lab or territory.
    What the page no longer says as it was written has been changed here, and stays.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    target = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=500, blank=True)
    uid = models.CharField(max_length=255)
    key = models.CharField(max_length=64)
    written = models.JSONField()
    taken_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["target", "key"], name="one_page_per_imported_thing")]
        verbose_name = _("imported page")
        verbose_name_plural = _("imported pages")

    def __str__(self) -> str:
        return self.uid


def key_of(source: str, uid: Any) -> str:
    """Return the identity of a thing, of one length however long its source calls it."""
    return hashlib.sha256(f"{source}\n{uid}".encode()).hexdigest()
