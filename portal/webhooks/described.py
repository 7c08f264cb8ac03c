"""What receivers get, for the API's own description: its `webhooks` (https://spec.openapis.org/oas/v3.1.0#oasWebhooks).

As all of that description, in English.
"""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import Field, create_model

from portal.api.schemas import Strict
from portal.webhooks.event_types import TEST, EventType

Plain = dict[str, Any]
SCHEMAS = "#/components/schemas/{model}"
SAID = {
    EventType.PAGE_PUBLISHED: (
        "A page is public, or changed",
        "A page was published, anew or for the first time, in any of its languages; or what hid it is gone: a page "
        "above it that was not public, a restriction.",
    ),
    EventType.PAGE_UNPUBLISHED: (
        "A page is no longer public",
        "A page was taken back, has expired, was deleted or restricted, itself or with a page above it. `api_url` "
        "answers 404 or 410 from now on.",
    ),
    EventType.PAGE_MOVED: (
        "A page has another address",
        "A page was moved or renamed, itself or with a page above it. `url` is the new address.",
    ),
    EventType.OCCURRENCE_CANCELLED: (
        "A date will not take place",
        "One date was cancelled, by an editor or a closure: `api_url` says the reason. Or it was taken away: `api_url` "
        "answers 410.",
    ),
    EventType.OCCURRENCE_MOVED: (
        "A date has another time or place",
        "One date was moved, or moved again. Also told when that, or a cancellation, is taken back: `api_url` says "
        "what holds now.",
    ),
    EventType.MINUTES_APPROVED: (
        "Minutes are public",
        "The minutes of a meeting were approved: `api_url` has them.",
    ),
    TEST: ("A test", "Somebody tried this address in the platform's administration. Answer as to any other."),
}
KINDS = {"occurrence": ["occurrence"], "minutes": ["meeting"], "webhook": ["test"]}


class WebhookThing(Strict):
    """What an event is about, and where to read what it is now."""

    id: UUID = Field(description="The same in every language, and in the API.")
    kind: str = Field(description="What `id` stands for.", examples=["lab"])
    url: str = Field(description="Its page, for people.", examples=["https://agora.example/it/pavia/la-torretta/"])
    api_url: str = Field(description="Where this API says what it is now.")


def webhooks() -> Plain:
    """Return the `webhooks` of the description, by name of event."""
    return {str(name): {"post": _operation(str(name), *words)} for name, words in SAID.items()}


def schemas() -> Plain:
    """Return the shapes of all messages, by name."""
    found: Plain = {}
    for name in SAID:
        shape = _message(str(name)).model_json_schema(ref_template=SCHEMAS)
        found |= shape.pop("$defs", {}) | {_schema_name(str(name)): shape}
    return found


def _message(name: str) -> type[Strict]:
    """Return the shape of the message of one event; its `kind` says what it may be about."""
    thing: Any = WebhookThing
    if kinds := KINDS.get(name.partition(".")[0]):
        kind: Any = (Literal[tuple(kinds)], Field(description="What `id` stands for."))
        thing = create_model(f"{_schema_name(name)}Thing", __base__=WebhookThing, kind=kind)
    kind_of_event: Any = (Literal[name], ...)
    return create_model(
        _schema_name(name),
        __base__=Strict,
        __doc__=f"{SAID[name][0]}.",  # type: ignore[index]
        type=kind_of_event,
        timestamp=(datetime, Field(description="When it happened.")),
        data=(thing, ...),
    )


def _operation(name: str, summary: str, description: str) -> Plain:
    shape = {"$ref": SCHEMAS.format(model=_schema_name(name))}
    return {
        "operationId": f"webhook_{name.replace('.', '_')}",
        "summary": summary,
        "description": description,
        "tags": ["webhooks"],
        "parameters": HEADERS,
        "requestBody": {"required": True, "content": {"application/json": {"schema": shape}}},
        "responses": ANSWERS,
    }


def _schema_name(name: str) -> str:
    return "".join(part.capitalize() for part in name.split(".")) + "Message"


def _header(name: str, description: str, example: str) -> Plain:
    shape = {"schema": {"type": "string"}, "description": description, "example": example}
    return {"in": "header", "name": name, "required": True, **shape}


HEADERS = [
    _header("webhook-id", "The same in every attempt: what you have seen you may leave.", "msg_0d9f"),
    _header("webhook-timestamp", "When this attempt was made, in seconds since 1970.", "1795420800"),
    _header(
        "webhook-signature",
        "HMAC-SHA256 of id, timestamp and body after https://www.standardwebhooks.com; several stand apart by blanks.",
        "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
    ),
]
ANSWERS: Plain = {
    "2XX": {"description": "Taken: it is not sent again."},
    "410": {"description": "You want no more: nothing is sent until somebody resumes it."},
    "default": {"description": "Not taken, as a redirect is: it is sent again, less and less often, for a day."},
}
