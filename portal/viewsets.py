"""The admin of records that carry a territory: lists, forms and all views of one record keep to the person's own.

Wagtail's views of snippets ask only whether the person may edit such records at all; these ask about the record.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList, Panel
from wagtail.admin.ui.tables import BaseColumn
from wagtail.permissions import policy_registry
from wagtail.snippets.bulk_actions import DeleteBulkAction
from wagtail.snippets.views.snippets import (
    DeleteView,
    EditView,
    HistoryView,
    IndexView,
    SnippetViewSet,
    UsageView,
)

from portal.permissions import only_territory_of
from portal.record_choosers import RecordChooserViewSet
from portal.territory_forms import TerritoryRecordForm


class RecordFilterSet(WagtailFilterSet):
    """The filters of a list, without that of territories for who has only one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "territory" in self.filters and only_territory_of(self.request.user):
            del self.filters["territory"]


class RecordIndexView(IndexView):
    """The list of the person's records."""

    base_filterset_class = RecordFilterSet

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Leave the box for deleting many out where nothing can be deleted."""
        found = super().columns
        return found if self.user_has_permission("delete") else found[1:]


class OwnRecordMixin:
    """A view of one record, for who may do to this record what the view is for."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the record; raise PermissionDenied for one out of the person's reach."""
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        record: Any = self.object  # type: ignore[attr-defined]
        actions = [self.permission_required] if self.permission_required else self.any_permission_required  # type: ignore[attr-defined]
        policy = policy_registry.get(record)
        if not policy.user_has_any_permission_for_instance(request.user, actions, record):
            raise PermissionDenied


class RecordEditView(OwnRecordMixin, EditView):
    """The form of a record."""


class RecordDeleteView(OwnRecordMixin, DeleteView):
    """The question before a record is deleted."""


class RecordUsageView(OwnRecordMixin, UsageView):
    """Where a record is used."""


class RecordHistoryView(OwnRecordMixin, HistoryView):
    """Who did what to a record, and when."""


class RecordBulkDelete(DeleteBulkAction):
    """Deletion of many records at once; one out of reach, and nothing is deleted or shown."""

    def get_all_objects_in_listing_query(self, parent_id: Any) -> QuerySet:
        """Return the ids of all records that the person may delete."""
        return self._deletable().values_list("pk", flat=True)

    def get_actionable_objects(self) -> tuple[list[Model], dict]:
        """Return the chosen records; raise PermissionDenied where one of them is out of reach."""
        records, others = super().get_actionable_objects()
        if others["items_with_no_access"]:
            raise PermissionDenied
        return records, others

    def _deletable(self) -> QuerySet:
        return self.permission_policy.instances_user_has_permission_for(self.request.user, "delete")


class RecordViewSet(SnippetViewSet):
    """The admin of one model of records."""

    form_base: type[WagtailAdminModelForm] = TerritoryRecordForm
    #: What the columns of the list read along.
    joined: tuple[str, ...] = ("territory",)
    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 50

    index_view_class = RecordIndexView
    edit_view_class = RecordEditView
    delete_view_class = RecordDeleteView
    usage_view_class = RecordUsageView
    history_view_class = RecordHistoryView
    chooser_viewset_class = RecordChooserViewSet

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return the records that the person may see."""
        policy = policy_registry.get_by_type(self.model)
        actions = self.index_view_class.any_permission_required
        return policy.instances_user_has_any_permission_for(request.user, actions).select_related(*self.joined)

    def get_edit_handler(self) -> Panel:
        """Return the model's panels, in a form that keeps to the person's territories."""
        return ObjectList(self.model.panels, base_form_class=self.form_base).bind_to_model(self.model)
