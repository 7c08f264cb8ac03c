"""The admin's first page: addresses to which nothing is sent any more, for those who keep them."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from portal.models import Webhook
from portal.webhooks.words import paused_words


class PausedPanel(Component):
    """Which addresses were paused by the platform, and why."""

    name = "webhooks_paused"
    template_name = "portal/webhooks/home_panel.html"
    order = 50

    def __init__(self, webhooks: QuerySet[Webhook]) -> None:
        self.webhooks = webhooks

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Add the reasons."""
        return {"paused": [(webhook, paused_words(webhook)) for webhook in self.webhooks]}


def paused_for(request: HttpRequest) -> QuerySet[Webhook]:
    """Return the addresses of this person that were not paused by hand."""
    policy = policy_registry.get_by_type(Webhook)
    own = policy.instances_user_has_permission_for(request.user, "change")
    return own.filter(pause__in=[Webhook.Pause.FAILING, Webhook.Pause.GONE])
