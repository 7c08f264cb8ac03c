"""The shape of the catalogue, as OpenAPI says it."""

from datetime import date
from typing import Literal

from pydantic import Field

from portal.api.schemas import Sparse, Strict
from portal.open_data.schemas import Moment, Reference, Words


class Day(Strict):
    """A day."""

    value: date = Field(alias="@value")
    type: Literal["xsd:date"] = Field(alias="@type")


class Node(Sparse):
    """A thing with its address and what it is."""

    key: str = Field(alias="@id")
    types: list[str] = Field(alias="@type")


class Resource(Reference):
    """Something elsewhere by its address, and of which class it is."""

    type: str = Field(alias="@type")


class Agent(Node):
    """An organisation."""

    identifier: str = Field(alias="dct:identifier")
    name: Words = Field(alias="foaf:name")


class ContactPoint(Node):
    """The office to write to."""

    name: str = Field(alias="vcard:fn")
    email: Reference = Field(alias="vcard:hasEmail")


class Licence(Node):
    """The licence of a form."""

    kind: Reference = Field(alias="dct:type")
    names: list[Words] = Field(alias="foaf:name")
    version: str = Field(alias="owl:versionInfo")


class Standard(Node):
    """What a data set is told after."""

    identifier: str = Field(alias="dct:identifier")
    titles: list[Words] = Field(alias="dct:title")


class Period(Strict):
    """From when to when."""

    type: Literal["dct:PeriodOfTime"] = Field(alias="@type")
    start: Day = Field(alias="dcat:startDate")
    end: Day = Field(alias="dcat:endDate")
    start_in_italy: Day = Field(alias="dcatapit:startDate")
    end_in_italy: Day = Field(alias="dcatapit:endDate")


class Distribution(Node):
    """A form in which a data set is handed out."""

    titles: list[Words] = Field(alias="dct:title")
    descriptions: list[Words] = Field(alias="dct:description")
    format: Resource = Field(alias="dct:format")
    media_type: Resource = Field(alias="dcat:mediaType")
    standard: Resource = Field(alias="dct:conformsTo")
    licence: Licence = Field(alias="dct:license")
    access: Reference = Field(alias="dcat:accessURL")
    download: Reference = Field(alias="dcat:downloadURL")
    modified: Moment = Field(alias="dct:modified")


class CatalogDataset(Node):
    """A data set."""

    identifier: str = Field(alias="dct:identifier")
    titles: list[Words] = Field(alias="dct:title")
    descriptions: list[Words] = Field(alias="dct:description")
    rights_holder: Agent = Field(alias="dct:rightsHolder")
    publisher: Agent = Field(alias="dct:publisher")
    contact: ContactPoint | None = Field(default=None, alias="dcat:contactPoint")
    frequency: Resource = Field(alias="dct:accrualPeriodicity")
    modified: Moment = Field(alias="dct:modified")
    language: Resource = Field(alias="dct:language")
    themes: list[Reference] = Field(alias="dcat:theme")
    keywords: list[Words] = Field(alias="dcat:keyword")
    page: Resource = Field(alias="dcat:landingPage")
    period: Period | None = Field(default=None, alias="dct:temporal")
    standard: Standard | None = Field(default=None, alias="dct:conformsTo")
    distributions: list[Distribution] = Field(alias="dcat:distribution")


class DataService(Strict):
    """An interface through which the same data can be asked for."""

    key: str = Field(alias="@id")
    type: Literal["dcat:DataService"] = Field(alias="@type")
    titles: list[Words] = Field(alias="dct:title")
    address: Reference = Field(alias="dcat:endpointURL")
    description: Reference = Field(alias="dcat:endpointDescription")
    standard: Resource = Field(alias="dct:conformsTo")
    serves: list[Reference] = Field(alias="dcat:servesDataset")


class Catalog(Node):
    """The catalogue after DCAT-AP_IT, as JSON-LD."""

    context: dict[str, str] = Field(alias="@context")
    titles: list[Words] = Field(alias="dct:title")
    descriptions: list[Words] = Field(alias="dct:description")
    publisher: Agent = Field(alias="dct:publisher")
    language: Resource = Field(alias="dct:language")
    modified: Moment = Field(alias="dct:modified")
    homepage: Resource = Field(alias="foaf:homepage")
    themes: Reference = Field(alias="dcat:themeTaxonomy")
    data_sets: list[CatalogDataset] = Field(alias="dcat:dataset")
    services: list[DataService] = Field(alias="dcat:service")
