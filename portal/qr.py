"""QR codes (ISO/IEC 18004) by segno: sharp at every size on paper."""

from io import BytesIO

import segno

#: A fold or a stain may cover 15 % of it.
CORRECTION = "m"
#: A picture that stands alone brings its quiet zone with it, and may lose a quarter.
PICTURE_CORRECTION = "q"
QUIET_ZONE = 4
LARGEST = 177


def qr_svg(text: str) -> str:
    """Return the code of a text as SVG, whose quiet zone is the paper around it.

    Raises segno.DataOverflowError above 2,331 bytes.
    """
    drawn = BytesIO()
    segno.make(text, error=CORRECTION, micro=False, boost_error=False).save(
        drawn, kind="svg", border=0, xmldecl=False, omitsize=True, dark="#000"
    )
    return drawn.getvalue().decode()


def qr_picture(address: str, title: str) -> bytes:
    """Return a code as an SVG file to print, with a title for those who cannot see it."""
    drawn = BytesIO()
    code = segno.make(address, error=PICTURE_CORRECTION, micro=False)
    code.save(drawn, kind="svg", scale=8, border=QUIET_ZONE, light="#fff", title=title, desc=address)
    return drawn.getvalue()


def qr_modules(text: str) -> int:
    """Return how many modules the code of a text is wide; more than any code has where the text is too long."""
    try:
        return int(segno.make(text, error=CORRECTION, micro=False, boost_error=False).symbol_size(border=0)[0])
    except segno.DataOverflowError:
        return LARGEST + 1
