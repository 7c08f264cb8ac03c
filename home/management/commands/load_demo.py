"""Load the demonstration: three territories with labs, calendars, councils, pictures and people."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.demo import loading, pages


class Command(BaseCommand):
    """Load the demonstration once; run again, it changes nothing."""

    # What starts often must start at once; `migrate` and the tests check the system.
    requires_system_checks: list[str] = []
    help = "Load the demonstration content, unless it is there already."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, saying each step on stderr and what there is at the end on stdout."""
        if not settings.DEMO_USERS_ALLOWED:
            raise CommandError("These settings allow no demonstration: its users share one known password.")
        if loading.has_other_content():
            raise CommandError("This database holds another platform: the demonstration needs an empty one.")
        if loading.is_loaded():
            pages.follow_settings()
            self.stdout.write("The demonstration is loaded.")
            return
        begun = time.monotonic()
        loading.load(self.stderr.write)
        found = ", ".join(f"{number} {words}" for words, number in loading.counts().items())
        self.stdout.write(f"Loaded in {time.monotonic() - begun:.0f} s: {found}.")
