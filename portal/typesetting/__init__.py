"""Typesetting by typst: facts as data in, a tagged PDF or a layer of words out, in the platform's own fonts."""

from portal.typesetting.compiling import edition, layer, pdf
from portal.typesetting.glyphs import printable

__all__ = ["edition", "layer", "pdf", "printable"]
