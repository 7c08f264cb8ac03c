"""What the columns of a CSV file are, as CSV on the Web says it (https://www.w3.org/TR/tabular-metadata/)."""

from django.utils import translation

from portal import licence
from portal.api.refs import Plain
from portal.open_data.columns import WORDS, Column
from portal.open_data.csv_table import SEPARATOR
from portal.open_data.data_set import DataSet
from portal.open_data.told import told_in

MEDIA_TYPE = "application/csvm+json"


def table(data_set: DataSet, address: str, modified: str) -> Plain:
    """Return the description of the CSV file at an address."""
    with translation.override(told_in()):
        return _table(data_set, address, modified)


def _table(data_set: DataSet, address: str, modified: str) -> Plain:
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": told_in()}],
        "url": address,
        "dc:title": str(data_set.title),
        "dc:description": str(data_set.description),
        "dc:license": {"@id": licence.ADDRESS},
        "dc:modified": {"@value": modified, "@type": "xsd:dateTime"},
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [_column(column) for column in data_set.columns],
            "primaryKey": data_set.columns[0].name,
        },
    }


def _column(column: Column) -> Plain:
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": str(column.description),
        "datatype": column.kind.csvw,
        "required": column.required,
        **({"separator": SEPARATOR} if column.kind is WORDS else {}),
    }
