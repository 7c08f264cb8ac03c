"""The import among the admin's addresses, in its menu, and in the history of pages."""

from typing import Any

from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter

from events.importing.admin.views import ImportView, PreviewImportView, template
from events.importing.targets import may_bring
from portal.editors_reports import MenuItemFor


class ImportedRow(LogFormatter):
    """Says from which file or address a page was written, and from which of its rows."""

    label = gettext_lazy("Import")

    def format_message(self, log_entry: Any) -> str:
        """Return the name and the row."""
        return _("Imported from %(name)s, row %(row)d") % {name: log_entry.data[name] for name in ("name", "row")}


@hooks.register("register_admin_urls")
def import_addresses() -> list[URLPattern]:
    """Return the addresses of the import."""
    return [
        path("import/", ImportView.as_view(), name="import"),
        path("import/<int:import_id>/", PreviewImportView.as_view(), name="preview_import"),
        path("import/template.<str:kind>", template, name="import_template"),
    ]


@hooks.register("register_admin_menu_item")
def import_menu_item() -> MenuItem:
    """Return the menu item."""
    return MenuItemFor(may_bring, _("Import"), reverse_lazy("import"), name="import", icon_name="download", order=427)


@hooks.register("register_log_actions")
def name_import(actions: LogActionRegistry) -> None:
    """Name the import for the history of a page."""
    actions.register_action("events.import")(ImportedRow)
