"""A feed and its items, whatever they are written as."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Item:
    """One piece of news; `key` lasts, `lines` are plain paragraphs, `facts` are for machines.

    `source` is where it comes from, if it is not ours: {name, url}.
    """

    key: str
    url: str
    title: str
    lines: Sequence[str]
    modified: datetime
    language: str
    tags: Sequence[str] = ()
    image: str = ""
    source: Mapping[str, Any] | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Feed:
    """What a feed is called, where it and its page are (absolute addresses), and its items."""

    title: str
    description: str
    page_url: str
    feed_url: str
    language: str
    items: Sequence[Item]
