"""The report on files whose text could not be read, for those who can put a better one in their place."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import policy_registry

from portal.editors_reports import EditorsReport
from portal.models import DocumentText, PortalDocument


def _policy() -> CollectionOwnershipPermissionPolicy:
    return policy_registry.get_by_type(PortalDocument)


def _keeps_documents(user: Any) -> bool:
    """Tell whether a person keeps any documents."""
    return _policy().user_has_permission(user, "change")


class UnreadView(EditorsReport):
    """Files of the person's collections that are not, or not wholly, found by their words; the latest first."""

    model = DocumentText
    page_title = _("Documents without readable text")
    header_icon = "doc-full"
    address = "unread"
    menu_order = 910
    may_read = staticmethod(_keeps_documents)
    index_url_name = "unread_papers"
    index_results_url_name = "unread_papers_results"
    list_export = ["document.title", "state", "read_at"]
    export_headings = {"document.title": _("Document"), "state": _("Its text"), "read_at": _("Read")}
    columns = [
        TitleColumn(
            "document",
            label=_("Document"),
            get_url=lambda row: reverse("wagtaildocs:edit", args=[row.document_id]),
        ),
        Column("state", label=_("Its text"), accessor="get_state_display"),
        DateColumn("read_at", label=_("Read")),
    ]

    def get_queryset(self) -> QuerySet[DocumentText]:
        """Return what could not be read of the documents that the person may change."""
        own = _policy().instances_user_has_permission_for(self.request.user, "change")
        rows = DocumentText.objects.filter(state__in=DocumentText.PROBLEMS, document__in=own)
        return rows.select_related("document").order_by("-read_at", "pk")

    def get_filename(self) -> str:
        """Name the sheet."""
        return "documenti-senza-testo"
