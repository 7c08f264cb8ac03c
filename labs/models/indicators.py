"""Counted figures: every one with its period, its definition and its source, for sources disagree."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from labs.models.directory import territory_field
from portal.localized import LocalizedField


class Indicator(models.Model):
    """A figure that a territory (or, without one, the platform) counts; an aggregate, never about a person."""

    class Unit(models.TextChoices):
        """What the value counts."""

        COUNT = "count", _("number")
        EUR = "EUR", _("euro")
        PERCENT = "percent", _("per cent")

    slug = models.SlugField(_("identifier"), unique=True, max_length=90)
    label = LocalizedField(_("label"))
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=7, choices=Unit.choices, default=Unit.COUNT)
    qualifier = models.CharField(
        _("qualifier"), max_length=40, blank=True, help_text=_("For example: over, about, at least.")
    )
    period = models.CharField(_("period"), max_length=120, blank=True)
    definition = LocalizedField(_("definition"), blank=True, multiline=True)
    source = models.CharField(_("source"), max_length=200)
    territory = territory_field()
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("label"),
                FieldPanel("slug"),
                FieldRowPanel([FieldPanel("qualifier"), FieldPanel("value"), FieldPanel("unit")]),
                FieldPanel("period"),
                FieldPanel("definition"),
                FieldPanel("source"),
            ],
            heading=_("What"),
        ),
        FieldPanel("territory"),
        FieldPanel("position"),
    ]

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"
