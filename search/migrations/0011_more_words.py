import csv
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).parent.parent / "data"
#: Words of other languages that are also forms of other Italian words: temi, marchi, dispense.
MISTAKEN = {"doposcuola": "teme", "passeggiata": "marche", "mensa solidale": "dispensa"}


def add(apps, schema_editor):
    """Add words to the sets that were sown, where editors kept them, and further sets."""
    sets = apps.get_model("search", "SynonymSet").objects
    kept = {each.expressions.splitlines()[0]: each for each in sets.exclude(expressions="")}
    sown = {row[0] for row in _rows("synonyms.csv")}
    for first, *others in _rows("more_synonyms.csv"):
        if each := kept.get(first):
            lines = [line for line in each.expressions.splitlines() if line != MISTAKEN.get(first)]
            each.expressions = "\n".join(dict.fromkeys([*lines, *others]))
            each.save()
        elif first not in sown:
            sets.create(expressions="\n".join([first, *others]))


def _rows(name):
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0010_words_of_titles'),
    ]

    operations = [
        migrations.RunPython(add, migrations.RunPython.noop),
    ]
