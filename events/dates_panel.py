"""The next dates of a page inside its own form: one click leads to what is to be said of each."""

from typing import Any

from wagtail.admin.panels import Panel

SHOWN_DATES = 6


class DatesPanel(Panel):
    """The next dates of a page that was published, with what can be done to them."""

    class BoundPanel(Panel.BoundPanel):
        """The dates of one page."""

        template_name = "events/admin/dates_panel.html"

        def is_shown(self) -> bool:
            """Tell whether there is a page with dates yet, and the person may change them."""
            if not (self.instance.pk and self.instance.first_published_at and super().is_shown()):
                return False
            return self.request is None or self.instance.permissions_for_user(self.request.user).can_publish()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the dates, of the page in the source language."""
            from events.dates_admin import dates_of

            rows = dates_of(self.instance.source).upcoming()
            context = super().get_context_data(parent_context)
            return context | {"dates": rows[:SHOWN_DATES], "page": self.instance.source}
