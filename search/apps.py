"""Search."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Search."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Listen to changes, make the index after migrations, and refuse databases that have none."""
        from search import asking, checks, follow, roles  # noqa: F401

        post_migrate.connect(follow.prepare_index, sender=self)
