"""The quarters of municipalities, from which people measure how far it is."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from portal.models.territory import Municipality, Territory

ELSEWHERE = _("Choose a municipality of this territory.")


class Quarter(Orderable):
    """A part of a municipality as its people call it; without coordinates of its own it is where its town is."""

    territory = ParentalKey(Territory, on_delete=models.CASCADE, related_name="quarters")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="quarters", verbose_name=_("municipality")
    )
    name = models.CharField(_("name"), max_length=80, help_text=_("As people say it: Rione Scala."))
    slug = models.SlugField(_("identifier"), max_length=170, unique=True, editable=False)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("municipality"),
        FieldRowPanel([FieldPanel("lat"), FieldPanel("lon")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("quarter")
        verbose_name_plural = _("quarters")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a municipality of another territory, and a name that the municipality has already.

        In the form of its territory it does not know yet whose it will be: that form asks (`portal.quarter_forms`).
        """
        if not self.municipality_id:
            return
        if self.territory_id and not self.is_at_home_in(self.territory_id):
            raise ValidationError({"municipality": ELSEWHERE})
        if not self.slug and Quarter.objects.filter(slug=self._slug()).exists():
            raise ValidationError({"name": _("This municipality has a quarter of this name.")})

    def is_at_home_in(self, territory_id: int | None) -> bool:
        """Tell whether its municipality belongs to a territory."""
        return self.municipality.territory_id == territory_id

    def save(self, *args, **kwargs) -> None:
        """Give the identifier from both names at the first save."""
        self.slug = self.slug or self._slug()
        super().save(*args, **kwargs)

    def _slug(self) -> str:
        return slugify(f"{self.municipality.name} {self.name}")
