"""Carry what was brought before over to things of several schedules."""

from django.db import migrations


def _carried_over(facts):
    schedule = facts.pop("schedule", None)
    if schedule is not None:
        facts["schedules"] = [schedule | {"place": None}]
    return facts


def carry_over(apps, schema_editor):
    """Write the schedule of each thing as a list of one."""
    for page in apps.get_model("events", "ImportedPage").objects.iterator():
        page.written = _carried_over(page.written)
        page.save(update_fields=["written"])
    for brought in apps.get_model("events", "Import").objects.iterator():
        for item in brought.reading.get("items", ()):
            item["facts"] = _carried_over(item["facts"])
        brought.save(update_fields=["reading"])


class Migration(migrations.Migration):
    dependencies = [("events", "0006_was_public")]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
