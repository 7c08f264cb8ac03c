"""What others write with markup, without it."""

import re

from django.core.exceptions import SuspiciousOperation
from django.utils.html import strip_tags

#: A tag, also one that never ends.
TAG = re.compile(r"<[^<>]*>?")


def without_tags(text: str) -> str:
    """Return a text without tags."""
    try:
        return strip_tags(text)
    except SuspiciousOperation:
        # Django gives up on dozens of tags inside each other, which is to hurt: nobody's words are in there.
        return TAG.sub("", text)
