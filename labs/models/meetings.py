"""Meetings of a council: the appointment, then its minutes and what was decided."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Sum
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, TranslatableMixin

from labs.models.councils import InLabMixin, lab_facts
from portal.api.serializers import (
    OpenDocumentField,
    PublicPageField,
    RowsField,
    place_field,
    territory_field,
)
from portal.blocks import RICH_TEXT_FEATURES
from portal.entries import findable
from portal.freshness import Reach
from portal.models import PortalDocument, PortalPage
from portal.panels import what, when, where
from portal.plain_text import in_one_line, sentences
from portal.time_spans import span

USUAL_LENGTH = timedelta(hours=2)


@findable
class MeetingPage(InLabMixin, PortalPage):
    """A meeting: date, place and agenda are public from publication, the minutes once they are approved."""

    class MinutesState(models.TextChoices):
        """How far the minutes are."""

        NONE = "none", _("not written yet")
        DRAFT = "draft", _("draft, not public")
        APPROVED = "approved", _("approved, public")

    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    place = models.ForeignKey(
        "labs.Place", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("place")
    )
    online_url = models.URLField(_("address of the online meeting"), blank=True)
    open_to_residents = models.BooleanField(_("open to residents"), default=True)
    agenda = RichTextField(_("agenda"), features=RICH_TEXT_FEATURES, blank=True)

    minutes_state = models.CharField(
        _("minutes"), max_length=8, choices=MinutesState.choices, default=MinutesState.NONE
    )
    minutes = RichTextField(
        _("text of the minutes"),
        features=RICH_TEXT_FEATURES,
        blank=True,
        help_text=_("Organisations and numbers, never citizens by name."),
    )
    minutes_document = models.ForeignKey(
        "portal.PortalDocument",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("minutes as a file"),
    )
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    citizens = models.PositiveSmallIntegerField(
        _("citizens present"), null=True, blank=True, help_text=_("A number, no names.")
    )

    parent_page_types = ["labs.CouncilPage"]
    subpage_types: list[str] = []
    tree_fields = ("territory", "lab")
    reach = Reach.PAGES
    joined = (
        "territory__logo",
        "lab__place__municipality",
        "lab__municipality",
        "place__municipality",
        "minutes_document",
    )
    shown_with = ("attachments__document", "attendance__organisation")
    entry_kind = "meeting"
    template = "labs/meeting_page.html"

    content_panels = [
        what("agenda"),
        when(FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")])),
        where("place", "online_url", "open_to_residents"),
        MultiFieldPanel(
            [
                FieldPanel("minutes_state"),
                FieldPanel("approved_on"),
                FieldPanel("minutes"),
                FieldPanel("minutes_document"),
                InlinePanel("attachments", heading=_("Attachments"), label=_("Document")),
            ],
            heading=_("Minutes"),
            icon="doc-full",
        ),
        MultiFieldPanel(
            [
                FieldPanel("citizens"),
                InlinePanel("attendance", heading=_("Organisations present"), label=_("Organisation")),
            ],
            heading=_("Who was there"),
            icon="group",
        ),
        InlinePanel("decisions", heading=_("Decisions"), label=_("Decision")),
    ]
    search_fields = [*Page.search_fields]
    api_fields = [
        "summary",
        territory_field(),
        APIField("lab", serializer=PublicPageField(read_only=True)),
        "starts_at",
        "ends_at",
        place_field(),
        "online_url",
        "open_to_residents",
        "agenda",
        "attachments",
        "public_minutes_state",
        "approved_on",
        "public_minutes",
        APIField("public_minutes_document", serializer=OpenDocumentField(read_only=True)),
        APIField("public_attendance", serializer=RowsField("organisation", "people")),
        "public_citizens",
        APIField("public_decisions", serializer=RowsField("text", "responsible")),
    ]

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")

    def clean(self) -> None:
        """Refuse an end before the beginning, and approved minutes that say nothing."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            errors["ends_at"] = _("The end comes before the beginning.")
        if self.minutes_state == self.MinutesState.APPROVED and not (self.minutes or self.minutes_document):
            errors["minutes"] = _("Approved minutes need a text or a file.")
        if errors:
            raise ValidationError(errors)

    @property
    def council(self) -> Page:
        """The council that meets."""
        return self.get_parent().specific

    @property
    def end(self) -> datetime:
        """When it ends; two hours after the beginning where nobody said."""
        return self.ends_at or self.starts_at + USUAL_LENGTH

    @property
    def is_to_come(self) -> bool:
        """Whether it has not ended yet."""
        return self.end > timezone.now()

    @property
    def who_may_come(self) -> str:
        """Who may come, in a sentence."""
        return (
            gettext("Everyone: the meeting is open.")
            if self.open_to_residents
            else gettext("The members of the council.")
        )

    @property
    def minutes_are_public(self) -> bool:
        """Whether the minutes are approved: a draft is never public."""
        return self.minutes_state == self.MinutesState.APPROVED

    @property
    def public_minutes(self) -> str:
        """The text of the minutes if everybody may read it, else nothing."""
        return self.minutes if self.minutes_are_public else ""

    @property
    def public_minutes_state(self) -> str:
        """Whether there are minutes that everybody may read: `approved` or `none`."""
        return str(self.MinutesState.APPROVED if self.minutes_are_public else self.MinutesState.NONE)

    @property
    def public_minutes_document(self) -> PortalDocument | None:
        """The file of the minutes if everybody may read it."""
        return self.minutes_document if self.minutes_are_public else None

    @property
    def public_attendance(self) -> list["MeetingAttendance"]:
        """Who was there, by organisation, once the minutes are approved."""
        return list(self.attendance.select_related("organisation")) if self.minutes_are_public else []

    @property
    def public_citizens(self) -> int | None:
        """How many citizens were there, once the minutes are approved."""
        return self.citizens if self.minutes_are_public else None

    @property
    def public_decisions(self) -> list["Decision"]:
        """What was decided, once the minutes are approved."""
        return list(self.decisions.select_related("responsible_organisation")) if self.minutes_are_public else []

    @property
    def head_count(self) -> int:
        """How many people were there, citizens and members of organisations together."""
        return (self.citizens or 0) + (self.attendance.aggregate(total=Sum("people"))["total"] or 0)

    @classmethod
    def findable(cls) -> models.QuerySet:
        """Return the meetings that have entries, with their places and decisions."""
        return super().findable().prefetch_related("place__municipality", "decisions")

    @property
    def town(self) -> Any:
        """The municipality: the place's, else the lab's, else None."""
        return (self.place and self.place.municipality) or (self.lab and self.lab.town)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the papers and, once approved, what the minutes hold."""
        from labs.council_context import of_meeting

        return super().get_context(request, *args, **kwargs) | of_meeting(self, self.source)

    def shown_documents(self) -> Iterable[PortalDocument]:
        """Return the attachments and, once approved, the minutes' file."""
        attached = [row.document for row in self.attachments.select_related("document")]
        minutes = [self.minutes_document] if self.minutes_are_public and self.minutes_document else []
        return chain(minutes, attached)

    def searchable_text(self) -> str:
        """Return agenda, public minutes, under that name, and decisions as plain words."""
        agenda = sentences(self.agenda)
        if not self.minutes_are_public:
            return agenda
        with translation.override(self.locale.language_code):
            heading = gettext("Minutes")
        minutes = f"{heading}: {sentences(self.minutes)}"
        return in_one_line([agenda, minutes, *(decision.text for decision in self.decisions.all())])

    def share_words(self) -> dict[str, str]:
        """Return whose meeting it is, when and where."""
        return {
            "above": self.whose_it_is(self.get_parent().title),
            "when": capfirst(span(self.starts_at, self.end)),
            "where": str(self.place or ""),
        }

    def entry_facts(self) -> dict[str, Any]:
        """Return lab, place and municipality."""
        return {
            **lab_facts(self.lab),
            "municipality_id": self.town and self.town.pk,
            "address": self.place.address if self.place else "",
            "lat": self.place and self.place.lat,
            "lon": self.place and self.place.lon,
            "online": bool(self.online_url),
            "is_free": True,
        }


