"""The ground of the house."""

from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """Territories, vocabularies, files and the rules that all apps share."""

    name = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        """Listen to changes, and leave to translators what is language."""
        from portal import follow, translations  # noqa: F401

        translations.hold_facts(apps.get_models())
