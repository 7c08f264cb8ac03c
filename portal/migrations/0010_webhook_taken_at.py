"""When an address last took something; of those that there are, by what the log still says."""

from django.db import migrations, models


def read_the_log(apps, schema_editor):
    """Fill in the last attempt that succeeded."""
    taken = apps.get_model("portal", "Attempt").objects.filter(
        message__webhook=models.OuterRef("pk"), status__gte=200, status__lt=300
    )
    last = taken.order_by("-pk").values("at")[:1]
    apps.get_model("portal", "Webhook").objects.update(taken_at=models.Subquery(last))


class Migration(migrations.Migration):
    dependencies = [("portal", "0009_lead_body_ipa")]

    operations = [
        migrations.AddField(
            model_name="webhook",
            name="taken_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunPython(read_the_log, migrations.RunPython.noop),
    ]
