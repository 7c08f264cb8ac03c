"""The records of labs in the admin: the directory, closures, figures and what became of decisions."""

import re

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, UpdatedAtColumn
from wagtail.admin.widgets import HeaderButton
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from labs.decisions import complete_follow_ups
from labs.models import Closure, Consent, Contact, Decision, DecisionFollowUp, Indicator, Organisation, Place
from labs.record_forms import ClosureForm, ContactForm
from portal.territory_forms import LinkedRecordForm
from portal.viewsets import RecordIndexView, RecordViewSet

MEETING_ID = re.compile(r"[0-9]{1,9}")


class OrganisationViewSet(RecordViewSet):
    """Organisations of the directory."""

    model = Organisation
    icon = "group"
    list_display = ["name", "legal_form", "territory", UpdatedAtColumn()]
    list_filter = ["territory"]
    search_fields = ["name", "aliases"]


class PlaceViewSet(RecordViewSet):
    """Places of the directory."""

    model = Place
    icon = "site"
    joined = ("territory", "municipality")
    list_display = ["name", "kind", "address", "municipality", "territory", UpdatedAtColumn()]
    list_filter = ["territory", "municipality"]
    search_fields = ["name", "kind", "address", "municipality__name"]


class ContactViewSet(RecordViewSet):
    """Contacts: the list shows roles, and whether a person stands behind them, never who."""

    model = Contact
    icon = "user"
    form_base = ContactForm
    joined = ("territory", "organisation")
    list_display = [
        "__str__",
        "organisation",
        BooleanColumn("has_person", label=_("Person shown")),
        "territory",
        UpdatedAtColumn(),
    ]
    list_filter = ["territory"]
    search_fields = ["role__it", "role__en", "organisation__name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Add whether a consent holds today."""
        consents = Consent.objects.valid().filter(contact=OuterRef("pk"))
        return super().get_queryset(request).annotate(has_person=Exists(consents))


class DirectoryGroup(SnippetViewSetGroup):
    """Organisations, places and contacts, which pages share."""

    items = (OrganisationViewSet, PlaceViewSet, ContactViewSet)
    menu_label = _("Directory")
    menu_icon = "list-ul"
    menu_order = 410


class ClosureIndexView(RecordIndexView):
    """The list of closures, which leads to those that a year brings by itself."""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Lead to the holidays to come, for who may add closures."""
        if not self.user_has_permission("add"):
            return super().header_buttons
        holidays = HeaderButton(_("Holidays to come"), url=reverse("propose_closures"), icon_name="calendar-alt")
        return [*super().header_buttons, holidays]


class ClosureViewSet(RecordViewSet):
    """Closures of labs, of territories and of the platform."""

    model = Closure
    icon = "lock"
    add_to_admin_menu = True
    menu_order = 420
    form_base = ClosureForm
    index_view_class = ClosureIndexView
    joined = ("territory", "lab")
    list_display = ["__str__", "first_day", "last_day", "lab", "territory", "effect"]
    list_filter = {"territory": ["exact"], "first_day": ["gte"], "last_day": ["lte"]}
    search_fields = ["reason__it", "reason__en", "lab__title"]
    ordering = "-first_day"


class DecisionViewSet(RecordViewSet):
    """What became of the decisions of approved minutes: a row for each, kept up to date by hand."""

    model = DecisionFollowUp
    icon = "tasks"
    add_to_admin_menu = True
    menu_order = 430
    menu_label = _("Decisions")
    form_base = LinkedRecordForm
    joined = ("meeting__territory",)
    list_display = [
        "__str__",
        Column("meeting", label=_("Meeting"), sort_key="meeting__starts_at"),
        "state",
        DateColumn("due_on", label=_("Due on"), sort_key="due_on"),
        Column("meeting.territory", label=_("Territory")),
    ]
    list_filter = ["state", "due_on"]
    search_fields = ["decision_text", "produced", "meeting__title"]
    ordering = "-meeting__starts_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Give every decision its row first; one that its meeting no longer has is left out.

        `meeting` in the address, a page's id, leaves those of one meeting.
        """
        complete_follow_ups()
        decisions = Decision.objects.filter(translation_key=OuterRef("decision_key"), page=OuterRef("meeting"))
        found = super().get_queryset(request).annotate(decision_text=Subquery(decisions.values("text")[:1]))
        meeting = request.GET.get("meeting", "")
        chosen = found.filter(meeting=meeting) if MEETING_ID.fullmatch(meeting) else found
        return chosen.filter(decision_text__isnull=False)


class IndicatorViewSet(RecordViewSet):
    """Counted figures."""

    model = Indicator
    icon = "order"
    add_to_admin_menu = True
    menu_order = 440
    list_display = ["label", "qualifier", "value", "unit", "period", "territory"]
    list_filter = ["territory"]
    search_fields = ["label__it", "label__en", "slug", "source"]
