"""The copy on the search server follows the entries: what changed is sent, in order, until the server has it.

Safe twice at once and safe to break off: a change is forgotten only when the server has it, and the server keeps of two
versions the later one (https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-bulk).
"""

import logging
from collections.abc import Iterator
from typing import Any

from search.elastic.documents import nothing
from search.elastic.indexes import ensure, index_of
from search.elastic.mapping import alias, building
from search.elastic.reading import Reading, read
from search.elastic.server import UnavailableError, told_apart, writing
from search.models import Unsent

logger = logging.getLogger(__name__)
CHUNK = 200
#: Told of a version that it has, or of one older than that, the server is up to date.
UP_TO_DATE = "version_conflict_engine_exception"
NO_INDEX = "index_not_found_exception"


def send_waiting() -> int:
    """Send all changes that wait; return how many entries were sent. Raises UnavailableError with the server down."""
    with told_apart():
        ensure()
        return sum(_send_rows(rows) for rows in _chunks())


def send(reading: Reading, index: str, *, refresh: bool) -> set[int]:
    """Write a reading to an index by its alias; return the pks of what the server refused for good.

    One that is being built may have been finished meanwhile: then there is none under its name, and nothing to do.
    """
    operations = [line for pk, document in reading.documents.items() for line in _lines(pk, document, reading.number)]
    answer = writing().bulk(index=index, operations=operations, refresh=refresh, require_alias=True)
    refused = dict(_refused(answer["items"], index))
    for pk, reason in refused.items():
        logger.error("The search server refused entry %s: %s", pk, reason)
    return set(refused)


def _chunks() -> Iterator[list[Unsent]]:
    last = 0
    while rows := list(Unsent.objects.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = rows[-1].pk
        yield rows


def _send_rows(rows: list[Unsent]) -> int:
    reading = read({row.entry_pk for row in rows})
    # Asked for after reading: an index begun later reads later too. The one being built comes first: should it take the
    # place of the old in between, the change reaches it by the other name.
    aliases = [building(), alias()] if index_of(building()) else [alias()]
    refused = {pk for index in aliases for pk in send(reading, index, refresh=True)}
    Unsent.objects.filter(pk__in=[row.pk for row in rows if row.entry_pk not in refused]).delete()
    if refused:
        Unsent.objects.filter(pk__in=[row.pk for row in rows if row.entry_pk in refused]).update(refused=True)
    return len(reading.documents) - len(refused)


def _lines(pk: int, document: dict[str, Any] | None, number: int) -> Iterator[dict[str, Any]]:
    yield {"index": {"_id": str(pk), "version": number, "version_type": "external"}}
    yield document or nothing(pk)


def _refused(items: list[Any], index: str) -> Iterator[tuple[int, str]]:
    for item in items:
        told = item["index"]
        error = told.get("error", {"type": UP_TO_DATE})
        if error["type"] == NO_INDEX and index == alias():
            raise UnavailableError("The server has no index")
        if error["type"] not in (UP_TO_DATE, NO_INDEX):
            yield int(told["_id"]), f"{error['type']}: {error.get('reason')}"
