"""The three (or more) territories of the platform and their municipalities."""

from datetime import date

from django.contrib.auth.models import Group
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from portal.colours import validate_readable_under_white
from portal.day_of_year import day_of_year, validate_day_of_year
from portal.localized import LocalizedField


class Territory(index.Indexed, ClusterableModel):
    """A social district with its network of labs: a brand of its own inside one platform."""

    slug = models.SlugField(_("identifier"), unique=True, help_text=_("Part of addresses and feeds: given once."))
    name = models.CharField(_("name"), max_length=80)
    network_name = models.CharField(_("name of the network"), max_length=80)
    network_aliases = models.CharField(
        _("other spellings"), max_length=255, blank=True, help_text=_("Separated by commas; search finds them too.")
    )
    lead_body = models.CharField(_("lead body"), max_length=120, blank=True)
    lead_body_ipa = models.CharField(
        _("IPA code of the lead body"),
        max_length=20,
        blank=True,
        help_text=_("In the Index of public administrations, such as c_g388: catalogues of open data ask for it."),
    )
    summary = LocalizedField(_("summary"), blank=True, multiline=True)
    colour = models.CharField(
        _("colour"),
        max_length=7,
        default="#1a4f8b",
        validators=[validate_readable_under_white],
        help_text=_("The territory's band: white text stands on it."),
    )
    accent = models.CharField(
        _("second colour"), max_length=7, default="#8a3b12", validators=[validate_readable_under_white]
    )
    logo = models.ForeignKey(
        "portal.PortalImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("logo")
    )
    collection = models.OneToOneField(
        "wagtailcore.Collection",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="territory",
    )
    closed_collection = models.OneToOneField(
        "wagtailcore.Collection",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="closed_of_territory",
    )
    modified = models.DateTimeField(auto_now=True, editable=False)

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("slug"),
                FieldPanel("network_name"),
                FieldPanel("network_aliases"),
                FieldRowPanel([FieldPanel("lead_body"), FieldPanel("lead_body_ipa")]),
                FieldPanel("summary"),
            ],
            heading=_("What"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("colour"), FieldPanel("accent")]), FieldPanel("logo")], heading=_("Look")
        ),
        InlinePanel("municipalities", heading=_("Municipalities"), label=_("Municipality")),
        InlinePanel("quarters", heading=_("Quarters"), label=_("Quarter")),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        permissions = [("edit_every_territory", "Can edit the records of every territory")]

    def __str__(self) -> str:
        return self.name


class Municipality(Orderable):
    """A comune of a territory, by its ISTAT name, with the coordinates of its centre."""

    territory = ParentalKey(Territory, on_delete=models.CASCADE, related_name="municipalities")
    name = models.CharField(_("name"), max_length=80, help_text=_("As ISTAT writes it."))
    slug = models.SlugField(_("identifier"), unique=True, blank=True, help_text=_("Given once, from the name."))
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)

    patron = models.CharField(_("patron"), max_length=80, blank=True, help_text=_("As people say it: San Siro."))
    patron_day = models.CharField(
        _("patron's day"), max_length=5, blank=True, validators=[validate_day_of_year], help_text=_("Day/month: 9/12.")
    )

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("lat"), FieldPanel("lon")]),
        FieldRowPanel([FieldPanel("patron"), FieldPanel("patron_day")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        """Give the identifier from the name at the first save."""
        self.slug = self.slug or slugify(self.name)
        super().save(*args, **kwargs)

    def patron_day_in(self, year: int) -> date | None:
        """Return the patron's day of a year, None where it is not known."""
        return day_of_year(self.patron_day, year) if self.patron_day else None


class TerritoryGroup(models.Model):
    """What makes a group of people the editors, or the proposers, of one territory."""

    class Role(models.TextChoices):
        """What a group may do in its territory."""

        EDITOR = "editor", _("editor")
        PROPOSER = "proposer", _("proposer")

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="territory_group")
    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="groups")
    role = models.CharField(max_length=10, choices=Role.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["territory", "role"], name="one_group_per_role")]

    def __str__(self) -> str:
        return f"{self.territory}: {self.get_role_display()}"
