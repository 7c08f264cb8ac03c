"""The report on what people found clear, for the editors of each territory, to be saved as a sheet."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn

from portal.editors_reports import EditorsReport
from portal.models import Feedback
from portal.permissions import territories_of


class FeedbackFilterSet(WagtailFilterSet):
    """Only the clear, or only the others."""

    class Meta:
        model = Feedback
        fields = ["clear"]


class FeedbackView(EditorsReport):
    """Answers about pages of the person's territories and about those of the platform; the latest first."""

    model = Feedback
    page_title = _("Was it clear?")
    header_icon = "help"
    address = "feedback"
    menu_order = 920
    index_url_name = "feedback_report"
    index_results_url_name = "feedback_report_results"
    filterset_class = FeedbackFilterSet
    list_export = ["day", "path", "clear", "sentence", "territory"]
    columns = [
        TitleColumn("path", label=_("Page"), get_url=lambda row: row.path),
        BooleanColumn("clear", label=_("Clear")),
        Column("sentence", label=_("In their words")),
        DateColumn("day", label=_("Day")),
        Column("territory", label=_("Territory")),
    ]

    def get_queryset(self) -> QuerySet[Feedback]:
        """Return the answers that the person may read."""
        rows = Feedback.objects.select_related("territory")
        own = rows.filter(territory__in=territories_of(self.request.user)) | rows.filter(territory=None)
        return self.filter_queryset(own)

    def get_filename(self) -> str:
        """Name the sheet."""
        return "informazioni-chiare"
