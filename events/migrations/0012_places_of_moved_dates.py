from typing import Any

from django.db import migrations
from django.utils import timezone


def write_again(apps: Any, schema_editor: Any) -> None:
    """Leave the pages of dates that were moved elsewhere to the next tick: it writes where these were to be."""
    moved = apps.get_model("events", "OccurrenceChange").objects.exclude(place=None)
    untold = moved.filter(occurrence__original_place=None, occurrence__original_starts_at__gt=timezone.now())
    series = apps.get_model("events", "Series").objects.filter(pk__in=untold.values("occurrence__series"))
    series.update(expanded_until=None)


class Migration(migrations.Migration):
    """Say of dates that were moved before their old place was kept where they were to be."""

    dependencies = [("events", "0011_original_place")]

    operations = [migrations.RunPython(write_again, migrations.RunPython.noop, elidable=True)]
