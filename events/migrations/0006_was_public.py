from typing import Any

from django.db import migrations, models


def of_hidden_things(apps: Any, schema_editor: Any) -> None:
    """Say nothing of dates that are hidden now: whether they ever were public is not known any more."""
    series = apps.get_model("events", "Series").objects.filter(public=False)
    apps.get_model("events", "Occurrence").objects.filter(series__in=series.values("pk")).update(was_public=False)


class Migration(migrations.Migration):
    """Remember of each date whether it was public."""

    dependencies = [("events", "0005_day_counts")]

    operations = [
        migrations.AddField("occurrence", "was_public", models.BooleanField(default=True)),
        migrations.RunPython(of_hidden_things, migrations.RunPython.noop, elidable=True),
    ]
