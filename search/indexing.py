"""From entries to the words of an index. The entry is the truth: an index that fails catches up later."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from django.db import transaction

from portal.among import Among
from search.backends import backend
from search.context import contexts
from search.models import Entry, IndexRow, SynonymSet, Word
from search.querysets import EntryQuerySet
from search.spelling import learn
from search.unsent import wait_for_server
from search.words import new_words, spread, words_said

logger = logging.getLogger(__name__)
CHUNK = 200
PARTS = ("title", "summary", "body")


def index(entries: Sequence[Entry]) -> None:
    """Give the words of these entries to the index; where it fails they wait, and nothing else is lost."""
    done = _attempt("store", lambda: _store(entries))
    pks = [entry.pk for entry in entries]
    if any(entry.indexed != done for entry in entries):
        Entry.objects.filter(pk__in=pks).update(indexed=done)
    wait_for_server(pks)


def index_context(entries: EntryQuerySet) -> None:
    """Give the index what these entries are found by beside their own words, after something was renamed."""
    pks = sorted(entries.values_list("pk", flat=True))
    for start in range(0, len(pks), CHUNK):
        chunk = Entry.objects.filter(pk__in=pks[start : start + CHUNK])
        if not _attempt("replace the context of", partial(_replace_context, chunk)):
            chunk.update(indexed=False)
    wait_for_server(pks)


def forget(ids: Sequence[int]) -> None:
    """Take the words of deleted entries out of the index; what stays behind is swept at the next migration."""
    _attempt("forget", lambda: backend().remove(ids))
    wait_for_server(ids)


def catch_up(most: int = CHUNK) -> int:
    """Index entries that wait for it, at most so many; return how many there were."""
    waiting = list(Entry.objects.filter(indexed=False)[:most])
    if waiting:
        index(waiting)
    return len(waiting)


def learn_anew() -> None:
    """Learn what everything is called, where nothing has been learnt."""
    if not Word.objects.exists():
        pks = sorted(Entry.objects.values_list("pk", flat=True))
        for start in range(0, len(pks), CHUNK):
            entries = list(Entry.objects.filter(pk__in=pks[start : start + CHUNK]))
            learn(_called(entries, contexts(entries)))


@transaction.atomic
def forget_words() -> int:
    """Forget the words that no title, name or expression of the thesaurus has any more; return how many."""
    # What is learnt meanwhile is not among those that were known before.
    known = dict(Word.objects.values_list("text", "pk"))
    said = set(words_said("\n".join(SynonymSet.objects.values_list("expressions", flat=True))))
    for places in IndexRow.objects.values_list("title", "context").iterator(CHUNK):
        said.update(*map(str.split, places))
    gone = [pk for text, pk in known.items() if text not in said]
    for start in range(0, len(gone), CHUNK):
        Word.objects.filter(Among("pk", gone[start : start + CHUNK])).delete()
    return len(gone)


def _replace_context(entries: EntryQuerySet) -> None:
    found = contexts(list(entries.defer("texts")))
    learn(name for names in found.values() for _language, name in names)
    backend().replace_context([IndexRow(entry_id=pk, context=spread(names)) for pk, names in found.items()])


def words_of(entries: Sequence[Entry]) -> list[IndexRow]:
    """Return the words of entries as every index holds them, not stored."""
    names = contexts(entries)
    return [_row(entry, names[entry.pk]) for entry in entries]


def _store(entries: Sequence[Entry]) -> None:
    names = contexts(entries)
    learn(_called(entries, names))
    backend().store([_row(entry, names[entry.pk]) for entry in entries])


def _called(entries: Sequence[Entry], names: Mapping[int, Sequence[tuple[str, str]]]) -> Iterator[str]:
    """Yield by what people call these things: their titles and names."""
    for entry in entries:
        yield from (text["title"] for text in entry.texts.values())
    # Many things share a name.
    yield from (name for _language, name in set().union(*names.values()))


def _row(entry: Entry, names: Sequence[tuple[str, str]]) -> IndexRow:
    said = {part: spread((code, text[part]) for code, text in entry.texts.items()) for part in PARTS}
    said["body"] += new_words(((paper["language"], paper["text"]) for paper in entry.papers), "".join(said.values()))
    return IndexRow(entry_id=entry.pk, context=spread(names), **said)


def _attempt(what: str, do: Callable[[], None]) -> bool:
    try:
        with transaction.atomic():
            do()
    except Exception:
        logger.exception("The search index could not %s some entries", what)
        return False
    return True
