"""The report on what was looked for and not found, for editors, to be saved or printed for their councils."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button

from portal.date_phrases import full_date
from portal.editors_reports import EditorsReport
from portal.permissions import territories_of
from search.asking import missed
from search.models import AskedWords


class MissedView(EditorsReport):
    """What found nothing, the latest week first: of the person's territories, and of the platform as a whole."""

    model = AskedWords
    page_title = _("Looked for and not found")
    header_icon = "search"
    address = "missed"
    menu_order = 900
    index_url_name = "missed_words"
    index_results_url_name = "missed_words_results"
    list_export = ["week", "words", "times", "territory"]
    export_headings = {"territory": _("Territory")}
    columns = [
        Column("words", label=_("Words")),
        Column("times", label=_("Times")),
        Column("week", label=_("Week from"), accessor=lambda row: full_date(row.week)),
        Column("territory", label=_("Territory")),
    ]

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
