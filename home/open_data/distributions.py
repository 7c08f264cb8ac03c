"""The forms in which a data set is handed out (https://www.w3.org/TR/vocab-dcat-2/#Class:Distribution)."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

from home.open_data.words import EU, at, in_both, reference
from portal import licence
from portal.addresses import on_platform
from portal.api.refs import Plain
from portal.open_data.data_set import DataSet
from portal.open_data.downloads import path_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

IANA = "https://www.iana.org/assignments/media-types/"
LICENCE: Plain = {
    "@id": licence.ITALIAN_ADDRESS,
    "@type": ["dcatapit:LicenseDocument", "dct:LicenseDocument"],
    "dct:type": reference(licence.KIND),
    "foaf:name": [
        {"@value": licence.ITALIAN_TITLE, "@language": "it"},
        {"@value": licence.TITLE, "@language": "en"},
    ],
    "owl:versionInfo": licence.VERSION,
}


class Form(NamedTuple):
    """A form of files: its name, ending, code among the EU's file types, media type, what it is and its profile."""

    name: str
    ending: str
    code: str
    media_type: str
    about: "StrOrPromise"
    profile: str


CSV = Form(
    "CSV",
    "csv",
    "CSV",
    "text/csv",
    _("A table, in UTF-8 with commas; for spreadsheets and statistics."),
    "https://www.w3.org/TR/tabular-metadata/",
)
JSON = Form(
    "JSON",
    "json",
    "JSON",
    "application/json",
    _("The rows with the licence and the meaning of each field in one file; for programs."),
    "https://datapackage.org/standard/data-resource/",
)
JSON_LD = Form("JSON-LD", "jsonld", "JSON_LD", "application/ld+json", _("Linked data."), "")


def forms_of(data_set: DataSet) -> list[Form]:
    """Return the forms that a data set has."""
    linked = data_set.linked
    return [CSV, JSON, *([JSON_LD._replace(profile=linked.profile[2])] if linked else [])]


def distributions(data_set: DataSet, query: str, modified: datetime) -> list[Plain]:
    """Return the forms of a data set as a catalogue tells them, for a canonical query string."""
    return [_distribution(data_set, form, query, modified) for form in forms_of(data_set)]


def _distribution(data_set: DataSet, form: Form, query: str, modified: datetime) -> Plain:
    address = on_platform(path_of(f"{data_set.name}.{form.ending}", query))
    return {
        "@id": address,
        "@type": ["dcatapit:Distribution", "dcat:Distribution"],
        "dct:title": in_both(data_set.title, form.name),
        "dct:description": in_both(form.about),
        "dct:format": reference(f"{EU}file-type/{form.code}", "dct:MediaTypeOrExtent"),
        "dcat:mediaType": reference(f"{IANA}{form.media_type}", "dct:MediaType"),
        "dct:conformsTo": reference(form.profile, "dct:Standard"),
        "dct:license": LICENCE,
        "dcat:accessURL": reference(address),
        "dcat:downloadURL": reference(address),
        "dct:modified": at(modified),
    }
