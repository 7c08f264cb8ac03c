"""The whole index made anew from what is findable, beside everybody's work: a little at a time, safe to repeat.

How far it has come is noted in the transaction of each step: one that was broken off goes on from there.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from portal.entries import findable_models
from search.index import write, write_findable
from search.models import Entry, Rebuild
from search.owners import owned_by

CHUNK = 500
#: A rebuild that was broken off longer ago is begun anew: it may have been for other reasons.
LATELY = timedelta(days=1)


def current(*, afresh: bool = False) -> Rebuild:
    """Return the rebuild that was broken off not long ago, else a new one."""
    Rebuild.objects.exclude(started__gt=timezone.now() - (timedelta(0) if afresh else LATELY)).delete()
    return Rebuild.objects.order_by("started").last() or Rebuild.objects.create(started=timezone.now())


def parts(rebuild: Rebuild) -> Iterator[tuple[str, QuerySet]]:
    """Yield what each findable type is called, and its things that are still to be done."""
    for model in findable_models():
        done = rebuild.done.get(model._meta.label, 0)
        yield str(model._meta.verbose_name_plural), model.findable().filter(pk__gt=done)  # type: ignore[attr-defined]


def write_in_chunks(things: QuerySet, rebuild: Rebuild) -> Iterator[int]:
    """Write the entries of many things, each chunk in a transaction of its own; yield how many were written."""
    pks = sorted(things.values_list("pk", flat=True))
    for chunk in _chunks(pks):
        with _collected_at_the_end(), transaction.atomic():
            write_findable(things.model, chunk)
            rebuild.done[things.model._meta.label] = chunk[-1]
            rebuild.save()
        yield len(chunk)


def forget_vanished(before: datetime) -> int:
    """Delete the entries not written since, whose things are gone or no longer findable; return how many.

    What was published while the index was being rebuilt may have been missed on the way: it is written now.
    """
    pks = sorted(Entry.objects.filter(written__lt=before).values_list("pk", flat=True))
    return sum(_forget(chunk, before) for chunk in _chunks(pks))


@transaction.atomic
def _forget(pks: list[int], before: datetime) -> int:
    left = Entry.objects.filter(pk__in=pks, written__lt=before)
    number = left.count()
    write(owned_by(left))
    left.delete()
    return number - Entry.objects.filter(pk__in=pks).count()


@contextmanager
def _collected_at_the_end() -> Iterator[None]:
    """Let Python look for what nobody needs any more once, at the end: in between it looks through thousands of pages
    again and again.
    """
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()
        gc.collect(1)


def _chunks(pks: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(pks), CHUNK):
        yield pks[start : start + CHUNK]
