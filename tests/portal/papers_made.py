"""Files as people upload them, made by hand: sound ones, and such as nobody should be harmed by."""

import io
import zipfile

import typst
from pypdf import PdfReader, PdfWriter

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def pdf(markup):
    """Return a PDF of typst's markup."""
    return typst.compile(markup.encode(), format="pdf")


def locked_pdf(markup):
    """Return a PDF that asks for a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(markup))))
    writer.encrypt("segreto", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def zipped(**parts):
    """Return a zipped file; a part's name is given with `__` for a slash, its suffix is `.xml`."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(f"{name.replace('__', '/')}.xml", text)
    return target.getvalue()


def docx(body, **parts):
    """Return a Word document with this body."""
    namespaces = f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    return zipped(word__document=f"<w:document {namespaces}><w:body>{body}</w:body></w:document>", **parts)


def odt(body):
    """Return an OpenDocument text with this body."""
    namespaces = f'xmlns:office="{OPEN}:office:1.0" xmlns:text="{OPEN}:text:1.0"'
    return zipped(content=f"<office:document-content {namespaces}>{body}</office:document-content>")
