"""The changes of dates in the admin: a list to read; each is written in the dates of its page."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn

from events.date_change_admin import KINDS
from events.models import OccurrenceChange
from portal.territory_forms import LinkedRecordForm
from portal.viewsets import RecordIndexView, RecordViewSet

WAYS = {kind: way for way, kind in KINDS.items()}


class ChangeIndexView(RecordIndexView):
    """The list of changes, each leading to its form among the dates of its page."""

    def get_edit_url(self, instance: Any) -> str | None:
        """Return the address of the form; none for a page that is gone."""
        page = instance.occurrence.series.page_id
        return page and reverse("change_date", args=[page, instance.occurrence_id, WAYS[instance.kind]])


class ChangeViewSet(RecordViewSet):
    """Dates cancelled, moved or changed."""

    model = OccurrenceChange
    icon = "date"
    add_to_admin_menu = True
    menu_label = pgettext_lazy("menu", "Changes")
    menu_order = 425
    form_base = LinkedRecordForm
    index_view_class = ChangeIndexView
    joined = ("occurrence__series", "occurrence__territory")
    list_display = [
        "__str__",
        "kind",
        "reason",
        Column("occurrence.territory", label=_("Territory")),
        DateColumn("modified", label=_("Updated"), sort_key="modified"),
    ]
    list_filter = ["kind"]
    search_fields = ["occurrence__series__titles__it", "reason__it", "reason__en"]
    ordering = "-occurrence__starts_at"
