"""The report on what was looked for and not found, for editors, to be saved or printed for their councils."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import Button

from portal.date_phrases import full_date
from portal.permissions import edits_everywhere, territories_of
from search.admin.council_sheet import council_sheet
from search.asking import missed
from search.models import AskedWords


def may_read(user: Any) -> bool:
    """Tell whether a person edits anything here."""
    return edits_everywhere(user) or territories_of(user).exists()


class MissedView(ReportView):
    """What found nothing, the latest week first: of the person's territories, and of the platform as a whole."""

    model = AskedWords
    page_title = _("Looked for and not found")
    header_icon = "search"
    index_url_name = "missed_words"
    index_results_url_name = "missed_words_results"
    default_ordering = None
    list_export = ["week", "words", "times", "territory"]
    export_headings = {"territory": _("Territory")}
    columns = [
        Column("words", label=_("Words")),
        Column("times", label=_("Times")),
        Column("week", label=_("Week from"), accessor=lambda row: full_date(row.week)),
        Column("territory", label=_("Territory")),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Raise PermissionDenied for who edits nothing here."""
        if not may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[AskedWords]:
        """Return the words of the person's territories, and those asked for on the whole platform."""
        rows = missed()
        own = rows.filter(territory__in=territories_of(self.request.user))
        return own | rows.filter(territory=None)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Add the sheet for the councils of each territory of the person."""
        return [
            *super().header_more_buttons,
            *(
                Button(
                    _("Sheet for the council: %(territory)s") % {"territory": territory},
                    url=reverse("missed_words_sheet", args=[territory.slug]),
                    icon_name="doc-full",
                )
                for territory in territories_of(self.request.user)
            ),
        ]

    def get_filename(self) -> str:
        """Name the sheet."""
        return "cercato-e-non-trovato"


class MissedMenuItem(MenuItem):
    """The way to the report, for editors."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the person may read it."""
        return may_read(request.user)


def menu_item() -> MenuItem:
    """Return the item of the reports' menu."""
    return MissedMenuItem(_("Looked for and not found"), reverse("missed_words"), icon_name="search", order=900)


ADDRESSES: list[URLPattern] = [
    path("reports/missed/", MissedView.as_view(), name="missed_words"),
    path("reports/missed/<slug:slug>.pdf", council_sheet, name="missed_words_sheet"),
    path("reports/missed/results/", MissedView.as_view(results_only=True), name="missed_words_results"),
]