class MeetingAttendance(Orderable):
    """How many people of an organisation were at a meeting."""

    page = ParentalKey(MeetingPage, on_delete=models.CASCADE, related_name="attendance")
    organisation = models.ForeignKey(
        "labs.Organisation", on_delete=models.CASCADE, related_name="+", verbose_name=_("organisation")
    )
    people = models.PositiveSmallIntegerField(_("people"), default=1)

    panels = [FieldRowPanel([FieldPanel("organisation"), FieldPanel("people")])]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.people}"


class MeetingAttachment(Orderable):
    """A paper that belongs to a meeting and is public with it."""

    page = ParentalKey(MeetingPage, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        "portal.PortalDocument", on_delete=models.CASCADE, related_name="+", verbose_name=_("document")
    )

    panels = [FieldPanel("document")]
    api_fields = [APIField("document", serializer=OpenDocumentField(read_only=True))]

    def __str__(self) -> str:
        return self.document.title


class Decision(TranslatableMixin, Orderable):
    """What a meeting decided, and who sees to it; what became of it stands in `DecisionFollowUp`."""

    page = ParentalKey(MeetingPage, on_delete=models.CASCADE, related_name="decisions")
    text = models.TextField(_("what was decided"))
    responsible_organisation = models.ForeignKey(
        "labs.Organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("organisation that sees to it"),
    )
    responsible_role = models.CharField(_("or role that sees to it"), max_length=120, blank=True)

    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("responsible_organisation"), FieldPanel("responsible_role")]),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def responsible(self) -> str:
        """Who sees to it."""
        return str(self.responsible_organisation or self.responsible_role)


class DecisionFollowUp(models.Model):
    """What became of a decision: beside the page's revisions, in force when saved, the same in all languages."""

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open", _("to do")
        ONGOING = "ongoing", _("under way")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    decision_key = models.UUIDField(unique=True, editable=False)
    meeting = models.ForeignKey(MeetingPage, on_delete=models.CASCADE, related_name="follow_ups", editable=False)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.OPEN)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    produced = models.CharField(_("what it produced"), max_length=255, blank=True)
    produced_page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("page that came of it"),
    )
    modified = models.DateTimeField(auto_now=True, editable=False)

    panels = [
        FieldRowPanel([FieldPanel("state"), FieldPanel("due_on")]),
        FieldPanel("produced"),
        FieldPanel("produced_page"),
    ]

    class Meta:
        ordering = ["-modified"]
        verbose_name = _("follow-up of a decision")
        verbose_name_plural = _("follow-ups of decisions")

    def __str__(self) -> str:
        return f"{self.decision_text[:80]}: {self.get_state_display()}"

    @cached_property
    def decision_text(self) -> str:
        """What was decided; a list annotates it instead."""
        decision = Decision.objects.filter(translation_key=self.decision_key, page=self.meeting_id).first()
        return decision.text if decision else ""
