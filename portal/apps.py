"""The ground of the house."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """Territories, vocabularies, files and the rules that all apps share."""

    name = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        """Listen to changes, index what Wagtail does not, and leave to translators what is language."""
        from portal import drafts, follow, page_indexes, roles, translations  # noqa: F401
        from portal.feedback import storing  # noqa: F401
        from portal.fetching import named_networks  # noqa: F401
        from portal.papers import reading  # noqa: F401
        from portal.webhooks import follow as webhooks  # noqa: F401
        from portal.webhooks import roles as webhook_roles  # noqa: F401
        from portal.webhooks import told_pages, waking  # noqa: F401

        post_migrate.connect(page_indexes.make_indexes, sender=self)
        post_migrate.connect(told_pages.remember_public, sender=self)
        # Permissions of all our models are there by then.
        post_migrate.connect(roles.keep_up, sender=apps.get_app_config("auth"))
        translations.hold_facts(apps.get_models())
