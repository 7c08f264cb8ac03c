"""The parameters of the API as OpenAPI 3.1 says them (https://spec.openapis.org/oas/v3.1.0#parameter-object)."""

from collections.abc import Collection, Iterable
from typing import Any

from django.conf import settings

from portal.api.query import DEFAULT_LIMIT, MAX_LIMIT
from portal.filters import DATE_KINDS, DEFAULT_RADIUS_KM, MAX_OFFSET, MAX_SEARCH_LENGTH, MAX_VALUES, REPEATABLE
from portal.periods import PERIODS

Schema = dict[str, Any]

DESCRIPTIONS = {
    "territory": "Of one of these territories.",
    "municipality": "In one of these municipalities.",
    "lab": "Of one of these labs, or of a lab that one of them hosts.",
    "kind": "Of one of these kinds.",
    "topic": "About one of these topics.",
    "audience": "For one of these audiences.",
    "language": "With words in one of these languages; unlike `lang`, it filters.",
    "from": "From this day on, in Europe/Rome.",
    "to": "Until this day, included, in Europe/Rome.",
    "when": (
        "In a named period, seen from now; `evening` is today from 18:00, `weekend` from Friday 18:00 to Sunday, "
        "`week` seven days from today."
    ),
    "near": "Near a point (latitude,longitude), a municipality or a quarter of one.",
    "radius": "How near, in kilometres.",
    "free": "Free of charge, or not.",
    "online": "Where one can take part from home, or not.",
    "q": "With all of these words, whatever their accents and endings.",
    "lang": "The language of the words; it never filters.",
    "limit": "How many items at most.",
    "offset": "How many items to leave out before the first.",
}
EXAMPLES: dict[str, Any] = {
    "territory": ["pavia"],
    "municipality": ["pavia"],
    "lab": ["la-torretta"],
    "topic": ["compiti"],
    "audience": ["bambini"],
    "language": ["it"],
    "from": "2026-12-01",
    "to": "2026-12-31",
    "when": "weekend",
    "near": "45.185,9.158",
    "radius": 3,
    "free": True,
    "online": False,
    "q": "italiano",
    "lang": "en",
    "limit": 10,
    "offset": 20,
}
_SLUG: Schema = {"type": "string", "pattern": r"^[\w-]{1,255}$"}
_DAY: Schema = {"type": "string", "format": "date"}
_FLAG: Schema = {"type": "boolean"}
_SCHEMAS: dict[str, Schema] = {
    **dict.fromkeys(("territory", "municipality", "lab", "topic", "audience", "language"), _SLUG),
    **dict.fromkeys(("from", "to"), _DAY),
    **dict.fromkeys(("free", "online"), _FLAG),
    "when": {"type": "string", "enum": list(PERIODS)},
    "near": {"type": "string"},
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


def own_parameter(name: str, description: str, schema: Schema, example: Any) -> Schema:
    """Return the parameter object of a name that an endpoint adds to the grammar; an empty one is none."""
    told = {"description": description, "schema": schema, "example": example}
    return {"in": "query", "name": name, "required": False, "allowEmptyValue": True, **told}


def _parameter(name: str, kinds: Collection[str]) -> Schema:
    schema = {"type": "string", "enum": sorted(kinds)} if name == "kind" else _SCHEMAS[name]
    example = EXAMPLES[name] if name != "kind" else sorted(kinds)[:1]
    if name in REPEATABLE:
        schema = {"type": "array", "items": schema, "maxItems": MAX_VALUES}
    return own_parameter(name, DESCRIPTIONS[name], schema, example)
