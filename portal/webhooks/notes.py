"""Telling those who keep an address that nothing more is sent to it: by e-mail, and on the admin's first page."""

import logging

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin.mail import send_mail
from wagtail.permissions import policy_registry
from wagtail.users.models import UserProfile

from portal.addresses import on_platform
from portal.models import Webhook
from portal.webhooks.words import paused_words

logger = logging.getLogger(__name__)


def send(webhook_pk: int) -> None:
    """Write to all who may change this address and have an e-mail; a mail that cannot be sent stops nothing."""
    webhook = Webhook.objects.filter(pk=webhook_pk).first()
    if webhook is None:
        return
    for person in keepers(webhook).exclude(email=""):
        profile = UserProfile.get_for_user(person)
        with override(profile.get_preferred_language()):
            subject = _("Nothing more is sent to “%(name)s”") % {"name": webhook.name}
            context = {"webhook": webhook, "why": paused_words(webhook), "log_url": log_address(webhook)}
            text = render_to_string("portal/webhooks/paused.txt", context)
        try:
            send_mail(subject, text, [person.email])
        except Exception:
            logger.exception("The note on webhook %s could not be sent", webhook.pk)


def keepers(webhook: Webhook) -> QuerySet:
    """Return the people who may change an address."""
    policy = policy_registry.get(webhook)
    return policy.users_with_any_permission_for_instance(["change"], webhook).filter(is_active=True)


def log_address(webhook: Webhook) -> str:
    """Return the absolute address of the log in the admin."""
    return on_platform(reverse("webhook_log", args=[webhook.pk]))
