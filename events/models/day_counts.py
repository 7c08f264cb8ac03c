"""How many dates there are, without counting them: an account whose entries add up."""

from django.db import models

from events.models.occurrences import Kind


class DayCount(models.Model):
    """So many more (or, below zero, fewer) dates of a kind in a territory begin on a local day than were there before.

    The sum of all entries is how many rows there are that were not removed. Entries are added and never changed, so
    that writers do not wait for each other; `events.day_counts` puts them together.
    """

    day = models.DateField(db_index=True)
    territory = models.ForeignKey("portal.Territory", null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    number = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.day}: {self.number:+}"
