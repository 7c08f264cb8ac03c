"""How a territory, or the platform, looks where no style sheet reaches: on paper and in pictures."""

import base64
from typing import Any

from django.conf import settings

from portal.models import PortalImage, Territory

#: The platform's own skin, as in `agora.css`.
COLOUR, ACCENT = "#17324d", "#0f5a8a"
LOGO_SPEC = "max-320x320|format-png"


def brand_of(territory: Territory | None) -> dict[str, Any]:
    """Return colours, names and logo (an SVG that needs no file beside it, or "") for `brand.typ`."""
    platform = {"platform": settings.WAGTAIL_SITE_NAME}
    if territory is None:
        return platform | {"colour": COLOUR, "accent": ACCENT, "network": "", "lead": "", "logo": "", "logo_alt": ""}
    return platform | {
        "colour": territory.colour,
        "accent": territory.accent,
        "network": territory.network_name,
        "lead": territory.lead_body,
        "logo": _svg(territory.logo),
        "logo_alt": (territory.logo.default_alt_text if territory.logo else "") or territory.network_name,
    }


def _svg(image: PortalImage | None) -> str:
    """Return a picture wrapped in an SVG: typst takes it from the facts, and opens no file of the storage."""
    try:
        rendition = image.get_rendition(LOGO_SPEC) if image else None
        content = rendition.file.read() if rendition else b""
    except OSError:
        return ""
    if rendition is None:
        return ""
    size = f'width="{rendition.width}" height="{rendition.height}"'
    data = base64.b64encode(content).decode()
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="data:image/png;base64,{data}"/></svg>'
