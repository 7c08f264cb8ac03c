"""Typesetting by typst: facts as data in, a tagged PDF or a picture out, in the platform's own fonts."""

from portal.typesetting.compiling import edition, pdf, picture
from portal.typesetting.glyphs import printable

__all__ = ["edition", "pdf", "picture", "printable"]
