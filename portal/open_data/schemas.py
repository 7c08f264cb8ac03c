"""The shapes of data sets in JSON and of their descriptions, as OpenAPI says them."""

from datetime import datetime
from typing import Any, Literal

from django.utils import translation
from ninja import Schema
from pydantic import Field, create_model

from portal.api.schemas import Sparse, Strict
from portal.open_data.columns import MOMENT, Column
from portal.open_data.data_set import DataSet


class DataLicence(Strict):
    """A licence by its SPDX identifier, its address and its title."""

    name: str
    path: str
    title: str


class FieldConstraints(Strict):
    """What holds for every value of a field."""

    required: bool


class DataField(Sparse):
    """A field with what it means (https://datapackage.org/standard/table-schema/)."""

    name: str
    type: Literal["string", "integer", "number", "boolean", "date", "datetime", "array"]
    format: Literal["uri", "any"] | None = None
    description: str
    constraints: FieldConstraints


class TableSchema(Strict):
    """The fields of the rows, and by which of them a row is known."""

    fields: list[DataField]
    primary_key: list[str] = Field(alias="primaryKey")


class DataResource(Strict):
    """A data set with its rows in it."""

    profile: str = Field(alias="$schema")
    name: str
    type: Literal["table"]
    title: str
    description: str
    language: str
    modified: datetime
    licenses: list[DataLicence]
    table_schema: TableSchema = Field(alias="schema")


class Words(Strict):
    """Words in one language."""

    value: str = Field(alias="@value")
    language: str = Field(alias="@language")


class Moment(Strict):
    """A moment."""

    value: datetime = Field(alias="@value")
    type: Literal["xsd:dateTime"] = Field(alias="@type")


class Reference(Strict):
    """Something by its address."""

    key: str = Field(alias="@id")


class WordsLanguage(Strict):
    """The language of the words."""

    language: str = Field(alias="@language")


class CsvwDialect(Strict):
    """How the CSV file is written."""

    encoding: str
    header: bool
    line_terminators: list[str] = Field(alias="lineTerminators")


class CsvwColumn(Sparse):
    """A column; `separator` stands between the values of a list in one cell."""

    name: str
    titles: str
    description: str = Field(alias="dc:description")
    datatype: str
    required: bool
    separator: str | None = None


class CsvwSchema(Strict):
    """The columns, and by which of them a row is known."""

    columns: list[CsvwColumn]
    primary_key: str = Field(alias="primaryKey")


class CsvwTable(Strict):
    """The description of a CSV file (https://www.w3.org/TR/tabular-metadata/)."""

    context: list[str | WordsLanguage] = Field(alias="@context")
    url: str
    title: str = Field(alias="dc:title")
    description: str = Field(alias="dc:description")
    license: Reference = Field(alias="dc:license")
    modified: Moment = Field(alias="dc:modified")
    dialect: CsvwDialect
    table_schema: CsvwSchema = Field(alias="tableSchema")


def data_resource_of(data_set: DataSet) -> type[Schema]:
    """Return the shape of a data set in JSON, each row with the fields that its columns declare."""
    name = data_set.name.title().replace("-", "")
    values: dict[str, Any] = {column.name: _value(column) for column in data_set.columns}
    row: Any = create_model(f"{name}Row", __base__=Strict, **values)
    return create_model(f"{name}Data", __base__=DataResource, data=(list[row], ...))


def _value(column: Column) -> tuple[Any, Any]:
    kind = datetime if column.kind is MOMENT else column.kind.python
    with translation.override(None):
        told = Field(description=str(column.description))
    return (kind if column.required else kind | None, told)
