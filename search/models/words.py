"""Words beside the entries: those that mean the same, and those by which misspelt ones are mended."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from search.words import telling

FEWEST = 2


class SynonymSet(models.Model):
    """Expressions that mean the same, in whatever language: who looks for one finds the others."""

    expressions = models.TextField(
        _("expressions"),
        help_text=_("One on each line: doposcuola, then compiti, then aiuto compiti. In any language."),
    )
    modified = models.DateTimeField(auto_now=True)

    panels = [FieldPanel("expressions")]

    class Meta:
        ordering = ["expressions"]
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")

    def __str__(self) -> str:
        return " = ".join(self.lines)

    @property
    def lines(self) -> list[str]:
        """The expressions as they were written, each once."""
        return list(dict.fromkeys(line.strip() for line in self.expressions.splitlines() if line.strip()))

    def clean(self) -> None:
        """Refuse what leads nowhere: fewer than two expressions, or one without a letter."""
        super().clean()
        if found := problem(self.lines):
            raise ValidationError({"expressions": found})


def problem(expressions: Sequence[str]) -> str:
    """Return what is wrong with a set of expressions, in the reader's words; "" where nothing is."""
    for each in expressions:
        if not telling(each):
            return gettext("There is no word in “%(line)s”.") % {"line": each}
    if len({tuple(telling(each)) for each in expressions}) < FEWEST:
        return gettext("Write at least two different expressions.")
    return ""


class Word(models.Model):
    """A folded word of titles and names: what a misspelt one may have meant."""

    text = models.CharField(max_length=60, unique=True)

    objects: "models.Manager[Any]" = models.Manager()

    def __str__(self) -> str:
        return self.text
