"""How a worker knows that what another wrote is newer than what it remembers."""

from django.db import models
from django.db.models.functions import Coalesce


class Stamp(models.Model):
    """When something public of a territory, or (without one) of the platform, was last written.

    `version` is in microseconds since 1970 and rises with every write; `pages` and `frame` take its value with writes
    that reach further (`portal.freshness.Reach`).
    """

    territory = models.OneToOneField("portal.Territory", null=True, on_delete=models.CASCADE, related_name="stamp")
    version = models.PositiveBigIntegerField(default=0)
    pages = models.PositiveBigIntegerField(default=0)
    frame = models.PositiveBigIntegerField(default=0)

    class Meta:
        # Two empty territories are not the same to a database: without this the platform could get two stamps.
        constraints = [models.UniqueConstraint(Coalesce("territory", 0), name="portal_stamp_one_each")]

    def __str__(self) -> str:
        return f"{self.territory or 'platform'}: {self.version}"
