"""The names of the page resource's query beside the grammar's, and how they are read."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from home.api.expanding import RELATIONS
from home.api.page_schemas import FIELDS
from portal.api.identity import as_uuid
from portal.api.parameters import own_parameter
from portal.filters.values import RefusedError, clean
from portal.sites import TerritorySite, site_at, territory_sites

LONGEST_PATH = 1000
ONE_ID = "7d3f6c52-1f0a-4c1e-9d51-0a4f3c6b8e21"


def read_path(text: str) -> str:
    """Read a path, or an address of this platform."""
    address = clean(text).partition("?")[0].partition("#")[0]
    site = site_at(address)
    path = site.platform_path(address.removeprefix(site.base)) if site else address.removeprefix(settings.PUBLIC_URL)
    if not path.startswith("/") or len(path) > LONGEST_PATH:
        raise RefusedError(_("Write a path that begins with a slash, such as /it/pavia/."), ["/it/…"])
    return path


def read_id(text: str) -> Any:
    """Read the UUID of a page."""
    if (wanted := as_uuid(text)) is None:
        raise RefusedError(_("Write the id of a page, a UUID."), ["uuid"])
    return wanted


def read_site(text: str) -> TerritorySite | None:
    """Read the hostname of a site; None stands for the platform's own."""
    sites = {urlsplit(site.base).netloc: site for site in territory_sites()}
    names = {site.hostname: site for site in territory_sites()} | sites
    own = urlsplit(settings.PUBLIC_URL)
    wanted = clean(text).lower()
    if wanted in (own.netloc, own.hostname) and wanted not in names:
        return None
    if wanted not in names:
        raise RefusedError(_("No site of the platform has this hostname."), [own.netloc, *sites])
    return names[wanted]


def read_fields(text: str) -> tuple[str, ...]:
    """Read which names of a page are wanted."""
    return _read_names(text, FIELDS)


def read_expand(text: str) -> tuple[str, ...]:
    """Read which relations of a page are to be followed."""
    return _read_names(text, tuple(RELATIONS))


def _read_names(text: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Read names with commas between them; raise RefusedError naming those that are unknown and all that are not."""
    names = tuple(dict.fromkeys(name.strip() for name in clean(text).split(",") if name.strip()))
    unknown = [name for name in names if name not in allowed]
    if unknown:
        message = format_lazy(_("These names are not known: {names}."), names=", ".join(unknown[:10]))
        raise RefusedError(message, allowed)
    return names


def _names(name: str, description: str, allowed: tuple[str, ...], example: list[str]) -> dict[str, Any]:
    schema = {"type": "array", "items": {"type": "string", "enum": list(allowed)}}
    return own_parameter(name, description, schema, example) | {"style": "form", "explode": False}


PATH = own_parameter(
    "path", "The path or address of the page.", {"type": "string", "maxLength": LONGEST_PATH}, "/it/pavia/"
)
ID = own_parameter("id", "The id of the page, the same in all languages.", {"type": "string", "format": "uuid"}, ONE_ID)
SITE = own_parameter(
    "site",
    "The hostname on which the path is read, where a territory has one of its own; the platform's otherwise.",
    {"type": "string", "maxLength": 255},
    urlsplit(settings.PUBLIC_URL).netloc,
)
PICKING = [
    _names("fields", "Only these names of the answer, commas between them.", FIELDS, ["title", "body"]),
    _names(
        "expand",
        f"Follow these relations one step, into `expanded`; at most {len(RELATIONS)}.",
        tuple(RELATIONS),
        ["territory"],
    ),
]
PICKING_READERS = {"fields": read_fields, "expand": read_expand}
