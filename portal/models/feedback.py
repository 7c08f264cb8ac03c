"""Whether people found a page clear: a vote and a sentence, and nothing of who gave them."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from portal.models.territory import Territory

LONGEST_SENTENCE = 280


class Feedback(models.Model):
    """One answer about what stands at `path`, in the language of the path; `day` is all that is kept of when."""

    day = models.DateField(_("day"))
    path = models.CharField(_("page"), max_length=255)
    territory: "models.ForeignKey[Territory | None]" = models.ForeignKey(
        "portal.Territory", null=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("territory")
    )
    clear = models.BooleanField(_("clear"))
    sentence = models.CharField(_("in their words"), max_length=LONGEST_SENTENCE, blank=True)

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["day", "path"], name="feedback_of_a_day")]
        verbose_name = _("answer about clarity")
        verbose_name_plural = _("answers about clarity")

    def __str__(self) -> str:
        return f"{self.day} {self.path}"
