"""The text of one file on standard input, as JSON on standard output; run alone, so that a bad file harms nobody else.

`python extract.py pdf < file` answers {"text": …, "whole": …} or {"problem": "locked" | "broken" | "large"}. Memory and
processor time are bounded here, time on the wall by whoever runs it.
"""

import json
import re
import resource
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import Any

from defusedxml.ElementTree import XMLParser
from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError

MEGABYTE = 1024 * 1024
MAX_MEMORY, MAX_PROCESSOR_SECONDS = 1024 * MEGABYTE, 30
MAX_PAGES, MAX_CHARACTERS = 200, 100_000
#: What is taken out of a zipped file: pictures are not, so that text is all of it.
MAX_UNPACKED, CHUNK = 30 * MEGABYTE, 64 * 1024
HYPHENATED = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]\n(?=[^\W\d_])")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


class LargeError(Exception):
    """A zipped file holds more than is unpacked."""


class Words:
    """Gathers the words of an XML part: what stands in `kept` elements, without what was struck out or repeated."""

    def __init__(self, kept: set[str], left_out: set[str], lines: set[str]) -> None:
        self.kept, self.left_out, self.lines = kept, left_out, lines
        self.inside, self.outside = 0, 0
        self.found: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Enter an element."""
        self.inside += tag in self.kept
        self.outside += tag in self.left_out

    def end(self, tag: str) -> None:
        """Leave an element; a line ends with its paragraph."""
        self.inside -= tag in self.kept
        self.outside -= tag in self.left_out
        if tag in self.lines:
            self.found.append("\n")

    def data(self, text: str) -> None:
        """Take characters."""
        if self.inside and not self.outside:
            self.found.append(text)

    def close(self) -> str:
        """Return what was gathered."""
        return "".join(self.found)


def pdf(file: BytesIO) -> Iterator[str]:
    """Yield the text of each page (ISO 32000-2)."""
    reader = PdfReader(file)
    for page in reader.pages:
        yield HYPHENATED.sub("", page.extract_text())


def docx(file: BytesIO) -> Iterator[str]:
    """Yield the text of a WordprocessingML document, its headers, footers and notes (ECMA-376, part 1)."""
    part = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
    # What was moved away, and what is there again for old programs.
    left_out = {f"{WORD}moveFrom", f"{COMPATIBLE}Fallback"}
    lines = {f"{WORD}p", f"{WORD}tab", f"{WORD}br"}
    return _parts(file, part, lambda: Words({f"{WORD}t"}, left_out, lines))


def odt(file: BytesIO) -> Iterator[str]:
    """Yield the text of an OpenDocument text (part 3 of the standard), without comments and deleted words."""
    left_out = {f"{TEXT}tracked-changes", f"{OFFICE}annotation"}
    paragraphs = {f"{TEXT}p", f"{TEXT}h"}
    lines = {*paragraphs, f"{TEXT}tab", f"{TEXT}line-break", f"{TEXT}s"}
    return _parts(file, re.compile(r"content\.xml"), lambda: Words(paragraphs, left_out, lines))


def txt(file: BytesIO) -> Iterator[str]:
    """Yield a plain text, in UTF-8 or as Windows writes it."""
    content = file.read()
    try:
        yield content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield content.decode("cp1252", errors="replace")


KINDS: dict[str, Callable[[BytesIO], Iterator[str]]] = {"pdf": pdf, "docx": docx, "odt": odt, "txt": txt}


def answer(kind: str, content: bytes) -> dict[str, Any]:
    """Return the text of a file, or what is wrong with it."""
    try:
        return _gathered(KINDS[kind](BytesIO(content)))
    except FileNotDecryptedError:
        return {"problem": "locked"}
    except (LargeError, MemoryError):
        return {"problem": "large"}
    except Exception as error:  # a damaged file fails in as many ways as there are formats
        locked = "password" in str(error) or "encrypted" in str(error)
        return {"problem": "locked" if locked else "broken"}


def _gathered(pieces: Iterable[str]) -> dict[str, Any]:
    found, length, pages = [], 0, iter(pieces)
    for piece in islice(pages, MAX_PAGES):
        found.append(piece)
        length += len(piece)
        if length > MAX_CHARACTERS:
            break
    whole = length <= MAX_CHARACTERS and next(pages, None) is None
    return {"text": "\n".join(found)[:MAX_CHARACTERS], "whole": whole}


def _parts(file: BytesIO, part: re.Pattern[str], words: Callable[[], Words]) -> Iterator[str]:
    left = MAX_UNPACKED
    with zipfile.ZipFile(file) as archive:
        for name in sorted(name for name in archive.namelist() if part.fullmatch(name)):
            parser = XMLParser(target=words(), forbid_dtd=True)
            with archive.open(name) as member:
                # Counted as it is unpacked: what a directory says of its members need not be true.
                while chunk := member.read(CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise LargeError
                    parser.feed(chunk)
            yield parser.close()


def main(kind: str) -> None:
    """Answer for what comes on standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_PROCESSOR_SECONDS, MAX_PROCESSOR_SECONDS))
    json.dump(answer(kind, sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
