"""How RDF says words, moments and references in JSON-LD."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import translation

from portal.api.refs import Plain, moment
from portal.open_data.told import LANGUAGES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

EU = "http://publications.europa.eu/resource/authority/"


def in_both(words: "StrOrPromise", *more: "StrOrPromise") -> list[Plain]:
    """Return words, with more of them after a dash, in every language of a catalogue."""
    found = []
    for code in LANGUAGES:
        with translation.override(code):
            found.append({"@value": " – ".join(str(each) for each in (words, *more)), "@language": code})
    return found


def at(value: datetime) -> Plain:
    """Return a moment."""
    return {"@value": moment(value), "@type": "xsd:dateTime"}


def reference(address: str, kind: str = "") -> Plain:
    """Return something by its address, and of which class it is where that is said nowhere else."""
    return {"@id": address, "@type": kind} if kind else {"@id": address}
