"""The sets of words that mean the same: their list, and the way in and out as a sheet."""

from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.admin.widgets import HeaderButton

from portal.territory_forms import LinkedRecordForm
from portal.viewsets import RecordIndexView, RecordViewSet
from search.admin.sheets import ImportWordsView, words_as_csv
from search.models import SynonymSet


class SynonymIndexView(RecordIndexView):
    """The list of sets, with the ways in and out."""

    @cached_property
    def header_more_buttons(self) -> list[HeaderButton]:
        """Add the two ways."""
        ways = [HeaderButton(_("Save as a sheet (CSV)"), reverse("words_as_csv"), icon_name="download", priority=20)]
        if self.user_has_permission("add"):
            ways.append(
                HeaderButton(_("Bring a sheet (CSV)"), reverse("import_words"), icon_name="upload", priority=30)
            )
        return [*super().header_more_buttons, *ways]


class SynonymViewSet(RecordViewSet):
    """Sets of words that mean the same."""

    model = SynonymSet
    icon = "search"
    add_to_admin_menu = True
    menu_order = 610
    menu_label = _("Words of the search")
    form_base = LinkedRecordForm
    joined = ()
    index_view_class = SynonymIndexView
    list_display = ["__str__", UpdatedAtColumn()]
    search_fields = ["expressions"]


ADDRESSES: list[URLPattern] = [
    path("words/import/", ImportWordsView.as_view(), name="import_words"),
    path("words.csv", words_as_csv, name="words_as_csv"),
]
