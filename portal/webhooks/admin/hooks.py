"""The addresses among those of the admin, in its menu, and on its first page."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from portal.webhooks.admin.log import LogView
from portal.webhooks.admin.panel import PausedPanel, paused_for
from portal.webhooks.admin.secrets import SecretView
from portal.webhooks.admin.viewsets import WebhookViewSet

register_snippet(WebhookViewSet)


@hooks.register("register_admin_urls")
def webhook_addresses() -> list[URLPattern]:
    """Return the addresses of what an address has beside its form."""
    return [
        path("webhooks/<int:webhook_id>/", LogView.as_view(), name="webhook_log"),
        path("webhooks/<int:webhook_id>/secret/", SecretView.as_view(), name="webhook_secret"),
    ]


@hooks.register("construct_homepage_panels")
def show_paused(request: HttpRequest, panels: list[Any]) -> None:
    """Say on the first page to whom nothing is sent any more."""
    paused = paused_for(request)
    if paused.exists():
        panels.append(PausedPanel(paused))
