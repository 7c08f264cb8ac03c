"""The calendar at one moment."""

from tests import calendar_world
from tests.browser import chromium, site, window  # noqa: F401  # fixtures
from tests.worlds import once

made, world = once(calendar_world.make, calendar_world.NOW)
