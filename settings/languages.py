"""The languages that the platform speaks, and which of them an installation offers.

The codes are Django's, which are BCP 47 tags (https://www.rfc-editor.org/info/bcp47) in lower case.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

KNOWN: dict[str, Any] = {
    "it": _("Italian"),
    "en": _("English"),
    "fr": _("French"),
    "es": _("Spanish"),
    "ro": _("Romanian"),
    "uk": _("Ukrainian"),
    "ar": _("Arabic"),
    "zh-hans": _("Simplified Chinese"),
}


def offered(codes: str, source: str) -> list[tuple[str, Any]]:
    """Return (code, name) for each of the codes separated by commas, all known ones where none is given.

    The language of the source is always first. Raises ImproperlyConfigured for one that has no catalogue.
    """
    asked = [code for code in (part.strip().lower() for part in codes.split(",")) if code] or list(KNOWN)
    if unknown := [code for code in asked if code not in KNOWN]:
        raise ImproperlyConfigured(f"LANGUAGES: no catalogue for {', '.join(unknown)}; there are {', '.join(KNOWN)}.")
    return [(code, KNOWN[code]) for code in dict.fromkeys([source, *asked])]
