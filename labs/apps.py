"""Labs, directory and councils."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LabsConfig(AppConfig):
    """Labs, directory and councils."""

    name = "labs"
    verbose_name = _("Labs, directory and councils")

    def ready(self) -> None:
        """Listen to changes and to time."""
        from labs import follow, ticking  # noqa: F401
