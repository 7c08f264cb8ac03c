"""The parameters of the API as OpenAPI 3.1 says them (https://spec.openapis.org/oas/v3.1.0#parameter-object)."""

from collections.abc import Collection, Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.api.query import DEFAULT_LIMIT, MAX_LIMIT
from portal.filters import DATE_KINDS, DEFAULT_RADIUS_KM, MAX_OFFSET, MAX_SEARCH_LENGTH, REPEATABLE
from portal.periods import PERIODS

Schema = dict[str, Any]

DESCRIPTIONS = {
    "territory": _("Of one of these territories."),
    "municipality": _("In one of these municipalities."),
    "lab": _("Of one of these labs, or of a lab that one of them hosts."),
    "kind": _("Of one of these kinds."),
    "topic": _("About one of these topics."),
    "audience": _("For one of these audiences."),
    "from": _("From this day on, in Europe/Rome."),
    "to": _("Until this day, included, in Europe/Rome."),
    "when": _("In a named period, seen from now."),
    "near": _("Near a point (latitude,longitude) or the centre of a municipality."),
    "radius": _("How near, in kilometres."),
    "free": _("Free of charge, or not."),
    "online": _("Where one can take part from home, or not."),
    "q": _("With all of these words."),
    "lang": _("The language of the words; it never filters."),
    "limit": _("How many items at most."),
    "offset": _("How many items to leave out before the first."),
}
_SLUG: Schema = {"type": "string", "pattern": r"^[\w-]+$"}
_DAY: Schema = {"type": "string", "format": "date"}
_FLAG: Schema = {"type": "boolean"}
_SCHEMAS: dict[str, Schema] = {
    **dict.fromkeys(("territory", "municipality", "lab", "topic", "audience"), _SLUG),
    **dict.fromkeys(("from", "to"), _DAY),
    **dict.fromkeys(("free", "online"), _FLAG),
    "when": {"type": "string", "enum": list(PERIODS)},
    "near": {"type": "string", "examples": ["45.185,9.158", "pavia"]},
    "radius": {"type": "number", "minimum": 0.1, "maximum": 100, "default": DEFAULT_RADIUS_KM},
    "q": {"type": "string", "maxLength": MAX_SEARCH_LENGTH},
    "lang": {
        "type": "string",
        "enum": [code for code, _name in settings.LANGUAGES],
        "default": settings.SOURCE_LANGUAGE,
    },
    "limit": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
    "offset": {"type": "integer", "minimum": 0, "maximum": MAX_OFFSET, "default": 0},
}


def parameters(names: Iterable[str], *, kinds: Collection[str] = DATE_KINDS) -> list[Schema]:
    """Return the parameter objects of names of the grammar."""
    return [_parameter(name, kinds) for name in names]


def own_parameter(name: str, description: Any, schema: Schema) -> Schema:
    """Return the parameter object of a name that an endpoint adds to the grammar."""
    return {"in": "query", "name": name, "required": False, "description": description, "schema": schema}


def _parameter(name: str, kinds: Collection[str]) -> Schema:
    schema = {"type": "string", "enum": sorted(kinds)} if name == "kind" else _SCHEMAS[name]
    if name in REPEATABLE:
        schema = {"type": "array", "items": schema}
    return own_parameter(name, DESCRIPTIONS[name], schema)
