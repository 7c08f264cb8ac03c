"""What a document must be to come in: what its name says, whole, of bounded size and without a program in it.

Pure: a check reads an open file of at most some tens of megabytes, leaves it at its start and either returns or raises
ValidationError with one sentence for the person who uploads.
"""

import re
import zipfile
from pathlib import PurePath
from typing import IO, Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024
MAX_MEMBERS = 5_000
MAX_UNPACKED = 200 * MEGABYTE
# Windows, Linux, macOS in its five spellings, and scripts.
MACH_O = (b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe")
PROGRAMS = (b"MZ", b"\x7fELF", b"#!", *MACH_O)
ACTIVE_PART = re.compile(r"(^|/)(vbaproject\.bin$|macrosheets/|activex/)|^(basic|scripts)/", re.IGNORECASE)
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
MARKUP = re.compile(rb"\s*<[!?a-z]", re.IGNORECASE)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

WRONG_KIND = _("Documents can be PDF, DOCX, ODT, XLSX, ODS, CSV or TXT files.")
PROGRAM = _("This file is a program, not a document.")
NOT_GENUINE = _("This is not a sound %(kind)s file: save it again with the program that made it.")
MACROS = _("This file contains macros, which are small programs: save it without them.")
TOO_MUCH_INSIDE = _("This file unpacks to more than we can accept: save it again with the program that made it.")
NOT_TEXT = _("This file is not plain text: save it as text in UTF-8.")
WEB_PAGE = _("This file is a web page: save it as a PDF or as plain text.")


class Package(NamedTuple):
    """How a zipped format says what it is: the member that declares the type, the type, and its main part."""

    declared_in: str
    media_type: bytes
    main_part: str


# OPC (ECMA-376 part 2) declares in [Content_Types].xml, OpenDocument (part 2, 3.3) in `mimetype`.
PACKAGES = {
    "docx": Package("[Content_Types].xml", b"wordprocessingml.document.main+xml", "word/document"),
    "xlsx": Package("[Content_Types].xml", b"spreadsheetml.sheet.main+xml", "xl/workbook"),
    "odt": Package("mimetype", b"application/vnd.oasis.opendocument.text", "content.xml"),
    "ods": Package("mimetype", b"application/vnd.oasis.opendocument.spreadsheet", "content.xml"),
}


def check_document(file: Any) -> None:
    """Refuse a document (an open file with its `name`) whose content is not, or not only, what its extension says."""
    kind = PurePath(file.name).suffix[1:].lower()
    file.seek(0)
    if file.read(4).startswith(PROGRAMS):
        raise ValidationError(PROGRAM, code="program")
    file.seek(0)
    if kind == "pdf":
        _check_pdf(file)
    elif kind in PACKAGES:
        _check_package(file, kind)
    elif kind in ("csv", "txt"):
        _check_text(file)
    else:
        raise ValidationError(WRONG_KIND, code="kind")
    file.seek(0)


def _check_pdf(file: IO[bytes]) -> None:
    if file.read(5) != b"%PDF-":
        raise _not_genuine("pdf")


def _check_package(file: IO[bytes], kind: str) -> None:
    content = file.read()
    # Counted before the directory is read: each of its entries becomes an object in memory.
    if content.count(b"PK\x01\x02") > MAX_MEMBERS:
        raise ValidationError(TOO_MUCH_INSIDE, code="bomb")
    if not content.startswith(b"PK\x03\x04"):
        raise _not_genuine(kind)
    try:
        with zipfile.ZipFile(file) as archive:
            _check_members(archive.infolist())
            genuine = _is_package(archive, PACKAGES[kind])
    except ValidationError:
        raise
    except Exception as error:  # a damaged archive fails in a dozen ways, from struct.error to NotImplementedError
        raise _not_genuine(kind) from error
    if not genuine:
        raise _not_genuine(kind)


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise ValidationError(TOO_MUCH_INSIDE, code="bomb")
    if any(ACTIVE_PART.search(member.filename) for member in members):
        raise ValidationError(MACROS, code="macros")


def _is_package(archive: zipfile.ZipFile, package: Package) -> bool:
    with archive.open(package.declared_in) as declaration:
        declared = declaration.read(MEGABYTE)
    return package.media_type in declared and any(name.startswith(package.main_part) for name in archive.namelist())


def _check_text(file: IO[bytes]) -> None:
    content = file.read().removeprefix(BYTE_ORDER_MARK)
    if CONTROL.search(content) or not _decodes(content):
        raise ValidationError(NOT_TEXT, code="text")
    if MARKUP.match(content):
        raise ValidationError(WEB_PAGE, code="markup")


def _decodes(content: bytes) -> bool:
    for encoding in ("utf-8", "cp1252"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _not_genuine(kind: str) -> ValidationError:
    return ValidationError(NOT_GENUINE, code="not_genuine", params={"kind": kind.upper()})
