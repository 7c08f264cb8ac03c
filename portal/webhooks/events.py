"""One event: what happened to which public thing, whose it is, and what a receiver reads of it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from portal.addresses import on_platform
from portal.api.refs import moment


@dataclass(frozen=True)
class Event:
    """Something that happened to a public thing: `url` is its page, `api_path` where the API answers it.

    `territories` are the ids of those whose it is (or was); without any it is the platform's.
    """

    type: str
    id: uuid.UUID
    kind: str
    url: str
    api_path: str
    territories: frozenset[int] = frozenset()
    at: datetime = field(default_factory=timezone.now)

    def payload(self) -> dict[str, Any]:
        """Return what a receiver reads: which thing, and where to read what it is now."""
        data = {"id": str(self.id), "kind": self.kind, "url": self.url, "api_url": on_platform(self.api_path)}
        return {"type": self.type, "timestamp": moment(self.at), "data": data}


def whose(territory_ids: Iterable[int | None]) -> frozenset[int]:
    """Return the territories among these, the platform's none left out."""
    return frozenset(each for each in territory_ids if each is not None)
