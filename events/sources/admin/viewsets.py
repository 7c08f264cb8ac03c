"""Sources and their items among the records of the admin."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets import HeaderButton
from wagtail.snippets.views.snippets import CreateView, SnippetViewSetGroup

from events.models import ExternalItem, Source
from events.sources.admin.forms import ItemForm, SourceForm
from portal.viewsets import RecordEditView, RecordViewSet


class CreateSourceView(CreateView):
    """The form of a new source, which leads on to what comes from it."""

    def get_success_url(self) -> str:
        """Return the address of the preview."""
        return reverse("preview_source", args=[self.object.pk])


class EditSourceView(RecordEditView):
    """The form of a source."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Lead to what comes from it."""
        address = reverse("preview_source", args=[self.object.pk])
        return [HeaderButton(_("What comes from it"), url=address, icon_name="view"), *super().header_more_buttons]

    def get_success_url(self) -> str:
        """Return the address of the preview."""
        return reverse("preview_source", args=[self.object.pk])


class EditItemView(RecordEditView):
    """The form of an item."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Lead to what it may be told with."""
        address = reverse("item_twin", args=[self.object.pk])
        return [HeaderButton(_("Told twice?"), url=address, icon_name="copy"), *super().header_more_buttons]


class StateColumn(Column):
    """How a source is: shown or not, and what is wrong with it."""

    def get_value(self, instance: Source) -> str:
        """Return it in words."""
        said = [_("stale")] if instance.is_stale else [] if instance.active else [_("not shown yet")]
        return " · ".join([*said, instance.problem] if instance.problem else said) or _("in order")


class ItemStateColumn(Column):
    """How an item is."""

    def get_value(self, instance: ExternalItem) -> str:
        """Return it in words."""
        if instance.dropped_at:
            return _("taken away by its source")
        if instance.hidden:
            return _("hidden")
        shown = instance.twin_page or instance.twin_item
        if shown:
            return _("shown with “%(title)s”") % {"title": shown}
        return _("shown") if instance.source.active else _("not shown yet")


class SourceViewSet(RecordViewSet):
    """Where others tell of what they do."""

    model = Source
    icon = "globe"
    form_base = SourceForm
    add_view_class = CreateSourceView
    edit_view_class = EditSourceView
    list_display = [
        "name",
        "kind",
        StateColumn("state", label=gettext_lazy("State")),
        Column("told", label=gettext_lazy("Items")),
        DateColumn("read_at", label=gettext_lazy("Last read"), sort_key="read_at"),
        "territory",
    ]
    list_filter = ["territory", "kind"]
    search_fields = ["name", "address"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Add how many items each tells of."""
        told = Count("items", filter=Q(items__dropped_at=None))
        return super().get_queryset(request).defer("reading", "memory").annotate(told=told)


class ItemViewSet(RecordViewSet):
    """What sources told."""

    model = ExternalItem
    icon = "doc-full-inverse"
    form_base = ItemForm
    edit_view_class = EditItemView
    menu_label = pgettext_lazy("menu", "Items")
    joined = ("source__territory", "twin_page", "twin_item__source")
    list_display = [
        "__str__",
        Column("source", label=gettext_lazy("Source"), sort_key="source__name"),
        ItemStateColumn("state", label=gettext_lazy("State")),
        DateColumn("modified", label=gettext_lazy("Updated"), sort_key="modified"),
    ]
    list_filter = ["source", "hidden"]
    search_fields = ["own_title", "said__title"]


class SourceGroup(SnippetViewSetGroup):
    """Sources and what they told."""

    items = (SourceViewSet, ItemViewSet)
    menu_label = gettext_lazy("From others")
    menu_icon = "globe"
    menu_order = 428
