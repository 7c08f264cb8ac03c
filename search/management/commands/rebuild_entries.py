"""Make the shared index anew from everything that is findable."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.freshness import raise_stamp
from portal.progress import Bar
from search.backends import backend
from search.rebuilding import forget_vanished, parts, write_in_chunks


class Command(BaseCommand):
    """May be run at any time, beside editors at work, and again after it was interrupted."""

    help = "Rebuild the entries of the shared index and their words from everything that is findable."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write every entry anew, forget what is gone, and tell everybody that answers may have changed."""
        started = timezone.now()
        # A bar is neither an error nor a line by itself.
        self.stderr.style_func, self.stderr.ending = None, ""
        backend().prepare()
        for label, things in parts():
            bar = Bar(self.stderr, label, things.count())  # type: ignore[arg-type]
            for number in write_in_chunks(things):
                bar.advance(number)
            bar.end()
        vanished = forget_vanished(started)
        raise_stamp([None])
        if options["verbosity"] and vanished:
            self.stderr.write(f"{vanished} entries of things that are gone were removed.\n")
