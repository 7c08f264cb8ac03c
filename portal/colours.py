"""Contrast between colours after WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MINIMUM_CONTRAST = 4.5
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio (1 to 21) of two `#rrggbb` colours."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def validate_readable_under_white(colour: str) -> None:
    """Raise ValidationError unless white text on `colour` can be read (AA, 4.5:1)."""
    if not _HEX.fullmatch(colour):
        raise ValidationError(_("Write the colour as # and six digits, for example #1a5fb4."))
    ratio = contrast(colour, "#ffffff")
    if ratio < MINIMUM_CONTRAST:
        raise ValidationError(
            _("White text on this colour would be hard to read: contrast %(ratio).1f, at least 4.5 is needed."),
            params={"ratio": ratio},
        )


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
