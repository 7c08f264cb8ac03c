"""How the telling of an address went, message by message, with what an editor may do about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from portal.models import Attempt, Message
from portal.webhooks import by_hand
from portal.webhooks.admin.own import OwnWebhookMixin
from portal.webhooks.words import next_words, paused_words, state_words

PER_PAGE = 50
#: How many attempts of one message are shown, the latest; who has failed for a day was asked some eighty times.
ATTEMPTS_SHOWN = 20


class LogView(OwnWebhookMixin, TemplateView):
    """The messages of the last month that were sent, the latest first; what waits, and when it is tried next."""

    template_name = "portal/webhooks/log.html"
    page_title = gettext_lazy("Deliveries")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the messages and the state."""
        waiting = Message.objects.filter(webhook=self.webhook, state=Message.State.WAITING)
        return super().get_context_data(
            webhook=self.webhook,
            page=Paginator(self._sent(), PER_PAGE).get_page(self.request.GET.get("p")),
            waiting=waiting.count(),
            first=waiting.order_by("pk").first(),
            state=state_words(self.webhook),
            paused=paused_words(self.webhook) if self.webhook.pause else "",
            next=next_words(self.webhook),
            **kwargs,
        )

    def _sent(self) -> QuerySet[Message]:
        """Return the messages that were sent, each with its last attempts, the latest first."""
        attempts = Prefetch("attempts", Attempt.objects.order_by("-pk")[:ATTEMPTS_SHOWN], to_attr="last_attempts")
        sent = Message.objects.filter(webhook=self.webhook, attempts_made__gt=0)
        return sent.order_by("-pk").prefetch_related(attempts)

    def post(self, request: HttpRequest, webhook_id: int) -> HttpResponse:
        """Do what the button that was pressed says, and show the log again."""
        done = next((act for name, act in self._acts().items() if name in request.POST), None)
        if done is None:
            return HttpResponseBadRequest()
        done()
        return redirect("webhook_log", webhook_id)

    def _acts(self) -> dict[str, Callable[[], None]]:
        return {
            "test": self._test,
            "pause": self._pause,
            "resume": self._resume,
            "retry": self._retry,
            "leave": self._leave,
        }

    def _test(self) -> None:
        attempt = by_hand.try_out(self.webhook)
        if attempt.is_taken:
            words = _("The test arrived: the answer was %(status)d, after %(seconds)s seconds.")
            messages.success(
                self.request, words % {"status": attempt.status, "seconds": number_format(attempt.seconds, 2)}
            )
        else:
            messages.error(self.request, _("The test was not taken. %(problem)s") % {"problem": attempt.problem})

    def _pause(self) -> None:
        by_hand.pause(self.webhook)
        messages.success(self.request, _("Paused. What happens meanwhile waits, for a month."))

    def _resume(self) -> None:
        by_hand.resume(self.webhook)
        messages.success(self.request, _("Resumed: what has waited is sent now, in order."))

    def _retry(self) -> None:
        if message := self._message("retry"):
            by_hand.retry(message)
            messages.success(
                self.request, _("It is sent again now: load this page anew in a moment to see the answer.")
            )

    def _leave(self) -> None:
        message = self._message("leave")
        if message and by_hand.leave(message):
            messages.success(self.request, _("Left out: what comes after it is sent now."))

    def _message(self, name: str) -> Message | None:
        """Return the message of this address that a button names by its number."""
        number = self.request.POST[name]
        found = Message.objects.filter(webhook=self.webhook, pk=int(number)) if number.isdecimal() else None
        message = found.first() if found is not None and len(number) < 19 else None
        if message is None:
            messages.error(self.request, _("This message is no longer in the log."))
        return message
