"""The one writer of entries: from what things say of themselves to rows, and from rows to the words of the index."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from wagtail.models import Page

from portal.entries import Dates, findable_models, owner_of
from portal.models import PortalPage
from portal.public import Publicity
from search import rows
from search.indexing import CHUNK, catch_up, index, index_context
from search.models import Entry
from search.owners import owned_by
from search.unsent import wait_for_server


@transaction.atomic
def write(things: Iterable[Model]) -> None:
    """Bring the entries of these things up to date, with what else leads to their pages; what is gone loses its own."""
    given = [thing for thing in map(_specific, things) if isinstance(thing, findable_models())]
    keys = defaultdict(list)
    for thing in given:
        keys[type(thing)].append(thing.pk)
    if given:
        _write(given, [thing for model, pks in keys.items() for thing in _read(model, pks)])


@transaction.atomic
def write_findable(model: type[Model], pks: Collection[int]) -> None:
    """Do the same for the things of one type that are findable, reading each of them once."""
    if things := _read(model, pks):
        _write(things, things)


def _write(given: Sequence[Model], fresh: Iterable[Any]) -> None:
    owners = {owner_of(thing) for thing in given}
    found = {data.key: (owner_of(thing), data) for thing in fresh for data in thing.search_entries()}
    Entry.objects.filter(owner__in=owners).exclude(key__in=found).delete()
    # Nobody is found by the title of a page with nothing below it.
    above = Entry.objects.filter(key__in=found, fragment="", page__numchild__gt=0).only("key", "texts")
    titles = {entry.key: entry.title for entry in above}
    written = rows.store(list(found.values()))
    index(written)
    _follow_titles([row for row in written if row.title != titles.get(row.key, row.title)])
    pages = [thing.pk for thing in given if isinstance(thing, Page)]
    write(owned_by(Entry.objects.filter(page__in=pages).exclude(owner__in=owners)))
    catch_up()


@transaction.atomic
def follow_publicity(pages: QuerySet[Page]) -> None:
    """Open and close the entries that lead to these pages, and write anew those with words from translations."""
    publicity = Publicity()
    entries = Entry.objects.filter(page__in=pages).select_related("page").defer("texts")
    changed = [entry for entry in entries if rows.set_window(entry, publicity.window(entry.page))]  # type: ignore[arg-type]
    Entry.objects.bulk_update(changed, ["public", "public_from", "public_until"], batch_size=CHUNK)
    wait_for_server([entry.pk for entry in changed])
    translations = pages.exclude(locale__language_code=settings.SOURCE_LANGUAGE).only("translation_key")
    write(owned_by(Entry.objects.filter(owner__in=map(owner_of, translations))))


@transaction.atomic
def add_dates(dates: Mapping[str, Dates]) -> None:
    """Give the entries of these owners the dates that the horizon has reached."""
    wait_for_server(rows.add_dates(dates))


def forget(thing: Model) -> None:
    """Delete the entries of a thing."""
    Entry.objects.filter(owner=owner_of(thing)).delete()


def _specific(thing: Model) -> Model:
    known = not isinstance(thing, Page) or isinstance(thing, findable_models())
    return thing if known else thing.specific  # type: ignore[attr-defined]


def _read(model: Any, pks: Collection[int]) -> list[Any]:
    """Return the things of a type that are still there and findable, with what their entries need."""
    things = list(model.findable().filter(pk__in=pks))
    if issubclass(model, PortalPage):
        model.read_together(things)
    return things


def _follow_titles(renamed: Iterable[Entry]) -> None:
    """Bring up to date what stands below pages with a new title: it is found by that too."""
    below = Q()
    for entry in renamed:
        below |= Q(page__path__startswith=entry.page.path)  # type: ignore[union-attr]
    if below:
        index_context(Entry.objects.filter(below))
