"""QR codes (ISO/IEC 18004) by segno: plain modules, so that paper around them is their quiet zone."""

from io import BytesIO

import segno

#: A fold or a stain may cover 15 % of it.
CORRECTION = "m"
LARGEST = 177


def qr_svg(text: str) -> str:
    """Return the code of a text as SVG without a quiet zone; raises segno.DataOverflowError above 2,331 bytes."""
    drawn = BytesIO()
    segno.make(text, error=CORRECTION, micro=False, boost_error=False).save(
        drawn, kind="svg", border=0, xmldecl=False, omitsize=True, dark="#000"
    )
    return drawn.getvalue().decode()


def qr_modules(text: str) -> int:
    """Return how many modules the code of a text is wide; more than any code has where the text is too long."""
    try:
        return int(segno.make(text, error=CORRECTION, micro=False, boost_error=False).symbol_size(border=0)[0])
    except segno.DataOverflowError:
        return LARGEST + 1
