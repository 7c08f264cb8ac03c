"""What these tests share."""

from tests.browser import chromium  # noqa: F401  # a fixture
from tests.guides import live  # noqa: F401  # a fixture
