"""Councils: the bodies in which a lab, a territory or the platform is governed in the open."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.api import APIField
from wagtail.models import Orderable, Page
from wagtail.search import index

from labs.models.labs import LabPage
from portal.api.serializers import PublicPageField, RecordField, contact_field, territory_field
from portal.blocks import BodyField
from portal.entries import findable
from portal.models import PortalPage
from portal.panels import contacts, what, when
from portal.public_slug import PublicSlugMixin


class InLabMixin(models.Model):
    """A page that stands below a lab, or below a territory or the platform and then has none; from the tree."""

    lab = models.ForeignKey(
        LabPage, null=True, editable=False, on_delete=models.SET_NULL, related_name="%(class)ss", verbose_name=_("lab")
    )

    class Meta:
        abstract = True

    @classmethod
    def findable(cls) -> models.QuerySet:
        """Return the pages that have entries, with the labs that many of them share."""
        pages = super().findable()  # type: ignore[misc]
        return pages.prefetch_related("lab__host", "lab__place__municipality", "lab__municipality")

    def take_place_in_tree(self) -> None:
        """Compute the lab too: the page above in the source language, or that page's own lab."""
        super().take_place_in_tree()  # type: ignore[misc]
        above = self.get_parent().specific  # type: ignore[attr-defined]
        source = above.source if isinstance(above, PortalPage) else None
        self.lab = source.labpage_ptr if isinstance(source, LabPage) else getattr(source, "lab", None)


@findable
class CouncilPage(PublicSlugMixin, InLabMixin, PortalPage):  # noqa: DJ008
    """A council: consulta, agorà, table, arena, steering room; of a lab, of a territory or of the platform."""

    class Kind(models.TextChoices):
        """The names that the territories use."""

        CONSULTA = "consulta", _("open council (consulta)")
        AGORA = "agora", _("assembly of the labs (agorà)")
        TABLE = "tavolo", _("thematic table (tavolo)")
        ARENA = "arena", _("arena")
        STEERING = "cabina", _("steering room (cabina di regia)")
        MAYORS = "sindaci", _("assembly of the mayors")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.CONSULTA)
    cadence = models.CharField(_("how often it meets"), max_length=120, blank=True)
    body = BodyField(verbose_name=_("text"))
    contact = models.ForeignKey(
        "labs.Contact", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("contact")
    )

    subpage_types = ["labs.MeetingPage"]
    tree_fields = ("territory", "lab")
    joined = ("territory__logo", "lab", "contact__organisation")
    shown_with = ("members__organisation",)
    entry_kind = "council"
    template = "labs/council_page.html"

    content_panels = [
        what("kind", "body"),
        when("cadence"),
        contacts("contact", InlinePanel("members", heading=_("Members"), label=_("Member"))),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary")]
    api_fields = [
        "public_slug",
        "summary",
        territory_field(),
        APIField("lab", serializer=PublicPageField(read_only=True)),
        "kind",
        "cadence",
        "body",
        "members",
        contact_field(),
    ]

    class Meta:
        verbose_name = _("council")
        verbose_name_plural = _("councils")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add members, meetings to come and the archive of minutes."""
        from labs.council_context import of_council

        return super().get_context(request, *args, **kwargs) | of_council(self.source)

    def share_words(self) -> dict[str, str]:
        """Return whose council it is and how often it meets."""
        return {"above": self.whose_it_is(self.lab.title if self.lab else ""), "when": self.cadence}

    def entry_facts(self) -> dict[str, Any]:
        """Return the lab and its municipality."""
        return lab_facts(self.lab)


class CouncilMember(Orderable):
    """A member of a council: an organisation or a role, never a person."""

    page = ParentalKey(CouncilPage, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(
        "labs.Organisation",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("organisation"),
    )
    role = models.CharField(_("role"), max_length=120, blank=True, help_text=_("For example: citizens of the quarter."))

    panels = [FieldPanel("organisation"), FieldPanel("role")]
    api_fields = [APIField("organisation", serializer=RecordField()), "role"]

    def __str__(self) -> str:
        return str(self.organisation or self.role)


def lab_facts(lab: LabPage | None) -> dict[str, Any]:
    """Return what an entry or a date takes over from its lab."""
    if lab is None:
        return {}
    return {"labs": lab.lab_slugs, "municipality_id": lab.town and lab.town.pk}
