"""The labs: what every lab has, and the kinds that can be created."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.api import APIField
from wagtail.coreutils import camelcase_to_underscore
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from portal.api.serializers import (
    PublicPageField,
    RecordField,
    contact_field,
    place_field,
    territory_field,
    vocabulary_fields,
)
from portal.blocks import BodyField
from portal.entries import findable
from portal.filters import Filter
from portal.models import PortalDocument, PortalPage, VerifiedMixin
from portal.models.pages import TopicsMixin
from portal.panels import checked, contacts, for_whom, what, when, where
from portal.public_slug import PublicSlugMixin


class LabPage(VerifiedMixin, PublicSlugMixin, TopicsMixin, PortalPage):
    """What every lab has; never created itself, but what others point at whatever the kind."""

    kind_label = models.CharField(
        _("kind in words"),
        max_length=80,
        blank=True,
        help_text=_("Instead of the kind's own name, for example “Gruppo #Operazione Comunità”."),
    )
    image = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture"),
    )
    body = BodyField(verbose_name=_("text"))
    host = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="hosted",
        verbose_name=_("hosted by"),
        help_text=_("The lab in whose rooms this one meets, for example an #OP Café."),
    )
    place = models.ForeignKey(
        "labs.Place",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="main_of",
        verbose_name=_("main place"),
        help_text=_("Empty for a lab that is spread over several places."),
    )
    municipality = models.ForeignKey(
        "portal.Municipality",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="labs",
        verbose_name=_("municipality"),
        help_text=_("Needed only without a main place."),
    )
    area = models.CharField(_("quarter"), max_length=120, blank=True)
    referent_organisation = models.ForeignKey(
        "labs.Organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="referent_of",
        verbose_name=_("referent organisation"),
    )
    contact = models.ForeignKey(
        "labs.Contact",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="labs",
        verbose_name=_("referent"),
    )

    is_creatable = False
    joined = (
        "territory__logo",
        "place__municipality",
        "municipality",
        "contact__organisation",
        "referent_organisation",
        "image",
    )
    shown_with = (
        "opening_hours",
        "channels",
        "resources",
        "topics",
        "audiences",
        "organisations__organisation",
        "connected_places__place__municipality",
        "papers__document",
        "image__renditions",
    )
    entry_kind = "lab"
    template = "labs/lab_page.html"

    content_panels = [
        what("kind_label", "image", "body"),
        when(InlinePanel("opening_hours", heading=_("Opening hours"), label=_("Stretch"))),
        where(
            "place",
            "municipality",
            "area",
            "host",
            InlinePanel("connected_places", heading=_("Connected places"), label=_("Place")),
        ),
        for_whom("topics", FieldPanel("audiences")),
        contacts(
            "referent_organisation",
            "contact",
            InlinePanel("organisations", heading=_("Collaborating organisations"), label=_("Organisation")),
            InlinePanel("channels", heading=_("Social channels"), label=_("Channel")),
            InlinePanel("papers", heading=_("Flyers and posters"), label=_("Document")),
            InlinePanel("resources", heading=_("Projects and resources"), label=_("Project or resource")),
        ),
        checked(),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]
    api_fields = [
        "public_slug",
        "summary",
        "kind",
        "kind_name",
        territory_field(),
        "image",
        "body",
        APIField("host", serializer=PublicPageField(read_only=True)),
        place_field(),
        APIField("municipality", serializer=RecordField()),
        "area",
        APIField("referent_organisation", serializer=RecordField()),
        contact_field(),
        "opening_hours",
        "connected_places",
        "organisations",
        "channels",
        "papers",
        "resources",
        *vocabulary_fields(),
        "verified_on",
        "verified_by",
    ]

    class Meta:
        verbose_name = _("lab")
        verbose_name_plural = _("labs")

    @classmethod
    def allowed_parent_page_models(cls) -> list[type[Page]]:
        """A lab never stands under another: what meets in its rooms names it as `host`."""
        return [model for model in super().allowed_parent_page_models() if not issubclass(model, LabPage)]

    @classmethod
    def findable(cls) -> models.QuerySet:
        """Return the labs that have entries, with what these take over."""
        return super().findable().prefetch_related("host", "place__municipality", "municipality")

    @property
    def kind(self) -> str:
        """The kind's code in feeds and APIs, for example `social_lab`."""
        return kind_of(self.specific_class) if self.specific_class else "lab"

    @property
    def kind_name(self) -> str:
        """What the lab is called: its own words, else the kind's name."""
        return self.kind_label or str(self.specific_class._meta.verbose_name)

    @property
    def town(self) -> Any:
        """The municipality: the main place's, else the lab's own, else None."""
        return (self.place and self.place.municipality) or self.municipality

    @property
    def lab_slugs(self) -> tuple[str, ...]:
        """The slugs by which `lab=` finds what is here: its own and its host's."""
        slugs = (self.public_slug, self.host and self.host.public_slug)
        return tuple(slug for slug in slugs if slug)

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """Return the one template of all kinds: Wagtail would give each kind a name of its own."""
        return LabPage.template

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what surrounds the lab: dates, activities, councils, people."""
        from labs.lab_context import of_lab

        return super().get_context(request, *args, **kwargs) | of_lab(self.source)

    def share_words(self) -> dict[str, str]:
        """Return kind and network, and the place."""
        place = ", ".join(str(name) for name in (self.place, self.town) if name)
        return {"above": self.whose_it_is(self.kind_name), "where": place}

    def shown_documents(self) -> Iterable[PortalDocument]:
        """Return the flyers and posters, and the documents of the body."""
        papers = (paper.document for paper in self.papers.select_related("document"))
        return chain(papers, super().shown_documents())

    def agenda_filter(self) -> Filter | None:
        """Return the dates of the lab and of those that it hosts."""
        return Filter(lab=(self.source.public_slug,)) if self.source.public_slug else None

    def entry_facts(self) -> dict[str, Any]:
        """Return place, municipality, topics and audiences."""
        return {
            "municipality_id": self.town and self.town.pk,
            "labs": self.lab_slugs,
            "address": self.place.address if self.place else "",
            "lat": self.place and self.place.lat,
            "lon": self.place and self.place.lon,
            **self.topic_facts(),
        }


@findable
class SocialLabPage(LabPage):
    """Laboratorio Sociale, the labs of Fare #BeneComune."""

    class Meta:
        verbose_name = "Laboratorio Sociale"
        verbose_name_plural = "Laboratori Sociali"


@findable
class CommunityHousePage(LabPage):
    """Casa per Fare Insieme, the labs of Texère."""

    class Meta:
        verbose_name = "Casa per Fare Insieme"
        verbose_name_plural = "Case per Fare Insieme"


@findable
class OpCafePage(LabPage):
    """#OP Café, the places of #Oltreiperimetri that host its community labs."""

    class Meta:
        verbose_name = "#OP Café"
        verbose_name_plural = "#OP Café"


@findable
class CommunityLabPage(LabPage):
    """Laboratorio di comunità: an initiative, often hosted by a café."""

    class Meta:
        verbose_name = "Laboratorio di comunità"
        verbose_name_plural = "Laboratori di comunità"


def kind_of(model: type[Page]) -> str:
    """Return the code of a kind of lab: `social_lab` for SocialLabPage."""
    return camelcase_to_underscore(model.__name__.removesuffix("Page"))


LAB_KINDS = (SocialLabPage, CommunityHousePage, OpCafePage, CommunityLabPage)
