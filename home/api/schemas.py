"""The shapes of territories, pages and navigation, as OpenAPI says them."""

from datetime import datetime
from uuid import UUID

from portal.api.schemas import ImageRef, NamedItem, SlugName, Strict, TerritoryRef


class Municipality(SlugName):
    """A comune and the centre of it."""

    lat: float | None
    lon: float | None


class Territory(NamedItem):
    """A territory with its network; colours as #rrggbb, white text stands on them."""

    network: str
    aliases: list[str]
    lead_body: str
    summary: str
    colour: str
    accent: str
    logo: ImageRef | None
    image: ImageRef | None
    municipalities: list[Municipality]


class Step(Strict):
    """A page above this one."""

    title: str
    url: str
    path: str


class Translation(Strict):
    """The page in one language that it has."""

    language: str
    title: str
    url: str


class Seo(Strict):
    """What search engines and cards show."""

    title: str
    description: str
    image: ImageRef | None


class Link(Strict):
    """A way on."""

    title: str
    url: str


class Language(Strict):
    """A language of the platform, called as its speakers do; `url` is the home page in it."""

    code: str
    name: str
    url: str


class TerritoryLink(TerritoryRef):
    """A territory with its page and its colour."""

    url: str
    colour: str


class Navigation(Strict):
    """The ways on that every page of the platform offers."""

    home: Link
    menu: list[Link]
    territories: list[TerritoryLink]
    languages: list[Language]
