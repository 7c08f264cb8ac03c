"""The words of the demonstration, read from `home/data`, and how a page's body is written there.

A body is a list of lines: `# heading`, `- item of a list`, `! callout`, `? question | answer`, anything else is a
paragraph. Lines may hold the HTML of a rich text: they are ours.
"""

import json
import uuid
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data"


@cache
def read(name: str) -> Any:
    """Return the content of `home/data/<name>.json`."""
    return json.loads((DATA / f"{name}.json").read_text())


def demo_id(*key: str) -> uuid.UUID:
    """Return the id of a thing of the demonstration: the same on every machine, so that calendars stay subscribed."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "/".join(("agora-demo", *key)))


def body(key: str, lines: list[str]) -> list[dict[str, Any]]:
    """Return the stream of a body; its blocks keep their ids, by which translations find them."""
    blocks = [block for kind, group in groupby(lines, _kind) for block in _blocks(kind, list(group))]
    return [block | {"id": str(demo_id("block", key, str(number)))} for number, block in enumerate(blocks)]


def paragraphs(lines: list[str]) -> str:
    """Return lines as rich text: paragraphs, and one list for items that follow each other."""
    return "".join(_rich(kind, list(group)) for kind, group in groupby(lines, lambda line: line[:2] == "- "))


def _kind(line: str) -> str:
    return {"# ": "heading", "! ": "callout", "? ": "question"}.get(line[:2], "text")


def _blocks(kind: str, lines: list[str]) -> list[dict[str, Any]]:
    if kind == "text":
        return [{"type": "text", "value": paragraphs(lines)}]
    return [{"type": kind, "value": _value(kind, line[2:])} for line in lines]


def _value(kind: str, words: str) -> Any:
    if kind == "callout":
        return {"tone": "info", "text": f"<p>{words}</p>"}
    if kind == "question":
        question, answer = words.split(" | ")
        return {"question": question, "answer": f"<p>{answer}</p>"}
    return words


def _rich(is_list: bool, lines: list[str]) -> str:
    if is_list:
        return "<ul>" + "".join(f"<li>{line[2:]}</li>" for line in lines) + "</ul>"
    return "".join(f"<p>{line}</p>" for line in lines)
