"""Files as people upload them, true and false: documents, pictures, and what is named like one."""

import io
import struct
import zipfile
import zlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from portal.uploads import MAX_MEMBERS, MAX_UNPACKED

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
