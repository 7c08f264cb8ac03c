"""The whole index made anew from what is findable, beside everybody's work: a little at a time, safe to repeat."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from portal.entries import findable_models
from search.index import write
from search.models import Entry
from search.owners import owned_by

CHUNK = 50


def parts() -> Iterator[tuple[str, QuerySet]]:
    """Yield what each findable type is called, and its things."""
    for model in findable_models():
        yield str(model._meta.verbose_name_plural), model.findable()  # type: ignore[attr-defined]


def write_in_chunks(things: QuerySet) -> Iterator[int]:
    """Write the entries of many things, each chunk in a transaction of its own; yield how many were written."""
    pks = sorted(things.values_list("pk", flat=True))
    for chunk in _chunks(pks):
        write(things.filter(pk__in=chunk))
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


def _chunks(pks: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(pks), CHUNK):
        yield pks[start : start + CHUNK]
