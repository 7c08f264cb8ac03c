"""A share picture, composed by Pillow: ground, the mark's ring or a photo, and over them the layer of set words."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageOps
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from portal.models import PortalImage

WIDTH, HEIGHT = 1200, 630
#: The white foot with the names, and how wide a photo stands above it, at the right.
STRIP, PHOTO_WIDTH = 104, 560
MARGIN = 64
PHOTO_SPEC = f"fill-{PHOTO_WIDTH}x{HEIGHT - STRIP}|format-jpeg|jpegquality-90"
COLOURS = 128
#: Edges are drawn this much larger and made smaller, so that they are smooth.
FINER = 4
RING = (710, -70, 1350, 570)
BOWL = (902, 122, 1158, 378)
CURVE, EDGE = (660, -190, 1560, 710), (646, -204, 1574, 724)
Box = tuple[int, int, int, int]


def composed(words: bytes, colour: str, accent: str, photo: Image.Image | None, form: str) -> bytes:
    """Return the picture as `jpg` or, of few colours, as `png`; `words` is a transparent PNG."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), colour)
    if photo:
        _round(picture, EDGE, accent)
        picture.paste(photo, (WIDTH - PHOTO_WIDTH, 0), _mask(CURVE).crop((WIDTH - PHOTO_WIDTH, 0, WIDTH, photo.height)))
    else:
        _round(picture, RING, accent)
        _round(picture, BOWL, colour)
    picture.paste("white", (0, HEIGHT - STRIP, WIDTH, HEIGHT))
    with Image.open(BytesIO(words)) as layer:
        picture.paste(layer, mask=layer.getchannel("A"))
    return _encoded(picture, form)


def photo_of(image: PortalImage | None) -> Image.Image | None:
    """Return a page's own picture, cut around its focal point to the room that it has; None if it cannot be read."""
    try:
        rendition = image.get_rendition(PHOTO_SPEC) if image else None
        if rendition is None:
            return None
        with rendition.file.open("rb") as file, Image.open(file) as opened:
            # A picture smaller than its room is enlarged: Wagtail never does.
            return ImageOps.fit(opened.convert("RGB"), (PHOTO_WIDTH, HEIGHT - STRIP))
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        return None


def _round(picture: Image.Image, box: Box, colour: str) -> None:
    picture.paste(colour, mask=_mask(box))


def _mask(box: Box) -> Image.Image:
    """Return a disc with smooth edges, as large as the picture."""
    large = Image.new("L", (WIDTH * FINER, HEIGHT * FINER))
    ImageDraw.Draw(large).ellipse(tuple(edge * FINER for edge in box), fill=255)
    return large.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _encoded(picture: Image.Image, form: str) -> bytes:
    """Return the file: a palette is a third of the size for flat colours and the greys of letters."""
    content = BytesIO()
    if form == "jpg":
        # Whole colour at the edges of letters, where JPEG otherwise smears it.
        picture.save(content, "JPEG", quality=85, subsampling=0, optimize=True)
    else:
        few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(content, "PNG", optimize=True)
    return content.getvalue()
