from django.db import migrations


def forget_words(apps, schema_editor):
    """Forget what was learnt from summaries: what things are called is learnt anew after the migration."""
    apps.get_model("search", "Word").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ("search", "0009_ends_of_dates"),
    ]

    operations = [
        migrations.RunPython(forget_words, migrations.RunPython.noop),
    ]
