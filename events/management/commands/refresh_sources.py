"""Read the sources whose time has come, or those that are named, now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from events.models import Source
from events.sources.refreshing import refresh, refresh_due


class Command(BaseCommand):
    """The tick does the same every minute; by hand for one source, or when no tick runs."""

    help = "Read the sources whose time has come; with --all every one that is shown; with names, those."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add names and --all."""
        parser.add_argument("names", nargs="*", help="names of sources")
        parser.add_argument("--all", action="store_true", help="every source whose items are shown")

    def handle(self, *args: Any, names: list[str], **options: Any) -> None:
        """Read, and say how each of them is."""
        chosen = Source.objects.filter(name__in=names) if names else Source.objects.filter(active=True)
        read = refresh(list(chosen)) if names or options["all"] else refresh_due()
        self.stdout.write(f"{read} read")
        for source in chosen.exclude(problem="").order_by("name"):
            self.stdout.write(f"{source.name}: {source.problem}")
