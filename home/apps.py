"""Home."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Home."""

    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        """Listen to changes."""
        from home import follow  # noqa: F401
