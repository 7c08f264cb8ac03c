import csv
from pathlib import Path

from django.db import migrations, models

SEEDS = Path(__file__).parent.parent / "data" / "synonyms.csv"


def sow(apps, schema_editor):
    """Begin the thesaurus with the words of the field's glossary; editors go on from there."""
    sets = apps.get_model("search", "SynonymSet").objects
    with SEEDS.open(newline="", encoding="utf-8") as file:
        sets.bulk_create([sets.model(expressions="\n".join(row)) for row in csv.reader(file)])


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_initial'),
    ]

    operations = [
        migrations.AddField("entry", "verified_on", models.DateField(null=True)),
        migrations.CreateModel(
            name='SynonymSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('expressions', models.TextField(help_text='One on each line: doposcuola, then compiti, then aiuto compiti. In any language.', verbose_name='expressions')),
                ('modified', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'words that mean the same',
                'verbose_name_plural': 'words that mean the same',
                'ordering': ['expressions'],
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=60, unique=True)),
            ],
        ),
        migrations.RunPython(sow, migrations.RunPython.noop),
    ]
