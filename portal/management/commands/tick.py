"""Do what time brings: scheduled publishing and expiry, the horizon of dates, consents that end."""

import logging
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal.ticking import tasks

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Run every minute by a timer; each part is idempotent, so that two at once do no harm."""

    help = "Do what time brings: scheduled publishing, expiry, the horizon of dates, consents."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do every part; one that fails is logged and never stops the others."""
        call_command("publish_scheduled", verbosity=0)
        for name, task in tasks().items():
            try:
                changed = task()
            except Exception:
                logger.exception("Tick: %s failed", name)
            else:
                if changed and options["verbosity"]:
                    self.stdout.write(f"{name}: {changed}")
