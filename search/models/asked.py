"""What people looked for, counted by week; nothing of who they are."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from portal.models import Territory

#: Fewer people than these may be one, and the words may be a name: nothing under it is written down.
FEWEST_TIMES = 3


class AskedWords(models.Model):
    """How often some words were looked for in a week, and whether they found anything.

    Until they were asked for `FEWEST_TIMES` times only a digest of them is kept, and `words` is empty.
    """

    week = models.DateField(_("week"), help_text=_("Its Monday."))
    territory: "models.ForeignKey[Territory | None]" = models.ForeignKey(
        "portal.Territory", null=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("territory")
    )
    digest = models.CharField(max_length=64)
    words = models.CharField(pgettext_lazy("looked for", "words"), max_length=80, blank=True)
    found = models.BooleanField(_("found"))
    times = models.PositiveIntegerField(_("times"), default=1)

    class Meta:
        ordering = ["-week", "-times", "words"]
        constraints = [models.UniqueConstraint(fields=["week", "digest"], name="asked_once_a_week")]
        verbose_name = _("words looked for")
        verbose_name_plural = _("words looked for")

    def __str__(self) -> str:
        return self.words
