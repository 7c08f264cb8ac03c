"""Make the shared index anew from everything that is findable."""

import sys
from io import StringIO
from typing import IO, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.freshness import raise_stamp
from portal.progress import Bar
from search.backends import backend
from search.indexing import forget_words
from search.models import Rebuild
from search.rebuilding import current, forget_vanished, parts, write_in_chunks
from search.unsent import send_changes

BROKEN_OFF = 130


class Command(BaseCommand):
    """May be run at any time, beside editors at work; after it was broken off it goes on where it was."""

    help = (
        "Rebuild the entries of the shared index and their words from everything that is findable; "
        "with SEARCH_URL, then a new index on the search server beside the one in use."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to begin anew."""
        parser.add_argument("--afresh", action="store_true", help="begin anew, even where one was broken off")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write every entry anew, forget what is gone, and tell everybody that answers may have changed."""
        # A bar is neither an error nor a line by itself.
        self.stderr.style_func, self.stderr.ending = None, ""
        try:
            self._rebuild(**options)
        except KeyboardInterrupt:
            self.stderr.write("\nBroken off. The same command goes on from here.\n")
            sys.exit(BROKEN_OFF)

    def _rebuild(self, *, afresh: bool, verbosity: int, **_options: Any) -> None:
        bars: Any = self.stderr if verbosity else StringIO()
        rebuild = current(afresh=afresh)
        backend().prepare()
        with backend().writing_anew():
            self._write_everything(rebuild, bars)
        vanished = forget_vanished(rebuild.started)
        forget_words()
        backend().settle()
        if verbosity and vanished:
            self.stderr.write(f"{vanished} entries of things that are gone were removed.\n")
        if settings.SEARCH_URL:
            self._rebuild_on_server(bars, afresh=afresh)
        raise_stamp([None])
        rebuild.delete()

    def _write_everything(self, rebuild: Rebuild, bars: IO[str]) -> None:
        for label, things in parts(rebuild):
            bar = Bar(bars, label, things.count())
            for number in write_in_chunks(things, rebuild):
                bar.advance(number)
            bar.end()

    def _rebuild_on_server(self, bars: IO[str], *, afresh: bool) -> None:
        from search.elastic import indexes
        from search.elastic.server import UnavailableError, told_apart

        try:
            with told_apart():
                if afresh:
                    indexes.abandon()
                bar = Bar(bars, "search server", indexes.left())
                for number in indexes.build():
                    bar.advance(number)
                bar.end()
        except UnavailableError as error:
            raise CommandError(
                f"The search server does not answer; the same command goes on from here: {error}"
            ) from error
        send_changes.func()
