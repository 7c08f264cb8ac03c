from collections import Counter

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Count

from portal.periods import local_day


def count_what_is_there(apps, schema_editor):
    """Begin the account with the rows that there are."""
    days = Counter()
    rows = apps.get_model("events", "Occurrence").objects.exclude(status="removed").order_by()
    moments = rows.values_list("starts_at", "territory", "series__kind").annotate(number=Count("pk"))
    for starts_at, territory, kind, number in moments.iterator():
        days[local_day(starts_at), territory, kind] += number
    model = apps.get_model("events", "DayCount")
    model.objects.bulk_create(
        (
            model(day=day, territory_id=territory, kind=kind, number=number)
            for (day, territory, kind), number in days.items()
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0004_dates_found_by_index"),
        ("portal", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DayCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(db_index=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("activity", "activity"), ("event", "event"), ("meeting", "meeting")], max_length=8
                    ),
                ),
                ("number", models.IntegerField()),
                (
                    "territory",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="portal.territory"
                    ),
                ),
            ],
        ),
        migrations.RunPython(count_what_is_there, migrations.RunPython.noop),
    ]
