from django.db import DatabaseError, migrations, transaction

HELP = """\
The search of the administration folds accents by PostgreSQL's extension "unaccent", which could not be made: {error}
Install it on the server if it is missing (Debian: postgresql-contrib), let an administrator of the database run
    CREATE EXTENSION unaccent;
in the database "{name}", then migrate again."""
CONFIGURATIONS = {"agora": ("italian", "italian_stem"), "agora_beginnings": ("simple", "simple")}


class ExtensionMissing(Exception):
    pass


def make(apps, schema_editor):
    """Make PostgreSQL's configurations; a database of another kind needs none."""
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    make_extension(connection)
    with connection.cursor() as cursor:
        for name, (copied, dictionary) in CONFIGURATIONS.items():
            cursor.execute(f"DROP TEXT SEARCH CONFIGURATION IF EXISTS {name}")
            cursor.execute(f"CREATE TEXT SEARCH CONFIGURATION {name} (COPY = pg_catalog.{copied})")
            cursor.execute(
                f"ALTER TEXT SEARCH CONFIGURATION {name} ALTER MAPPING FOR word, hword, hword_part "
                f"WITH unaccent, {dictionary}"
            )


def make_extension(connection):
    try:
        with transaction.atomic(connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
    except DatabaseError as error:
        name = connection.settings_dict["NAME"]
        raise ExtensionMissing(HELP.format(error=str(error).strip(), name=name)) from error


def drop(apps, schema_editor):
    """Drop the configurations; the extension may serve others."""
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            for name in CONFIGURATIONS:
                cursor.execute(f"DROP TEXT SEARCH CONFIGURATION IF EXISTS {name}")


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0004_search_server'),
    ]

    operations = [
        migrations.RunPython(make, drop),
    ]
