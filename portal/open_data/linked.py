"""A data set as linked data: JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/) of nodes, written one by one."""

import json
from collections.abc import Iterable
from typing import IO

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation

from portal import licence
from portal.api.refs import Plain
from portal.open_data.data_set import DataSet, LinkedForm
from portal.open_data.told import told_in

#: What is said of the document itself, beside the words of its nodes.
ABOUT = {
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "license": {"@id": "dct:license", "@type": "@id"},
    "modified": {"@id": "dct:modified", "@type": "xsd:dateTime"},
    "title": "dct:title",
}


def write_jsonld(data_set: DataSet, form: LinkedForm, facts: Plain, items: Iterable[Plain], out: IO[str]) -> None:
    """Write the context, what the document is with these facts, and the node of each item."""
    with translation.override(told_in()):
        about: Plain = {"title": str(data_set.title)}
    about |= {"license": licence.ADDRESS, **facts}
    out.write(f'{{"@context": {_text({**ABOUT, **form.context})}, "@graph": [\n{_text(about)}')
    for item in items:
        out.write(f",\n{_text(form.node(item))}")
    out.write("\n]}\n")


def _text(content: Plain) -> str:
    return json.dumps(content, ensure_ascii=False, cls=DjangoJSONEncoder)
