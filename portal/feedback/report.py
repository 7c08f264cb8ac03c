"""The report on what people found clear, for the editors of each territory, to be saved as a sheet."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from portal.models import Feedback
from portal.permissions import edits_everywhere, territories_of


def may_read(user: Any) -> bool:
    """Tell whether a person edits anything here."""
    return edits_everywhere(user) or territories_of(user).exists()


class FeedbackFilterSet(WagtailFilterSet):
    """Only the clear, or only the others."""

    class Meta:
        model = Feedback
        fields = ["clear"]


class FeedbackView(ReportView):
    """Answers about pages of the person's territories and about those of the platform; the latest first."""

    model = Feedback
    page_title = _("Was it clear?")
    header_icon = "help"
    index_url_name = "feedback_report"
    index_results_url_name = "feedback_report_results"
    default_ordering = None
    filterset_class = FeedbackFilterSet
    list_export = ["day", "path", "clear", "sentence", "territory"]
    columns = [
        TitleColumn("path", label=_("Page"), get_url=lambda row: row.path),
        BooleanColumn("clear", label=_("Clear")),
        Column("sentence", label=_("In their words")),
        DateColumn("day", label=_("Day")),
        Column("territory", label=_("Territory")),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Raise PermissionDenied for who edits nothing here."""
        if not may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Feedback]:
        """Return the answers that the person may read."""
        rows = Feedback.objects.select_related("territory")
        own = rows.filter(territory__in=territories_of(self.request.user)) | rows.filter(territory=None)
        return self.filter_queryset(own)

    def get_filename(self) -> str:
        """Name the sheet."""
        return "informazioni-chiare"


class FeedbackMenuItem(MenuItem):
    """The way to the report, for editors."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the person may read it."""
        return may_read(request.user)


def menu_item() -> MenuItem:
    """Return the item of the reports' menu."""
    return FeedbackMenuItem(_("Was it clear?"), reverse("feedback_report"), icon_name="help", order=920)


ADDRESSES: list[URLPattern] = [
    path("reports/feedback/", FeedbackView.as_view(), name="feedback_report"),
    path("reports/feedback/results/", FeedbackView.as_view(results_only=True), name="feedback_report_results"),
]
