"""A browser for the tests of what the home adds to the admin."""

from tests.browser import chromium, site, window

__all__ = ["chromium", "site", "window"]
