"""What an uploaded file is, whatever its name says; a picture keeps its pixels and nothing else."""

import io
import struct
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, PngImagePlugin

from portal.pictures import redraw
from portal.uploads import check_document
from tests.portal.brought_files import (
    ACCEPTED_DOCUMENTS,
    REFUSED_DOCUMENTS,
    REFUSED_PICTURES,
    SECRET,
    drawn,
    each,
    located,
    uploaded,
)

# Wagtail leaves the files that it opens for sizes and renditions to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")


@pytest.mark.parametrize(("name", "content", "code"), each(REFUSED_DOCUMENTS))
def test_a_false_document_is_refused(name: str, content: bytes, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        check_document(uploaded(name, content))
    assert refused.value.code == code
    assert len(refused.value.messages) == 1


@pytest.mark.parametrize(("name", "content"), each(ACCEPTED_DOCUMENTS))
def test_a_true_document_comes_in_unchanged(name: str, content: bytes) -> None:
    file = uploaded(name, content)
    check_document(file)
    assert file.read() == content


@pytest.mark.parametrize(("name", "content", "code"), each(REFUSED_PICTURES))
def test_a_false_picture_is_refused(name: str, content: bytes, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        redraw(uploaded(name, content))
    assert refused.value.code == code
    assert len(refused.value.messages) == 1


@pytest.mark.parametrize("limit", [799, 800])
def test_the_limit_of_pixels_is_the_setting(settings: Any, limit: int) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = limit
    file = uploaded("a.png", drawn("PNG"))
    if limit == 800:
        redraw(file)
    else:
        with pytest.raises(ValidationError):
            redraw(file)


def with_iptc() -> bytes:
    content = drawn("JPEG", comment=SECRET)
    block = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(SECRET)) + SECRET
    return content[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + content[2:]


def with_text() -> PngImagePlugin.PngInfo:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", SECRET.decode())
    text.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return text


def with_second_picture() -> bytes:
    second = Image.open(io.BytesIO(drawn("JPEG")))
    return drawn("MPO", save_all=True, append_images=[second], comment=SECRET)


XMP = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
TELLING_PICTURES: dict[str, tuple[str, bytes]] = {
    "JPEG with EXIF": ("a.jpg", drawn("JPEG", exif=located())),
    "JPEG with XMP": ("a.jpeg", drawn("JPEG", xmp=XMP)),
    "JPEG with IPTC and a comment": ("a.jpg", with_iptc()),
    "JPEG with something behind it": ("a.jpg", drawn("JPEG") + SECRET),
    "JPEG with a second picture": ("a.jpg", with_second_picture()),
    "PNG with EXIF": ("a.png", drawn("PNG", exif=located())),
    "PNG with text": ("a.png", drawn("PNG", pnginfo=with_text())),
    "WebP": ("a.webp", drawn("WEBP", exif=located(), xmp=XMP)),
    "AVIF": ("a.avif", drawn("AVIF", exif=located(), xmp=XMP)),
    "GIF with a comment": ("a.gif", drawn("GIF", comment=SECRET)),
}


@pytest.mark.parametrize(("name", "content"), each(TELLING_PICTURES))
def test_a_picture_keeps_its_pixels_and_nothing_else(name: str, content: bytes) -> None:
    assert SECRET in content
    file = uploaded(name, content)
    redraw(file)
    kept = file.read()
    assert file.size == len(kept)
    assert SECRET not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert dict(picture.getexif()) == {}
        assert not picture.info.keys() & {"exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop", "mp"}
        assert getattr(picture, "n_frames", 1) == 1


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")])
def test_a_picture_of_a_turned_phone_stands_upright(kind: str, name: str) -> None:
    file = uploaded(name, drawn(kind, exif=located()))
    redraw(file)
    with Image.open(file) as picture:
        assert picture.size == (20, 40)
        top, bottom = (picture.convert("RGB").getpixel((10, y)) for y in (4, 35))
    assert top[0] > 200 > 60 > top[2]
    assert bottom[2] > 200 > 60 > bottom[0]


@pytest.mark.parametrize(
    ("kind", "mode", "name"),
    [("PNG", mode, "a.png") for mode in ("1", "L", "LA", "P", "RGBA", "I;16")]
    + [("JPEG", mode, "a.jpg") for mode in ("L", "CMYK")]
    + [("WEBP", "RGBA", "a.webp"), ("AVIF", "RGBA", "a.avif"), ("GIF", "L", "a.gif")],
)
def test_every_kind_of_colours_survives(kind: str, mode: str, name: str) -> None:
    picture = Image.new("I", (4, 4), 300).convert(mode) if mode == "I;16" else None
    content = io.BytesIO()
    if picture:
        picture.save(content, kind)
    original = content.getvalue() or drawn(kind, mode)
    file = uploaded(name, original)
    redraw(file)
    with Image.open(io.BytesIO(original)) as before, Image.open(file) as after:
        assert (after.format, after.mode, after.size) == (before.format, before.mode, before.size)


def test_transparency_and_colour_profile_are_kept() -> None:
    profile = b"profile".ljust(140, b"\0")
    file = uploaded("a.png", drawn("PNG", "P", transparency=0, icc_profile=profile))
    redraw(file)
    with Image.open(file) as picture:
        assert picture.info["transparency"] == 0
        assert picture.info["icc_profile"] == profile


def test_a_photograph_loses_next_to_nothing_and_keeps_its_size() -> None:
    noise = Image.effect_noise((300, 200), 60).convert("RGB")
    content = io.BytesIO()
    noise.save(content, "JPEG", quality=85)
    file = uploaded("a.jpg", content.getvalue())
    redraw(file)
    assert file.size == pytest.approx(len(content.getvalue()), rel=0.05)
    with Image.open(content) as before, Image.open(file) as after:
        differences = [abs(a - b) for a, b in zip(before.tobytes(), after.tobytes(), strict=True)]
    assert sum(differences) / len(differences) < 1
