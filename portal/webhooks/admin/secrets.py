"""The secret in the admin: shown once, to who made it; whoever missed it makes another."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from portal.models import Webhook
from portal.webhooks.admin.own import OwnWebhookMixin
from portal.webhooks.signing import secret_of

#: The name under which a session remembers whose secret may still be seen; the secret itself is not in it.
TO_SEE = "webhook_secret_to_see"


def let_see(request: HttpRequest, webhook: Webhook) -> None:
    """Let this person see the secret of an address once."""
    request.session[TO_SEE] = webhook.pk


class SecretView(OwnWebhookMixin, TemplateView):
    """The secret, if it was just made; else what to do without it."""

    template_name = "portal/webhooks/secret.html"
    page_title = gettext_lazy("Secret")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show, in an answer that nobody keeps."""
        answer = super().get(request, *args, **kwargs)
        patch_cache_control(answer, no_store=True)
        return answer

    def post(self, request: HttpRequest, webhook_id: int) -> HttpResponse:
        """Make another secret."""
        self.webhook.replace_secret()
        let_see(request, self.webhook)
        messages.success(request, _("There is a new secret. For a day the one before is good as well."))
        return redirect("webhook_secret", webhook_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the secret for who may see it now."""
        may_see = self.request.session.get(TO_SEE) == self.webhook.pk
        if may_see:
            del self.request.session[TO_SEE]
        return super().get_context_data(
            webhook=self.webhook, secret=secret_of(self.webhook) if may_see else "", **kwargs
        )
