import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from PIL import Image, PngImagePlugin
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import APIToken, Collection, UploadedFile

from portal.pictures import redraw
from portal.uploads import MAX_MEMBERS, MAX_UNPACKED, check_document

# Wagtail leaves the files that it opens for sizes and renditions to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")

SECRET = b"a-place-nobody-should-know"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
WINDOWS_PROGRAM = b"MZ\x90\x00\x03" + bytes(60)


def package(members: dict[str, bytes | str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return content.getvalue()


def docx(**more: bytes | str) -> bytes:
    return package({"[Content_Types].xml": f"<Types>{WORD}</Types>", "word/document.xml": "<w/>", **more})


def odt(**more: bytes | str) -> bytes:
    media_type = "application/vnd.oasis.opendocument.text"
    return package({"mimetype": media_type, "content.xml": "<o/>", **more})


def locked() -> bytes:
    """A docx whose parts say that they are packed in a way that nobody here can open."""
    return docx().replace(b"\x14\x00\x00\x00\x08\x00", b"\x14\x00\x00\x00\x63\x00")


def bomb() -> bytes:
    """A real one: far more zeros than may be unpacked, in some hundred kilobytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", WORD)
        with archive.open("word/document.xml", "w") as member:
            for _block in range(MAX_UNPACKED // 2**20 + 1):
                member.write(bytes(2**20))
    return content.getvalue()


def drawn(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 20), **saving: Any) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    content = io.BytesIO()
    picture.convert(mode).save(content, kind, **saving)
    return content.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that announces its size and stops: whoever accepts or decodes it believed the header."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def located() -> Image.Exif:
    """EXIF of a phone held upright: where, with which device, and turned by a quarter."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = SECRET.decode()
    exif[0x8825] = {1: "N", 2: (45.0, 11.0, 6.0), 3: "E", 4: (9.0, 9.0, 30.0)}
    return exif


def animation() -> bytes:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    content = io.BytesIO()
    frames[0].save(content, "GIF", save_all=True, append_images=frames[1:], duration=100)
    return content.getvalue()


def uploaded(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

REFUSED_DOCUMENTS: dict[str, tuple[str, bytes, str]] = {
    "a Windows program named pdf": ("a.pdf", WINDOWS_PROGRAM, "program"),
    "a Linux program named pdf": ("a.pdf", b"\x7fELF\x02\x01" + bytes(60), "program"),
    "a macOS program named odt": ("a.odt", b"\xcf\xfa\xed\xfe" + bytes(60), "program"),
    "a script named txt": ("a.txt", b"#!/bin/sh\nrm -r .\n", "program"),
    "a picture named pdf": ("a.pdf", drawn("PNG"), "not_genuine"),
    "a web page named pdf": ("a.PDF", b"<html><script>alert(1)</script></html>", "not_genuine"),
    "pdf behind something else": ("a.pdf", b"GIF89a %PDF-1.7", "not_genuine"),
    "any zip named docx": ("a.docx", package({"a.txt": "a"}), "not_genuine"),
    "a docx named xlsx": ("a.xlsx", docx(), "not_genuine"),
    "an odt named ods": ("a.ods", odt(), "not_genuine"),
    "a declaration with nothing behind": ("a.docx", package({"[Content_Types].xml": WORD}), "not_genuine"),
    "a cut docx": ("a.docx", docx()[:-30], "not_genuine"),
    "a docx that cannot be opened": ("a.docx", locked(), "not_genuine"),
    "a program with a docx behind": ("a.docx", WINDOWS_PROGRAM + docx(), "program"),
    "something with a docx behind": ("a.docx", b"hello" + docx(), "not_genuine"),
    "an old Word file named docx": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "not_genuine"),
    "a docx with macros": ("a.docx", docx(**{"word/vbaProject.bin": b"x"}), "macros"),
    "a docx with macros in capitals": ("a.docx", docx(**{"word/VBAPROJECT.BIN": b"x"}), "macros"),
    "a docx with controls": ("a.docx", docx(**{"word/activeX/activeX1.xml": b"x"}), "macros"),
    "an odt with macros": ("a.odt", odt(**{"Basic/Standard/Module1.xml": b"x"}), "macros"),
    "a docx that unpacks without end": ("a.docx", bomb(), "bomb"),
    "a docx of countless parts": ("a.docx", docx() + b"PK\x01\x02" * MAX_MEMBERS, "bomb"),
    "a csv with NUL": ("a.csv", b"a,b\x00\n", "text"),
    "a text in UTF-16": ("a.txt", "laboratorio".encode("utf-16"), "text"),
    "bytes of no encoding": ("a.txt", b"caff\x81\x8d\xe8", "text"),
    "a web page named txt": ("a.txt", b"\xef\xbb\xbf \n<!DOCTYPE html><script>1</script>", "markup"),
    "an SVG named txt": ("a.txt", SVG, "markup"),
    "a web page": ("a.html", b"<p>a</p>", "kind"),
    "an SVG": ("a.svg", SVG, "kind"),
    "a document with macros by name": ("a.docm", docx(), "kind"),
    "no extension": ("a", b"%PDF-1.7", "kind"),
}
ACCEPTED_DOCUMENTS: dict[str, tuple[str, bytes]] = {
    "pdf": ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\n"),
    "pdf in capitals": ("A.PDF", b"%PDF-1.4\n"),
    "docx": ("a.docx", docx()),
    "docx with a table inside": ("a.docx", docx(**{"word/embeddings/Sheet1.xlsx": docx()})),
    "docx by Word on the web": (
        "a.docx",
        package({"[Content_Types].xml": WORD, "word/document2.xml": "<w/>"}),
    ),
    "xlsx": ("a.xlsx", package({"[Content_Types].xml": SHEET, "xl/workbook.xml": "<x/>"})),
    "odt": ("a.odt", odt()),
    "ods": (
        "a.ods",
        package({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<o/>"}),
    ),
    "csv in UTF-8": ("a.csv", "giorno;età\r\nmartedì;6-11\r\n".encode()),
    "csv of Excel": ("a.csv", "\ufeffgiorno;età\r\n".encode()),
    "csv of an Italian Windows": ("a.csv", "giorno;età\r\n€ 5;“sì”\r\n".encode("cp1252")),
    "txt": ("a.txt", b"<3 il laboratorio\n\tok\n"),
}
REFUSED_PICTURES: dict[str, tuple[str, bytes, str]] = {
    "an SVG with a script": ("a.svg", SVG, "kind"),
    "an SVG without one": ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "kind"),
    "an SVG named png": ("a.png", SVG, "unreadable"),
    "a program named jpg": ("a.jpg", WINDOWS_PROGRAM, "unreadable"),
    "a JPEG named png": ("a.png", drawn("JPEG"), "unreadable"),
    "a TIFF named jpg": ("a.jpg", drawn("TIFF"), "unreadable"),
    "a BMP": ("a.bmp", drawn("BMP"), "kind"),
    "a cut JPEG": ("a.jpg", drawn("JPEG", size=(400, 200))[:-300], "unreadable"),
    "a cut PNG": ("a.png", drawn("PNG", size=(400, 200))[:-60], "unreadable"),
    "a cut WebP": ("a.webp", drawn("WEBP", size=(400, 200))[:-60], "unreadable"),
    "a cut AVIF": ("a.avif", drawn("AVIF", size=(400, 200))[:-60], "unreadable"),
    "a PNG of nothing but its signature": ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(40), "unreadable"),
    "a JPEG of nothing but its signature": ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(40), "unreadable"),
    "an empty WebP": ("a.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "unreadable"),
    "56 megapixels": ("a.png", png_header(8_000, 7_000), "pixels"),
    "100 megapixels, of which Pillow warns": ("a.png", png_header(10_000, 10_000), "pixels"),
    "200 megapixels, which Pillow refuses": ("a.png", png_header(20_000, 10_000), "pixels"),
    "a moving GIF": ("a.gif", animation(), "moving"),
}


def each(cases: dict[str, tuple[Any, ...]]) -> Any:
    return [pytest.param(*case, id=name) for name, case in cases.items()]


# --- the checks themselves ---------------------------------------------------------------------------------------


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


# --- the doors: forms, admin views, choosers, API v3 -------------------------------------------------------------


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def editor(db: None) -> Any:
    return get_user_model().objects.create_superuser("editor", "editor@agora.example", "x")


@pytest.fixture
def admin(client: Client, editor: Any) -> Iterator[Client]:
    client.force_login(editor)
    with override("it"):
        yield client


def assert_nothing_is_left(media: Path) -> None:
    for model in (get_image_model(), get_document_model(), UploadedFile):
        assert not model.objects.exists()
    assert [path for path in media.rglob("*") if path.is_file()] == []


def root() -> int:
    return Collection.get_first_root_node().pk


def described(**more: Any) -> dict[str, Any]:
    return {"title": "Cortile", "description": "Bambini che giocano in cortile", "collection": root(), **more}


@pytest.mark.parametrize(("name", "content", "code"), each(REFUSED_PICTURES))
def test_the_form_of_a_picture_says_one_sentence(
    editor: Any, media: Path, name: str, content: bytes, code: str
) -> None:
    form = get_image_form(get_image_model())(described(), {"file": uploaded(name, content)}, user=editor)
    assert not form.is_valid()
    assert list(form.errors) == ["file"]
    assert [error["code"] for error in form.errors.get_json_data()["file"]] == [code]
    assert_nothing_is_left(media)


@pytest.mark.parametrize(("name", "content", "code"), each(REFUSED_DOCUMENTS))
def test_the_form_of_a_document_says_one_sentence(
    editor: Any, media: Path, name: str, content: bytes, code: str
) -> None:
    data = {"title": "Volantino", "collection": root()}
    form = get_document_form(get_document_model())(data, {"file": uploaded(name, content)}, user=editor)
    assert not form.is_valid()
    assert list(form.errors) == ["file"]
    assert [error["code"] for error in form.errors.get_json_data()["file"]] == [code]
    assert_nothing_is_left(media)


def too_big_picture() -> bytes:
    return drawn("PNG") + bytes(10 * 2**20)


def too_big_document() -> bytes:
    return b"%PDF-1.7" + bytes(20 * 2**20)


SAMPLE_PICTURES = {
    name: REFUSED_PICTURES[name][:2]
    for name in (
        "an SVG with a script",
        "200 megapixels, which Pillow refuses",
        "a cut JPEG",
        "a PNG of nothing but its signature",
    )
}
SAMPLE_DOCUMENTS = {
    name: REFUSED_DOCUMENTS[name][:2]
    for name in ("a Windows program named pdf", "a docx with macros", "a docx that unpacks without end", "an SVG")
}


@pytest.mark.parametrize(
    ("name", "content"), [*each(SAMPLE_PICTURES), pytest.param("a.png", too_big_picture(), id="11 megabytes")]
)
def test_the_admin_refuses_a_picture_and_keeps_nothing(admin: Client, media: Path, name: str, content: bytes) -> None:
    answer = admin.post(reverse("wagtailimages:add"), described(file=uploaded(name, content)))
    assert answer.status_code == 200
    assert len(answer.context["form"].errors["file"]) == 1
    assert_nothing_is_left(media)

    several = admin.post(
        reverse("wagtailimages:add_multiple"),
        {"title": name, "collection": root(), "files[]": uploaded(name, content)},
    ).json()
    assert several["success"] is False
    assert several["error_message"] == answer.context["form"].errors["file"][0]
    assert_nothing_is_left(media)


@pytest.mark.parametrize(
    ("name", "content"), [*each(SAMPLE_DOCUMENTS), pytest.param("a.pdf", too_big_document(), id="21 megabytes")]
)
def test_the_admin_refuses_a_document_and_keeps_nothing(admin: Client, media: Path, name: str, content: bytes) -> None:
    data = {"title": "Volantino", "collection": root()}
    answer = admin.post(reverse("wagtaildocs:add"), {**data, "file": uploaded(name, content)})
    assert answer.status_code == 200
    assert len(answer.context["form"].errors["file"]) == 1
    assert_nothing_is_left(media)

    several = admin.post(reverse("wagtaildocs:add_multiple"), {**data, "files[]": uploaded(name, content)}).json()
    assert several["success"] is False
    assert several["error_message"] == answer.context["form"].errors["file"][0]
    assert_nothing_is_left(media)


def test_the_choosers_refuse_too(admin: Client, media: Path) -> None:
    picture = {f"image-chooser-upload-{name}": value for name, value in described().items()}
    picture["image-chooser-upload-file"] = uploaded("a.svg", SVG)
    answer = admin.post(reverse("wagtailimages_chooser:create"), picture)
    assert answer.json()["step"] == "reshow_creation_form"

    document = {
        "document-chooser-upload-title": "Volantino",
        "document-chooser-upload-collection": root(),
        "document-chooser-upload-file": uploaded("a.pdf", WINDOWS_PROGRAM),
    }
    answer = admin.post(reverse("wagtaildocs_chooser:create"), document)
    assert answer.json()["step"] == "reshow_creation_form"
    assert_nothing_is_left(media)


@pytest.fixture
def bearer(editor: Any) -> dict[str, str]:
    _token, plain = APIToken.create_token(user=editor, name="test")
    return {"Authorization": f"Bearer {plain}"}


def test_the_api_refuses_a_picture_and_keeps_nothing(client: Client, media: Path, bearer: dict[str, str]) -> None:
    data = {"title": "Cortile", "description": "Bambini che giocano", "file": uploaded("a.png", SVG)}
    answer = client.post(reverse("wagtailapi_v3:create_image"), data, headers=bearer)
    assert answer.status_code == 422
    assert [error["loc"] for error in answer.json()["errors"]] == [["file"]]
    assert_nothing_is_left(media)


def test_the_api_refuses_a_document_and_keeps_nothing(client: Client, media: Path, bearer: dict[str, str]) -> None:
    data = {"title": "Volantino", "file": uploaded("a.pdf", WINDOWS_PROGRAM)}
    answer = client.post(reverse("wagtailapi_v3:create_document"), data, headers=bearer)
    assert answer.status_code == 422
    assert [error["loc"] for error in answer.json()["errors"]] == [["file"]]
    assert_nothing_is_left(media)


@pytest.mark.parametrize("in_memory", [0, 2**20])
def test_a_picture_is_stored_upright_and_silent(admin: Client, media: Path, settings: Any, in_memory: int) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = in_memory
    file = uploaded("a.jpg", drawn("JPEG", exif=located()))
    assert admin.post(reverse("wagtailimages:add"), described(file=file)).status_code == 302
    image = get_image_model().objects.get()
    stored = (media / image.file.name).read_bytes()
    assert SECRET not in stored
    assert (image.width, image.height, image.file_size) == (20, 40, len(stored))


@pytest.mark.parametrize("in_memory", [0, 2**20])
def test_many_pictures_wait_for_their_words_already_silent(
    admin: Client, media: Path, settings: Any, in_memory: int
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = in_memory
    data = {"title": "IMG_1234.jpg", "collection": root()}
    file = uploaded("IMG_1234.jpg", drawn("JPEG", exif=located()))
    answer = admin.post(reverse("wagtailimages:add_multiple"), {**data, "files[]": file}).json()
    waiting = UploadedFile.objects.get(pk=answer["uploaded_file_id"])
    assert SECRET not in Path(waiting.file.path).read_bytes()
    assert not get_image_model().objects.exists()

    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
    words = {f"uploaded-image-{waiting.pk}-{name}": value for name, value in described().items()}
    lazy = {**words, f"uploaded-image-{waiting.pk}-description": "IMG_1234"}
    assert admin.post(url, lazy).json()["success"] is False
    assert admin.post(url, words).json()["success"] is True
    image = get_image_model().objects.get()
    assert (image.width, image.height) == (20, 40)
    assert SECRET not in (media / image.file.name).read_bytes()
    assert [path.name for path in media.rglob("*.jpg")].count("IMG_1234.jpg") == 1
    assert not UploadedFile.objects.exists()


def test_a_document_is_stored_as_it_came(admin: Client, media: Path) -> None:
    content = docx()
    data = {"title": "Volantino", "collection": root(), "language": "ar", "file": uploaded("a.docx", content)}
    assert admin.post(reverse("wagtaildocs:add"), data).status_code == 302
    document = get_document_model().objects.get()
    assert (media / document.file.name).read_bytes() == content
    assert document.language == "ar"


def test_many_documents_need_no_second_step(admin: Client, media: Path) -> None:
    data = {"title": "Volantino", "collection": root(), "files[]": uploaded("a.docx", docx())}
    answer = admin.post(reverse("wagtaildocs:add_multiple"), data).json()
    assert get_document_model().objects.get(pk=answer["doc_id"]).language == "it"


def test_a_refused_replacement_leaves_the_file_that_was(admin: Client, media: Path) -> None:
    admin.post(reverse("wagtailimages:add"), described(file=uploaded("a.png", drawn("PNG"))))
    image = get_image_model().objects.get()
    stored = (media / image.file.name).read_bytes()
    url = reverse("wagtailimages:edit", args=[image.pk])
    assert admin.post(url, described(file=uploaded("b.png", SVG))).status_code == 200
    assert (media / image.file.name).read_bytes() == stored
    assert [path.name for path in (media / "original_images").iterdir()] == ["a.png"]
    assert admin.post(url, described(title="Altro")).status_code == 302
    image.refresh_from_db()
    assert image.title == "Altro"
