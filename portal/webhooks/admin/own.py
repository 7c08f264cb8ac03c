"""What the views of one address share: for who may change it, with the way back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from portal.models import Webhook


class OwnWebhookMixin(WagtailAdminTemplateMixin):
    """A view of one address, for who may change it."""

    header_icon = "link-external"
    webhook: Webhook

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the address; raise PermissionDenied for one out of the person's reach."""
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.webhook = get_object_or_404(Webhook.objects.select_related("territory"), pk=kwargs["webhook_id"])
        policy = policy_registry.get_by_type(Webhook)
        if not policy.user_has_permission_for_instance(request.user, "change", self.webhook):
            raise PermissionDenied

    def get_page_subtitle(self) -> str:
        """Name the address."""
        return self.webhook.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the list and to the form."""
        name = Webhook.snippet_viewset.get_url_name  # type: ignore[attr-defined]
        above = [{"url": reverse(name("list")), "label": Webhook._meta.verbose_name_plural}]
        form = {"url": reverse(name("edit"), args=[self.webhook.pk]), "label": self.webhook.name}
        return [*self.breadcrumbs_items, *above, form, {"url": "", "label": self.get_page_title()}]
