"""What surrounds a lab: places, organisations, channels, papers, projects; rows of its page, in the page's revision."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.api import APIField
from wagtail.models import Orderable

from portal.api.serializers import OpenDocumentField, RecordField, place_field


class LabPlace(Orderable):
    """A place connected to a lab: a library, an oratory, a school."""

    page = ParentalKey("labs.LabPage", on_delete=models.CASCADE, related_name="connected_places")
    place = models.ForeignKey("labs.Place", on_delete=models.CASCADE, related_name="labs", verbose_name=_("place"))
    note = models.CharField(_("what for"), max_length=160, blank=True)

    panels = [FieldPanel("place"), FieldPanel("note")]
    api_fields = [place_field(), "note"]

    def __str__(self) -> str:
        return str(self.place)


class LabOrganisation(Orderable):
    """A tie between a lab and an organisation: typed, dated, and weighted where someone counted it."""

    class Relation(models.TextChoices):
        """What the tie is."""

        COLLABORATES = "collaborates", _("takes part in the activities")
        HOSTS = "hosts", _("lends its rooms")
        COORDINATES = "coordinates", _("coordinates")
        SUPPORTS = "supports", _("supports with means")
        REFERS = "refers", _("tells people about the lab")

    page = ParentalKey("labs.LabPage", on_delete=models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey(
        "labs.Organisation", on_delete=models.CASCADE, related_name="lab_ties", verbose_name=_("organisation")
    )
    relation = models.CharField(_("tie"), max_length=12, choices=Relation.choices, default=Relation.COLLABORATES)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    weight = models.PositiveSmallIntegerField(
        _("intensity"), null=True, blank=True, help_text=_("1 to 5, if it was measured.")
    )

    panels = [
        FieldPanel("organisation"),
        FieldPanel("relation"),
        FieldRowPanel([FieldPanel("since"), FieldPanel("until"), FieldPanel("weight")]),
    ]
    api_fields = [APIField("organisation", serializer=RecordField()), "relation", "since", "until", "weight"]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_relation_display()})"

    def clean(self) -> None:
        """Refuse a tie that ends before it begins."""
        super().clean()
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": _("The end comes before the beginning.")})


class SocialChannel(Orderable):
    """Where else a lab speaks: its page on a social network, a mailing list, a group."""

    class Network(models.TextChoices):
        """The networks that labs use."""

        FACEBOOK = "facebook", "Facebook"
        INSTAGRAM = "instagram", "Instagram"
        WHATSAPP = "whatsapp", "WhatsApp"
        TELEGRAM = "telegram", "Telegram"
        YOUTUBE = "youtube", "YouTube"
        WEBSITE = "website", _("website")

    page = ParentalKey("labs.LabPage", on_delete=models.CASCADE, related_name="channels")
    network = models.CharField(_("network"), max_length=10, choices=Network.choices)
    url = models.URLField(_("address"))

    panels = [FieldRowPanel([FieldPanel("network"), FieldPanel("url")])]
    api_fields = ["network", "url"]

    def __str__(self) -> str:
        return self.get_network_display()


class LabDocument(Orderable):
    """A flyer, a poster or another paper that a lab hands out."""

    page = ParentalKey("labs.LabPage", on_delete=models.CASCADE, related_name="papers")
    document = models.ForeignKey(
        "portal.PortalDocument", on_delete=models.CASCADE, related_name="+", verbose_name=_("document")
    )

    panels = [FieldPanel("document")]
    api_fields = [APIField("document", serializer=OpenDocumentField(read_only=True))]

    def __str__(self) -> str:
        return self.document.title


class LabResource(Orderable):
    """A project or a resource that sustains a lab."""

    class Kind(models.TextChoices):
        """What it is."""

        PROJECT = "project", _("project")
        FUNDING = "funding", _("funding")
        RESOURCE = "resource", _("people, rooms or things")

    page = ParentalKey("labs.LabPage", on_delete=models.CASCADE, related_name="resources")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.PROJECT)
    name = models.CharField(_("name"), max_length=160)
    url = models.URLField(_("address"), blank=True)

    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("name")]), FieldPanel("url")]
    api_fields = ["kind", "name", "url"]

    def __str__(self) -> str:
        return self.name
