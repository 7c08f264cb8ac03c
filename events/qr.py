"""QR codes to addresses of ours, drawn by segno as SVG: sharp at every size on paper."""

from io import BytesIO

import segno

# A quarter of it may be stained or torn (level Q); the quiet zone is that of ISO/IEC 18004.
ERROR_CORRECTION = "q"
QUIET_ZONE = 4


def qr_svg(address: str, title: str) -> bytes:
    """Return a code that leads to an address, with a title for those who cannot see it."""
    drawn = BytesIO()
    code = segno.make(address, error=ERROR_CORRECTION, micro=False)
    code.save(drawn, kind="svg", scale=8, border=QUIET_ZONE, light="#fff", title=title, desc=address)
    return drawn.getvalue()
