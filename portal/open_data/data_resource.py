"""A data set as JSON: a Data Resource with its schema and its rows in it (https://datapackage.org/standard/data-resource/).

One file has everything: what it is, its licence, when it last changed, what each field means, and the rows.
"""

import json
from collections.abc import Iterable
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation

from portal import licence
from portal.api.refs import Plain
from portal.open_data.columns import Column
from portal.open_data.data_set import DataSet
from portal.open_data.told import told_in

PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"


def write_json(data_set: DataSet, facts: Plain, rows: Iterable[list[Any]], out: IO[str]) -> None:
    """Write the description with these facts over it, and the rows one by one."""
    with translation.override(told_in()):
        head = json.dumps({**_descriptor(data_set), **facts}, ensure_ascii=False)
    out.write(f'{head[:-1]}, "data": [')
    names = [column.name for column in data_set.columns]
    for number, row in enumerate(rows):
        text = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, cls=DjangoJSONEncoder)
        out.write(f"{',' if number else ''}\n{text}")
    out.write("\n]}\n")


def _descriptor(data_set: DataSet) -> Plain:
    return {
        "$schema": PROFILE,
        "name": data_set.name,
        "type": "table",
        "title": str(data_set.title),
        "description": str(data_set.description),
        "language": told_in(),
        "licenses": [{"name": licence.IDENTIFIER, "path": licence.ADDRESS, "title": licence.TITLE}],
        "schema": {
            "fields": [_field(column) for column in data_set.columns],
            "primaryKey": [data_set.columns[0].name],
        },
    }


def _field(column: Column) -> Plain:
    return {
        "name": column.name,
        "type": column.kind.table_schema,
        **({"format": column.kind.format} if column.kind.format else {}),
        "description": str(column.description),
        "constraints": {"required": column.required},
    }
