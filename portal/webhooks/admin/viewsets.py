"""The addresses among the records of the admin."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets import HeaderButton
from wagtail.snippets.views.snippets import CreateView

from portal.models import Message, Webhook
from portal.viewsets import RecordEditView, RecordViewSet
from portal.webhooks.admin.secrets import let_see
from portal.webhooks.words import state_words


class CreateWebhookView(CreateView):
    """The form of a new address, which leads on to its secret."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, and let this person see the secret once."""
        answer = super().form_valid(form)
        let_see(self.request, self.object)
        return answer

    def get_success_url(self) -> str:
        """Return the address of the secret."""
        return reverse("webhook_secret", args=[self.object.pk])


class EditWebhookView(RecordEditView):
    """The form of an address."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Lead to how it went, and to the secret."""
        log = HeaderButton(_("Deliveries"), url=log_url(self.object), icon_name="history")
        secret = HeaderButton(_("Secret"), url=reverse("webhook_secret", args=[self.object.pk]), icon_name="key")
        return [log, secret, *super().header_more_buttons]

    def get_success_url(self) -> str:
        """Return the address of the log."""
        return log_url(self.object)


def log_url(webhook: Webhook) -> str:
    """Return where it is told how it went."""
    return reverse("webhook_log", args=[webhook.pk])


class WebhookViewSet(RecordViewSet):
    """Who is told of changes."""

    model = Webhook
    icon = "link-external"
    add_to_admin_menu = True
    menu_label = _("Notices to other sites")
    menu_order = 450
    add_view_class = CreateWebhookView
    edit_view_class = EditWebhookView
    list_display = [
        "name",
        TitleColumn("state", label=_("State"), accessor=state_words, get_url=log_url),
        Column("waiting", label=_("Waiting")),
    ]
    list_filter = ["territory"]
    search_fields = ["name", "address"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Add how many messages wait."""
        waiting = Count("messages", filter=Q(messages__state=Message.State.WAITING))
        return super().get_queryset(request).annotate(waiting=waiting)
