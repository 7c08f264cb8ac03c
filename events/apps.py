"""Calendar."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Calendar."""

    name = "events"
    verbose_name = _("Calendar")

    def ready(self) -> None:
        """Listen to changes and to time, say who may write what, and describe what there is."""
        from events import calendar_entries, follow, roles, share_cards, structured_pages, ticking  # noqa: F401
        from events.sources import refreshing  # noqa: F401
