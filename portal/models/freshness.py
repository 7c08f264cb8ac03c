"""How a worker knows that what another wrote is newer than what it remembers."""

from django.db import models


class Stamp(models.Model):
    """A counter for each territory, and one (without territory) for the platform, raised with every public write."""

    territory = models.OneToOneField("portal.Territory", null=True, on_delete=models.CASCADE, related_name="stamp")
    version = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.territory or 'platform'}: {self.version}"
