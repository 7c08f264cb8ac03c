"""What the columns of a CSV file are, as CSV on the Web says it (https://www.w3.org/TR/tabular-metadata/)."""

from django.utils.translation import get_language

from portal import licence
from portal.api.refs import Plain
from portal.open_data.columns import WORDS, Column
from portal.open_data.csv_table import SEPARATOR
from portal.open_data.data_set import DataSet

MEDIA_TYPE = "application/csvm+json"


def table(data_set: DataSet, address: str, modified: str) -> Plain:
    """Return the description of the CSV file at an address, in the active language."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": get_language()}],
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
