"""The API's own description, OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0), with the answers that it gives.

It is read by programmers and generators of code, in one language: English. Its examples are answers that were given,
kept in a folder: `<operation>.json` has Example Objects by name, `problems.json` one of each error by its status.
"""

import json
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from ninja import NinjaAPI

from portal.api.problems import MEDIA_TYPE
from portal.webhooks import described

Plain = dict[str, Any]
JSON = "application/json"
PROBLEMS = {
    400: "A parameter that this address does not take, or a value that cannot be read; `errors` names each.",
    401: "A token that does not hold, whatever the reason.",
    404: "There is nothing public at this address.",
    410: "It was there and was taken away; it does not come back.",
    500: "Something went wrong on the platform's side.",
}
HEADERS: Plain = {
    "ETag": {"description": "What to send back as `If-None-Match`.", "schema": {"type": "string"}},
    "Cache-Control": {"description": "How long the answer may be kept.", "schema": {"type": "string"}},
}
NOT_MODIFIED: Plain = {
    "description": "Nothing changed since the answer whose `ETag` came as `If-None-Match`; no content.",
    "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS},
}
MOVED: Plain = {
    "description": "It is at another address now; `Location` asks the same about it.",
    "headers": {"Location": {"description": "The new address.", "schema": {"type": "string"}}},
}
#: What an operation says of itself (`openapi_extra`) whose answers nobody may keep.
UNCACHED = "x-uncached"
IF_NONE_MATCH: Plain = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "description": "The `ETag` of the answer that you have: if it still holds, 304 comes without content.",
    "schema": {"type": "string"},
    "example": 'W/"33a64df5"',
}


#: Where an operation that answers no plain JSON says in its description what it answers.
MEDIA_TYPE_OF = "x-media-type"


class DescribedAPI(NinjaAPI):
    """An API whose description names every answer: with an example, its headers, and its errors as problem+json."""

    def __init__(self, *, examples: Path, **options: Any) -> None:
        super().__init__(**options)
        self.examples = examples

    def get_openapi_schema(self, **options: Any) -> Any:
        """Return the document."""
        document = super().get_openapi_schema(**options)
        components = document["components"]
        components["headers"] = HEADERS
        components["parameters"] = {"IfNoneMatch": IF_NONE_MATCH}
        components["responses"] = {
            "NotModified": NOT_MODIFIED,
            **{_name(status): self._problem(status) for status in PROBLEMS},
        }
        for methods in document["paths"].values():
            for operation in methods.values():
                self._complete(operation)
        components["schemas"] |= described.schemas()
        document["webhooks"] = described.webhooks()
        return document

    def _complete(self, operation: Plain) -> None:
        examples = _read(self.examples / f"{operation['operationId']}.json")
        answers = operation["responses"]
        told = {int(status) for status in answers} & set(PROBLEMS) | {500}
        media_type = operation.pop(MEDIA_TYPE_OF, JSON)
        answers[200] |= {"description": "The answer."}
        answers[200]["content"] = {media_type: answers[200]["content"][JSON] | {"examples": examples}}
        if not operation.pop(UNCACHED, False):
            answers[200]["headers"] = NOT_MODIFIED["headers"]
            answers[304] = {"$ref": "#/components/responses/NotModified"}
            operation["parameters"] = [*operation["parameters"], {"$ref": "#/components/parameters/IfNoneMatch"}]
        answers |= {status: _own_problem(status, answers.get(status)) for status in sorted(told)}
        if 301 in answers:
            answers[301] |= MOVED
        operation["responses"] = {str(status): answers[status] for status in sorted(answers)}

    def _problem(self, status: int) -> Plain:
        content = {
            "schema": {"$ref": "#/components/schemas/ProblemDetails"},
            "example": _read(self.examples / "problems.json").get(str(status), {}),
        }
        return {"description": PROBLEMS[status], "content": {MEDIA_TYPE: content}}


def _own_problem(status: int, declared: Plain | None) -> Plain:
    """Return the error that all share, or one that has members of its own, as problem+json."""
    shape = (declared or {}).get("content", {}).get("application/json")
    if shape is None or shape["schema"].get("$ref", "").endswith("/ProblemDetails"):
        return {"$ref": f"#/components/responses/{_name(status)}"}
    return {"description": PROBLEMS[status], "content": {MEDIA_TYPE: shape}}


def _name(status: int) -> str:
    return HTTPStatus(status).phrase.title().replace(" ", "")


@cache
def _read(file: Path) -> Plain:
    return json.loads(file.read_text()) if file.exists() else {}
