"""The indexes on the search server: the one in use, and the one that is being built beside it.

A new one takes the place of the old by its alias, at one moment. How far it has been built is noted in the index, so
that building it goes on where it was broken off.
"""

from collections.abc import Iterator

from django.utils import timezone

from search.elastic.mapping import MAPPINGS, SETTINGS, alias, building
from search.elastic.reading import read
from search.elastic.server import writing
from search.models import Entry

CHUNK = 500


def ensure() -> None:
    """Build the index where the server has none, as after it came back without its data."""
    if not index_of(alias()):
        for _number in build():
            pass


def build() -> Iterator[int]:
    """Build a new index, or go on with one that was begun; yield how many entries each step has read, and swap.

    What changes meanwhile is sent to the new one too, by `sending`.
    """
    from search.elastic.sending import send

    index = index_of(building()) or _make()
    while pks := _next(_done(index)):
        send(read(pks), building(), refresh=False)
        writing().indices.put_mapping(index=index, meta={"done": pks[-1]})
        yield len(pks)
    _swap(index)


def left() -> int:
    """Return how many entries have still to be read for the index that is being built."""
    index = index_of(building())
    return Entry.objects.filter(pk__gt=_done(index) if index else 0).count()


def abandon() -> None:
    """Forget an index that was begun."""
    if index := index_of(building()):
        writing().indices.delete(index=index)


def index_of(name: str) -> str:
    """Return the index behind an alias, "" where there is none."""
    indices = writing().options(ignore_status=404).indices
    answer = indices.get_alias(name=name)
    return next((each for each, facts in answer.items() if "aliases" in facts), "") if answer.meta.status == 200 else ""


def _next(done: int) -> list[int]:
    return list(Entry.objects.filter(pk__gt=done).order_by("pk").values_list("pk", flat=True)[:CHUNK])


def _done(index: str) -> int:
    return writing().indices.get_mapping(index=index)[index]["mappings"].get("_meta", {}).get("done", 0)


def _make() -> str:
    index = f"{alias()}-{timezone.now():%Y%m%d%H%M%S%f}"
    writing().indices.create(index=index, aliases={building(): {}}, mappings=MAPPINGS, settings=SETTINGS)
    return index


def _swap(index: str) -> None:
    """Let the new index answer, and remove all others of ours that nobody is building."""
    indices = writing().indices
    indices.refresh(index=index)
    old = index_of(alias())
    if old == index:
        return
    actions = [{"add": {"index": index, "alias": alias()}}, {"remove": {"index": index, "alias": building()}}]
    indices.update_aliases(actions=[*actions, *([{"remove_index": {"index": old}}] if old else [])])
