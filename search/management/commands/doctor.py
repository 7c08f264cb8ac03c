"""Look whether what is kept beside the truth is still equal to it, and say so in plain words."""

import sys
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from search.comparing import Comparison, with_database
from search.models import Entry, Unsent

#: How many entries are named of those that differ.
NAMED = 5


class Command(BaseCommand):
    """Reads only; ends with 1 where anything differs, so that a timer can tell somebody."""

    help = "Compare the indexes of the search with its entries; ends with 1 where they differ."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is to be looked at."""
        parser.add_argument("what", choices=["search"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Look at the index of the database, and at the search server's where there is one."""
        well = [self._say("The database’s index", with_database())]
        if settings.SEARCH_URL:
            well.append(self._server_is_well())
        if not all(well):
            self.stdout.write("To make everything anew: manage.py rebuild_index")
            sys.exit(1)

    def _server_is_well(self) -> bool:
        from search.elastic.comparing import with_server
        from search.elastic.server import UnavailableError

        try:
            well = self._say("The search server", with_server())
        except UnavailableError as error:
            self.stdout.write(f"The search server does not answer, or has no index: {error}")
            well = False
        if waiting := Unsent.objects.count():
            self.stdout.write(f"{waiting} changes wait to be sent; the worker or the next tick sends them.")
        return well

    def _say(self, name: str, found: Comparison) -> bool:
        if found.equal:
            self.stdout.write(f"{name} is equal to the {found.entries} entries.")
            return True
        self.stdout.write(f"{name} differs from the {found.entries} entries:")
        for line in _differences(found):
            self.stdout.write(f"  {line}")
        return False


def _differences(found: Comparison) -> Iterator[str]:
    for words, pks in (
        ("missing", found.missing),
        ("too many", found.too_many),
        ("with old words or facts", found.different),
    ):
        if pks:
            keys = Entry.objects.filter(pk__in=pks[:NAMED]).values_list("key", flat=True)
            more = ", …" if len(pks) > NAMED else ""
            yield f"{len(pks)} {words}: {', '.join(keys) or ', '.join(map(str, pks[:NAMED]))}{more}"
