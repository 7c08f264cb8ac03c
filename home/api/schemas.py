"""The shapes of territories, pages and navigation, as OpenAPI says them."""

from typing import Literal

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
    """A way on; `path` for the page resource, null where it is no page."""

    title: str
    url: str
    path: str | None


class LinkGroup(Strict):
    """Ways on under one heading."""

    title: str
    links: list[Link]


class Language(Strict):
    """A language of the platform, called as its speakers do; `url` is the home page in it."""

    code: str
    name: str
    direction: Literal["ltr", "rtl"]
    url: str


class Skin(Strict):
    """CSS custom properties by name, for a light and for a dark ground (`prefers-color-scheme`)."""

    light: dict[str, str]
    dark: dict[str, str]


class FontFace(Strict):
    """One weight of a font, open to every origin."""

    family: str
    weight: int
    url: str


class Theme(Skin):
    """The platform's own look: `shared` are the custom properties of both modes, such as sizes and spaces."""

    shared: dict[str, str]
    fonts: list[FontFace]
    mark: str
    icon: str


class TerritoryLink(TerritoryRef):
    """A territory with its page, its colour, its logo and its skin over the platform's theme."""

    url: str
    path: str
    colour: str
    accent: str
    logo: ImageRef | None
    theme: Skin


class Navigation(Strict):
    """The ways on that every page of the platform offers, and how it looks."""

    home: Link
    menu: list[Link]
    footer: list[LinkGroup]
    territories: list[TerritoryLink]
    languages: list[Language]
    theme: Theme
