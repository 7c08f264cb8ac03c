"""Pages with dates: activities, which go on, and events, which are dated."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.api import APIField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from events.dates_panel import DatesPanel
from labs.models.councils import InLabMixin, lab_facts
from portal.api.serializers import (
    PublicPageField,
    contact_field,
    place_field,
    territory_field,
    vocabulary_fields,
)
from portal.blocks import BodyField
from portal.entries import findable
from portal.freshness import Reach
from portal.models import PortalPage, VerifiedMixin
from portal.models.pages import TopicsMixin
from portal.panels import checked, contacts, for_whom, what, when, where


class DatedPage(VerifiedMixin, InLabMixin, TopicsMixin, PortalPage):
    """What activities and events share: what, when, where, for whom, how to join, whom to ask."""

    image = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture"),
    )
    body = BodyField(verbose_name=_("text"))
    place = models.ForeignKey(
        "labs.Place",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="%(class)ss",
        verbose_name=_("place"),
        help_text=_("Empty: the lab's main place."),
    )
    online_url = models.URLField(_("address online"), blank=True, help_text=_("If one can take part from home."))
    online_only = models.BooleanField(
        _("only online"), default=False, help_text=_("It has no place: one takes part from home alone.")
    )
    by_appointment = models.BooleanField(
        _("by appointment"),
        default=False,
        help_text=_("The hour is agreed with who asks: say below how, and leave the schedules out if no day is fixed."),
    )
    is_free = models.BooleanField(_("free"), default=True)
    cost = models.CharField(
        _("cost"), max_length=160, blank=True, help_text=_("If it is not free: how much, and what it covers.")
    )
    how_to_join = models.TextField(_("how to join"), max_length=600, blank=True)
    what_to_bring = models.TextField(_("what to bring"), max_length=300, blank=True)
    conditions = models.TextField(
        _("conditions"), max_length=600, blank=True, help_text=_("Places, registration, for whom it is not.")
    )
    contact = models.ForeignKey(
        "labs.Contact",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("whom to ask"),
        help_text=_("Empty: the lab's referent."),
    )

    subpage_types: list[str] = []
    tree_fields = ("territory", "lab")
    reach = Reach.PAGES
    joined = (
        "territory__logo",
        "lab__place__municipality",
        "lab__municipality",
        "lab__contact__organisation",
        "place__municipality",
        "contact__organisation",
        "image",
    )
    shown_with = ("schedules__place", "topics", "audiences", "image__renditions")

    content_panels = [
        what("image", "body"),
        when(
            InlinePanel("schedules", heading=_("Schedules"), label=_("Schedule")),
            DatesPanel(heading=_("Next dates")),
            "by_appointment",
        ),
        where("place", "online_url", "online_only"),
        for_whom("topics", FieldPanel("audiences"), "is_free", "cost", "how_to_join", "what_to_bring", "conditions"),
        contacts("contact"),
        checked(),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]
    api_fields = [
        "summary",
        territory_field(),
        APIField("lab", serializer=PublicPageField(read_only=True)),
        "image",
        "body",
        "schedules",
        place_field(),
        "online_url",
        "online_only",
        "by_appointment",
        "is_free",
        "cost",
        "how_to_join",
        "what_to_bring",
        "conditions",
        contact_field(),
        *vocabulary_fields(),
        "verified_on",
        "verified_by",
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Ask for the cost of what is not free, and for the address of what is only online."""
        super().clean()
        errors: dict[str, Any] = {}
        if not self.is_free and not self.cost:
            errors["cost"] = _("Say what it costs.")
        if self.online_only and not self.online_url:
            errors["online_url"] = _("Say where it is online.")
        if self.online_only and self.place:
            errors["place"] = _("What is only online has no place.")
        if errors:
            raise ValidationError(errors)

    @classmethod
    def findable(cls) -> models.QuerySet:
        """Return the pages that have entries, with their places."""
        return super().findable().prefetch_related("place__municipality")

    @property
    def where(self) -> Any:
        """The place: its own, else the lab's, else None; what is only online has none."""
        return None if self.online_only else self.place or (self.lab and self.lab.place)

    @property
    def town(self) -> Any:
        """The municipality: the place's, else the lab's, else None."""
        place = self.where
        return (place and place.municipality) or (self.lab and self.lab.town)

    @property
    def ask(self) -> Any:
        """Whom to ask: its own contact, else the lab's, else None."""
        return self.contact or (self.lab and self.lab.contact)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Take one more part of the path for the address of one date; this page must be public all the same."""
        if len(path_components) != 1:
            return super().route(request, path_components)
        found = super().route(request, [])
        return RouteResult(found.page, kwargs={"address": path_components[0]})

    def serve(self, request: HttpRequest, *args: Any, address: str = "", **kwargs: Any) -> HttpResponse:
        """Answer with the page, or with one of its dates."""
        from events.occurrence_pages import answer

        return answer(self, request, address) if address else super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add rules in words, next dates and how to keep them at hand."""
        from events.dated_context import of_dated

        return super().get_context(request, *args, **kwargs) | of_dated(self.source)

    def share_words(self) -> dict[str, str]:
        """Return whose it is, its one rule in words and the place."""
        from events.dated_context import sentences

        rules = sentences(self)
        return {
            "above": self.whose_it_is(self.lab.title if self.lab else ""),
            "when": capfirst(rules[0]) if len(rules) == 1 else "",
            "where": str(self.where or self.town or ""),
        }

    def searchable_text(self) -> str:
        """Return the words of the body, and that it is by appointment: people look for that."""
        words = super().searchable_text()
        if not self.source.by_appointment:
            return words
        with translation.override(self.locale.language_code):
            return f"{words} {_('by appointment')}".strip()

    def entry_facts(self) -> dict[str, Any]:
        """Return lab, place, cost, topics and audiences."""
        place = self.where
        return {
            **lab_facts(self.lab),
            "municipality_id": self.town and self.town.pk,
            "address": place.address if place else "",
            "lat": place and place.lat,
            "lon": place and place.lon,
            "is_free": self.is_free,
            "online": bool(self.online_url),
            **self.topic_facts(),
        }


@findable
class ActivityPage(DatedPage):
    """An ongoing offer of a lab, with one or more schedules."""

    parent_page_types = ["labs.SocialLabPage", "labs.CommunityHousePage", "labs.OpCafePage", "labs.CommunityLabPage"]
    entry_kind = "activity"
    template = "events/activity_page.html"

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")


@findable
class EventPage(DatedPage):
    """Something dated: once, several dates or several days; of a lab, of a territory or of the platform."""

    entry_kind = "event"
    template = "events/event_page.html"

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
