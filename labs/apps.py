"""Labs, directory and councils."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LabsConfig(AppConfig):
    """Labs, directory and councils."""

    name = "labs"
    verbose_name = _("Labs, directory and councils")

    def ready(self) -> None:
        """Listen to changes and to time, say who may write what, and describe what there is."""
        from labs import announcing, follow, roles, structured_data, ticking  # noqa: F401
