"""Pictures as they are kept: checked, upright, and drawn again so that nothing but their pixels comes in.

A photograph carries where and when it was taken (EXIF, XMP, IPTC), sometimes a second picture or a film behind the
first; drawing it again leaves all of that out, whatever the format calls it.
"""

from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, JpegImagePlugin

FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF", "gif": "GIF"}
# Near-lossless where the format loses, and quick: their usual effort takes seconds for every photograph.
SAVING: dict[str, dict[str, Any]] = {"WEBP": {"quality": 90, "method": 2}, "AVIF": {"quality": 85, "speed": 10}}
BOMBS = (Image.DecompressionBombWarning, Image.DecompressionBombError)

WRONG_KIND = _("Pictures can be JPEG, PNG, WebP, AVIF or GIF files.")
UNREADABLE = _("This is not a sound %(kind)s picture: save it again with the program that made it.")
TOO_MANY_PIXELS = _("This picture has more than %(millions)s million pixels: make it smaller.")
MOVING = _("This picture moves, and people could not stop it: save it as a single, still picture.")


def redraw(file: Any) -> None:
    """Check an uploaded picture (an open, writable file with its `name`) and rewrite it in place, without metadata.

    Raises ValidationError with one sentence when it is no picture, is damaged, moves or has too many pixels.
    """
    kind = PurePath(file.name).suffix[1:].lower()
    if kind not in FORMATS:
        raise ValidationError(WRONG_KIND, code="kind")
    try:
        content = _redrawn(file, FORMATS[kind])
    except ValidationError:
        raise
    except BOMBS as error:
        raise _too_many_pixels() from error
    except Exception as error:  # hostile bytes make Pillow's decoders raise nearly anything
        raise ValidationError(UNREADABLE, code="unreadable", params={"kind": FORMATS[kind]}) from error
    _replace(file, content)


def _redrawn(file: Any, expected: str) -> bytes:
    file.seek(0)
    with Image.open(file, formats=[expected]) as picture:
        _check_header(picture)
        saving = _saving(picture, expected)
        upright = ImageOps.exif_transpose(picture)
    # What is left of the original beside its pixels: Pillow would write comments and text found here.
    upright.info = {key: value for key, value in upright.info.items() if key == "transparency"}
    drawn = BytesIO()
    upright.save(drawn, expected, **saving)
    return drawn.getvalue()


def _check_header(picture: Image.Image) -> None:
    """Refuse by what the header says, before a single pixel is decoded."""
    if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()
    # MPO is a still photograph with a preview or a second lens behind it.
    if getattr(picture, "is_animated", False) and picture.format != "MPO":
        raise ValidationError(MOVING, code="moving")


def _saving(picture: Image.Image, expected: str) -> dict[str, Any]:
    options = {"icc_profile": picture.info.get("icc_profile"), **SAVING.get(expected, {})}
    if isinstance(picture, JpegImagePlugin.JpegImageFile):
        # The tables of the original: drawn again with them, it loses next to nothing and keeps its size.
        options |= {"qtables": picture.quantization, "subsampling": JpegImagePlugin.get_sampling(picture)}
    return options


def _replace(file: Any, content: bytes) -> None:
    """Write in place: Wagtail's multiple upload keeps the file that came with the request, not what a form returns."""
    file.seek(0)
    file.truncate()
    file.write(content)
    file.flush()
    file.seek(0)
    file.size = len(content)


def _too_many_pixels() -> ValidationError:
    millions = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return ValidationError(TOO_MANY_PIXELS, code="pixels", params={"millions": millions})
