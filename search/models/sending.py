"""What has still to be done: changes that the search server has not got, and a rebuild that was broken off."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Unsent(models.Model):
    """A change of an entry, or its deletion, that the search server has not got; written with the change itself.

    Each change has a row of its own: one that comes while the one before is being sent is not lost with it. What was
    `refused` is tried again with every other, and nobody waits for it.
    """

    entry_pk = models.BigIntegerField()
    since = models.DateTimeField(default=timezone.now)
    refused = models.BooleanField(default=False)

    objects: "models.Manager[Unsent]" = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["since"], condition=Q(refused=False), name="search_unsent_waiting")]

    def __str__(self) -> str:
        return str(self.entry_pk)


class ReadingNumber(models.Model):
    """The number of the last reading of entries for the search server: the version of all that was read then.

    It is drawn in the transaction that reads, and its row is locked until that ends: whoever has the higher number has
    read later, so what the server takes by number is never older than what it had.
    """

    last = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.last)


class Rebuild(models.Model):
    """A rebuild of the whole index that has not ended yet: when it began, and the last thing done of each type."""

    started = models.DateTimeField()
    done = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    def __str__(self) -> str:
        return f"{self.started:%Y-%m-%d %H:%M}"
