"""The index hears of every change through `portal.follow`, and of new names from those who carry them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import Model, Q, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page

from portal.entries import Dates, owner_of
from portal.follow import dates_added, entries_stale, publicity_stale, thing_gone
from portal.freshness import raise_stamp
from portal.models import Audience, Municipality, PortalPage, Territory, Topic
from portal.ticking import every_tick
from search import index, indexing
from search.backends import backend
from search.models import Entry, SynonymSet
from search.querysets import EntryQuerySet
from search.spelling import learn
from search.unsent import QUEUE, send_changes

#: The relation by which an entry carries each name.
NAMED: dict[type[Model], str] = {
    Territory: "territory",
    Municipality: "municipality",
    Topic: "topics",
    Audience: "audiences",
}


@receiver(entries_stale)
def _write(sender: Any, things: Iterable[Model], **kwargs: Any) -> None:
    index.write(things)


@receiver(dates_added)
def _add_dates(sender: Any, dates: Mapping[PortalPage, Dates], **kwargs: Any) -> None:
    index.add_dates({owner_of(page): pairs for page, pairs in dates.items() if pairs})


@receiver(publicity_stale)
def _follow_publicity(sender: Any, pages: QuerySet[Page], **kwargs: Any) -> None:
    index.follow_publicity(pages)


@receiver(thing_gone)
def _forget_thing(sender: Any, thing: Model, **kwargs: Any) -> None:
    index.forget(thing)


@receiver(post_delete, sender=Entry)
def _forget_words(sender: type, instance: Entry, **kwargs: Any) -> None:
    indexing.forget([instance.pk])


def _named_by(instance: Model) -> EntryQuerySet:
    return Entry.objects.filter(Q((NAMED[type(instance)], instance.pk)))


def _follow_name(sender: type, instance: Model, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Say the new name to the index before any answer is made with the stamp raised here."""
    if raw:
        return
    if not created:
        indexing.index_context(_named_by(instance))
    raise_stamp([None])


def _remember_named(sender: type, instance: Any, **kwargs: Any) -> None:
    instance._entries_named = list(_named_by(instance).values_list("pk", flat=True))


def _follow_lost_name(sender: type, instance: Any, **kwargs: Any) -> None:
    indexing.index_context(Entry.objects.filter(pk__in=instance._entries_named))


# By sender: a listener to every model would make Django read whatever it deletes.
for _model in NAMED:
    post_save.connect(_follow_name, sender=_model)
    pre_delete.connect(_remember_named, sender=_model)
    post_delete.connect(_follow_lost_name, sender=_model)


@receiver([post_save, post_delete], sender=SynonymSet)
def _follow_words(sender: type, instance: SynonymSet, raw: bool = False, **kwargs: Any) -> None:
    """Learn the words of the thesaurus, so that misspelt ones lead to them too."""
    if not raw:
        learn(instance.lines)
        raise_stamp([None])


@every_tick
def catch_up() -> int:
    """Index what an index failed to take."""
    caught = indexing.catch_up()
    if caught:
        raise_stamp([None])
    return caught


@every_tick
def tell_search_server() -> int:
    """Send what no worker has sent, as after the server was down, and forget the tasks that are done."""
    if not settings.SEARCH_URL:
        return 0
    call_command("prune_db_task_results", "--backend", QUEUE, "--queue-name", QUEUE, "--min-age-days", "1", verbosity=0)
    return send_changes.func()


def prepare_index(sender: AppConfig, **kwargs: Any) -> None:
    """Make the index after a migration; one made anew has no words yet, and catches up."""
    if SynonymSet._meta.db_table not in connection.introspection.table_names():
        return
    if backend().prepare():
        Entry.objects.update(indexed=False)
    indexing.learn_anew()
    learn(SynonymSet.objects.values_list("expressions", flat=True))
