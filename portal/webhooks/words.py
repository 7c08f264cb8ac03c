"""How the telling of an address goes, in words for editors."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timeuntil
from django.utils.translation import gettext as _

from portal.models import Webhook

MINUTE = timedelta(minutes=1)


def state_words(webhook: Webhook) -> str:
    """Return in a few words how it is: never used, in order, failing since when, or paused and why."""
    if webhook.pause:
        return str(webhook.get_pause_display())
    if webhook.failing_since:
        return _("no success since %(moment)s") % {"moment": _moment(webhook.failing_since)}
    if webhook.taken_at is None:
        return _("nothing sent yet")
    return _("in order, last on %(moment)s") % {"moment": _moment(webhook.taken_at)}


def paused_words(webhook: Webhook) -> str:
    """Return in a sentence why nothing is sent."""
    if webhook.pause == Webhook.Pause.GONE:
        return _("It answered that it wants no more messages (410).")
    if webhook.pause == Webhook.Pause.FAILING and webhook.failing_since:
        facts = {"moment": _moment(webhook.failing_since), "problem": webhook.problem}
        return _("There has been no success since %(moment)s. The last time: %(problem)s") % facts
    return _("Somebody paused it by hand.")


def next_words(webhook: Webhook) -> str:
    """Return when what waits is tried next."""
    if webhook.pause:
        return _("when it is resumed")
    if webhook.next_at is None or webhook.next_at <= timezone.now():
        return _("now")
    if webhook.next_at <= timezone.now() + MINUTE:
        return _("within a minute")
    return _("in %(time)s") % {"time": timeuntil(webhook.next_at)}


def _moment(moment: object) -> str:
    return date_format(timezone.localtime(moment), "j F, H:i")  # type: ignore[arg-type]
