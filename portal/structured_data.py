"""Structured data (JSON-LD 1.1 in the words of https://schema.org): who describes what, and how it stands in a page.

A thing is described by the app that knows it: `describes` registers, `nodes_about` asks. A node without a fact leaves
its name out; texts are in the active language.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from portal.addresses import absolute

CONTEXT = "https://schema.org"
JSONLD_TYPE = "application/ld+json"
Node = dict[str, Any]
Describe = Callable[[Any], Iterable[Node]]
_EMPTY: tuple[Any, ...] = (None, "", [], {})
# A browser reads a data block up to the next "</script", whatever the JSON says.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
_describers: list[tuple[type, Describe]] = []


def describes(kind: type) -> Callable[[Describe], Describe]:
    """Register a function that returns the nodes about things of a kind."""

    def register(describe: Describe) -> Describe:
        _describers.append((kind, describe))
        return describe

    return register


def nodes_about(thing: Any) -> list[Node]:
    """Return all that is known of a thing, in the active language; nothing for what nobody describes."""
    return [node for kind, describe in _describers if isinstance(thing, kind) for node in describe(thing)]


def node(kind: str, key: str = "", **facts: Any) -> Node:
    """Return a node of a schema.org type, `key` being its `@id`, without the facts that are not known."""
    known = {name: value for name, value in facts.items() if value not in _EMPTY}
    return {"@type": kind, **({"@id": key} if key else {}), **known}


def identity(resource: str, key: Any) -> str:
    """Return the `@id` of a thing of the platform API: its address there, which lasts and can be asked."""
    return absolute(f"/api/v1/{resource}/{key}/")


def document(*nodes: Node) -> str:
    """Return nodes as one JSON-LD document."""
    content = nodes[0] if len(nodes) == 1 else {"@graph": list(nodes)}
    return json.dumps({"@context": CONTEXT, **content}, ensure_ascii=False, cls=DjangoJSONEncoder)


def script(nodes: list[Node]) -> SafeString:
    """Return nodes as a data block, which no Content-Security-Policy has to allow: nothing of it is ever run."""
    if not nodes:
        return SafeString("")
    content = document(*nodes).translate(_ESCAPES)
    return format_html('<script type="{}">{}</script>', JSONLD_TYPE, mark_safe(content))  # noqa: S308  # escaped above
