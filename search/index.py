"""The one writer of entries: from what things say of themselves to rows, and from rows to the words of the index."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model, Q, QuerySet
from wagtail.models import Page

from portal.among import Among
from portal.entries import Dates, EntryData, findable_models, owner_of
from portal.public import Publicity
from search import rows
from search.indexing import CHUNK, catch_up, index, index_context
from search.models import Entry
from search.owners import owned_by
from search.unsent import wait_for_server

#: The entries that things have, each with its owner, by their keys.
Found = dict[str, tuple[str, EntryData]]


@transaction.atomic
def write(things: Iterable[Model]) -> None:
    """Bring the entries of these things up to date, with what else leads to their pages; what is gone loses its own."""
    given = [thing for thing in map(_specific, things) if isinstance(thing, findable_models())]
    keys = defaultdict(list)
    for thing in given:
        keys[type(thing)].append(thing.pk)
    if not given:
        return
    owners = set(map(owner_of, given))
    _hold(owners)
    found = _said([thing for model, pks in keys.items() for thing in _read(model, pks)])
    titles = _titles(found)
    written = _store(owners, found)
    _follow_titles([row for row in written if row.title != titles.get(row.key, row.title)])
    pages = [thing.pk for thing in given if isinstance(thing, Page)]
    write(owned_by(Entry.objects.filter(page__in=pages).exclude(owner__in=owners)))
    catch_up()


@transaction.atomic
def write_findable(model: type[Model], pks: Collection[int]) -> None:
    """Bring up to date the entries of those things of one type that are findable, and nothing else: its turn comes."""
    _hold(map(owner_of, model._default_manager.filter(Among("pk", pks))))
    if things := _read(model, pks):
        _store(set(map(owner_of, things)), _said(things))


def _hold(owners: Iterable[str]) -> None:
    """Wait for whoever writes entries of the same owners, and let others wait: who reads later has the last word."""
    if connection.features.has_select_for_update:
        rows = Entry.objects.filter(Among("owner", set(owners))).order_by("pk")
        list(rows.select_for_update().values_list("pk"))


def _said(things: Iterable[Any]) -> Found:
    return {data.key: (owner_of(thing), data) for thing in things for data in thing.search_entries()}


def _store(owners: Collection[str], found: Found) -> list[Entry]:
    """Let owners have the entries that were found and no others; return their rows, indexed."""
    Entry.objects.filter(Among("owner", owners)).exclude(Among("key", found)).delete()
    written = rows.store(list(found.values()))
    index(written)
    return written


def _titles(found: Found) -> dict[str, str]:
    """Return the titles that the index has of pages with others below: nobody is found by the title of another."""
    above = Entry.objects.filter(key__in=found, fragment="", page__numchild__gt=0).only("key", "texts")
    return {entry.key: entry.title for entry in above}


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
    things = list(model.findable().filter(Among("pk", pks)))
    model.read_together(things)
    return things


def _follow_titles(renamed: Iterable[Entry]) -> None:
    """Bring up to date what stands below pages with a new title: it is found by that too."""
    below = Q()
    for entry in renamed:
        below |= Q(page__path__startswith=entry.page.path)  # type: ignore[union-attr]
    if below:
        index_context(Entry.objects.filter(below))
