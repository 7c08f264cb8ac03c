from typing import Any

from django.conf import settings
from django.db import migrations, models

import events.models.sources


def choose(apps: Any, schema_editor: Any) -> None:
    """Keep of `en-GB` or `EN` the language that the platform has; of any other, the source language."""
    known = dict(settings.LANGUAGES)
    sources = apps.get_model("events", "Source").objects
    for said in set(sources.exclude(language__in=known).values_list("language", flat=True)):
        code = said.strip().lower()
        meant = code if code in known else code.partition("-")[0]
        sources.filter(language=said).update(language=meant if meant in known else settings.SOURCE_LANGUAGE)


class Migration(migrations.Migration):
    """The language of a source is chosen among those of the platform, where it was written freely."""

    dependencies = [("events", "0012_places_of_moved_dates")]

    operations = [
        migrations.AlterField(
            model_name="source",
            name="language",
            field=models.CharField(
                choices=events.models.sources.languages, default="it", max_length=10, verbose_name="language"
            ),
        ),
        migrations.RunPython(choose, migrations.RunPython.noop, elidable=True),
    ]
