"""Calendar."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Calendar."""

    name = "events"
    verbose_name = _("Calendar")

    def ready(self) -> None:
        """Listen to changes and to time, and say who may write what."""
        from events import follow, roles, share_cards, ticking  # noqa: F401
