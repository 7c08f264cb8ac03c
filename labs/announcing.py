"""What is told of minutes: that they are approved, and so public from now on."""

from typing import Any

from django.conf import settings
from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from labs.models import MeetingPage
from portal.addresses import absolute, page_path
from portal.public import Publicity
from portal.webhooks.event_types import EventType
from portal.webhooks.events import Event, whose
from portal.webhooks.outbox import tell

APPROVED = MeetingPage.MinutesState.APPROVED


@receiver(pre_save, sender=MeetingPage)
def _remember_minutes(sender: type, instance: MeetingPage, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        stored = MeetingPage.objects.filter(pk=instance.pk, minutes_state=APPROVED, live=True)
        instance._minutes_were_public = stored.exists()  # type: ignore[attr-defined]


@receiver(page_published, sender=MeetingPage)
def _tell_approval(sender: type, instance: Page, **kwargs: Any) -> None:
    """Tell of minutes that this publication made public: of drafts never, and once for all languages."""
    meeting = instance.specific
    known = getattr(meeting, "_minutes_were_public", False)
    if meeting.is_source and meeting.minutes_are_public and not known and Publicity().window(meeting):
        tell([_approved(meeting)])


def _approved(meeting: MeetingPage) -> Event:
    return Event(
        type=EventType.MINUTES_APPROVED.value,
        id=meeting.translation_key,
        kind=meeting.entry_kind,
        url=absolute(page_path(meeting, settings.SOURCE_LANGUAGE)),
        api_path=f"/api/v1/meetings/{meeting.translation_key}/",
        territories=whose([meeting.territory_id]),
    )
