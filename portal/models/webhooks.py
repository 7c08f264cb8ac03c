"""Who is told of changes: addresses of others, what waits for them, how each attempt ended, and what was told last."""

import json
import uuid
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from portal.fetching import FetchError, UnknownNameError
from portal.webhooks.delivery import is_success
from portal.webhooks.event_types import TEST, EventType, EventTypesField
from portal.webhooks.guard import poster

#: For how long the secret before the last still signs, so that receivers have time to change it.
FORMER_SECRET_KEPT = timedelta(days=1)
NONCE_BYTES = 24


def new_nonce() -> str:
    """Return what makes a secret another than all others."""
    return token_urlsafe(NONCE_BYTES)


class WebhookQuerySet(models.QuerySet["Webhook"]):
    """Addresses by what is to be done for them."""

    def hearing(self, territory_ids: frozenset[int]) -> "WebhookQuerySet":
        """Return the addresses that are told of what belongs to these territories."""
        return self.filter(models.Q(territory=None) | models.Q(territory__in=territory_ids))

    def due(self, now: datetime) -> "WebhookQuerySet":
        """Return the addresses for which something waits, that may be asked now, and that nobody is telling."""
        time_has_come = models.Q(next_at=None) | models.Q(next_at__lte=now)
        free = models.Q(claimed_until=None) | models.Q(claimed_until__lte=now)
        return self.waited_for().filter(time_has_come & free)

    def waking_by(self, moment: datetime) -> bool:
        """Tell whether an address that rests may be asked again by a moment."""
        return self.waited_for().filter(next_at__lte=moment, claim=None).exists()

    def waited_for(self) -> "WebhookQuerySet":
        """Return the addresses that are not paused and for which something waits."""
        waiting = Message.objects.filter(webhook=models.OuterRef("pk"), state=Message.State.WAITING)
        return self.filter(models.Exists(waiting), pause="")


class Webhook(models.Model):
    """An address that is told of changes, and how the telling goes.

    The secret is not stored: it is made of the platform's own and of `nonce` (`portal.webhooks.signing`). `claim` names
    who is telling this address, until `claimed_until`; nobody else does meanwhile, so that messages stay in order.
    `taken_at` is when it last took something, null while it never has.
    """

    class Pause(models.TextChoices):
        """Why nothing is sent."""

        BY_HAND = "by_hand", _("paused by hand")
        FAILING = "failing", _("paused after a day without success")
        GONE = "gone", _("paused because it wants no more (410)")

    name = models.CharField(_("name"), max_length=120, help_text=_("For you: whose it is, what it does."))
    address = models.CharField(
        _("address"), max_length=500, help_text=_("It begins with https://. What happens is posted there.")
    )
    events = EventTypesField(_("events"))
    territory = models.ForeignKey(
        "portal.Territory",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("territory"),
        help_text=_("Empty: it is told of all territories, and the platform's editors keep it."),
    )
    nonce = models.CharField(max_length=64, default=new_nonce, editable=False)
    former_nonce = models.CharField(max_length=64, blank=True, editable=False)
    former_until = models.DateTimeField(null=True, editable=False)
    pause = models.CharField(max_length=8, blank=True, choices=Pause.choices, editable=False)
    failing_since = models.DateTimeField(null=True, editable=False)
    problem = models.TextField(blank=True, editable=False)
    taken_at = models.DateTimeField(null=True, editable=False)
    next_at = models.DateTimeField(null=True, editable=False)
    claim = models.UUIDField(null=True, editable=False)
    claimed_until = models.DateTimeField(null=True, editable=False)
    modified = models.DateTimeField(auto_now=True, editable=False)

    objects = WebhookQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("address")], heading=_("Who is told")),
        FieldPanel("events", heading=_("It is told when")),
        FieldPanel("territory"),
    ]

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a form wrote what it asks for, and not how the telling went since it read that."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            asked = [field.name for field in self._meta.concrete_fields if field.editable and not field.primary_key]
            kwargs["update_fields"] = [*asked, "modified"]
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse what is no web address, or leads into a network that is not public."""
        super().clean()
        self.address = (self.address or "").strip()
        if self.address and not self.address.startswith(("https://", "http://")):
            raise ValidationError({"address": _("This is not a web address: it begins with https://.")})
        try:
            poster().check(self.address)
        except UnknownNameError:
            # There may be by the time it is told something: the log will say.
            return
        except FetchError as error:
            raise ValidationError({"address": str(error)}) from error

    def replace_secret(self) -> None:
        """Make another secret; the one before signs too for a day."""
        until = timezone.now() + FORMER_SECRET_KEPT
        self.nonce, self.former_nonce, self.former_until = new_nonce(), self.nonce, until
        self.save(update_fields=["nonce", "former_nonce", "former_until", "modified"])

    @property
    def nonces(self) -> list[str]:
        """What the secrets that sign now are made of, the latest first."""
        former = self.former_until is not None and self.former_until > timezone.now()
        return [self.nonce, self.former_nonce] if former else [self.nonce]


class Message(models.Model):
    """One event for one address: written with the change it tells of, and waiting until the address has taken it.

    Its `key` is the same in every attempt (`webhook-id`), and so is its `body`.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("waiting")
        TAKEN = "taken", _("delivered")
        LEFT = "left", _("left out")

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="messages")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    type = models.CharField(_("event"), max_length=24)
    body = models.TextField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts_made = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(default=timezone.now, db_index=True)

    objects: "models.Manager[Message]" = models.Manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["webhook", "id"], condition=models.Q(state="waiting"), name="waiting_messages"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.key}"

    @property
    def label(self) -> str:
        """The event in words."""
        return str(EventType(self.type).label) if self.type in EventType.values else str(_("a test"))

    @property
    def url(self) -> str:
        """The page of what it tells of."""
        return json.loads(self.body)["data"]["url"]

    @property
    def is_test(self) -> bool:
        """Whether an editor only tried the address."""
        return self.type == TEST

    @property
    def state_words(self) -> str:
        """How far it is, in words; a test is not tried again."""
        tried_in_vain = self.is_test and self.state == self.State.LEFT
        return str(_("not delivered") if tried_in_vain else self.get_state_display())


class Attempt(models.Model):
    """One time that a message was sent: what the address answered, or why there was no answer."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)
    seconds = models.FloatField()
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.TextField(blank=True)
    problem = models.TextField(blank=True)

    objects: "models.Manager[Attempt]" = models.Manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.message} {self.number}: {self.status or self.problem}"

    @property
    def is_taken(self) -> bool:
        """Whether the address has taken the message."""
        return is_success(self.status)


class ToldPage(models.Model):
    """A page that is public, as it was last told of: where it stood, and which publication was told.

    By it is known what a change has made public, taken away or moved, through whatever door it came; `key` is the
    page's translation key.
    """

    key = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=20)
    url_path = models.TextField()
    territory = models.ForeignKey("portal.Territory", null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True)

    objects: "models.Manager[ToldPage]" = models.Manager()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.url_path
