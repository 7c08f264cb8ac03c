"""The calendar hears of every change through `portal.follow`, and names the pages whose dates it touched."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import Signal, receiver
from wagtail.models import Page

from events import occurrences
from events.dated import has_dates, has_rows, pages_with_dates
from events.models import ExternalItem, ExtraDate, Occurrence, OccurrenceChange, Series
from events.series import relabel, remember_public, set_window
from events.sources.pairing import judge_beside
from labs.models import Closure, LabPage, Place
from portal.follow import publicity_stale, rows_stale, thing_gone, touch
from portal.freshness import Reach, raise_stamp
from portal.models import Audience, PortalPage, Topic
from portal.page_dates import add_rows_from
from portal.public import Publicity


@receiver(rows_stale)
def _write_rows(sender: Any, things: Iterable[Model], **kwargs: Any) -> list[PortalPage | ExternalItem]:
    """Write the dates of these things; return the further pages and items that were written because of them."""
    own = {thing.pk: thing for thing in things if has_rows(thing)}
    behind = {page.pk: page for thing in things for page in _pages_behind(thing)}
    further = [page for key, page in behind.items() if key not in own]
    occurrences.write_all([*own.values(), *further])
    paired = judge_beside([page for page in (*own.values(), *further) if isinstance(page, PortalPage)])
    occurrences.write_all(paired)
    return [*further, *paired]


@receiver(publicity_stale)
def _follow_publicity(sender: Any, pages: QuerySet[Page], **kwargs: Any) -> None:
    publicity = Publicity()
    found = Series.objects.filter(page__in=pages).select_related("page")
    changed = [series for series in found if set_window(series, publicity.window(series.page))]
    Series.objects.bulk_update(
        changed, ["public", "public_from", "public_until", "sequence", "modified"], batch_size=200
    )
    remember_public(changed)


@receiver(thing_gone)
def _remove_rows(sender: Any, thing: Model, **kwargs: Any) -> None:
    if has_rows(thing):
        occurrences.remove(thing)


@receiver([post_save, post_delete], sender=OccurrenceChange)
def _follow_change(sender: type, instance: OccurrenceChange, **kwargs: Any) -> None:
    page = Page.objects.filter(pk=instance.occurrence.series.page_id).specific().first()
    if page:
        touch(page, reach=Reach.DATES)


@receiver([post_save, post_delete], sender=ExtraDate)
def _follow_extra_date(sender: type, instance: ExtraDate, origin: Any = None, **kwargs: Any) -> None:
    """Follow an extra date that is written or taken back; one that goes with its page has nothing left to follow."""
    if origin is None or isinstance(origin, ExtraDate):
        touch(instance.page.specific, reach=Reach.DATES)


@receiver([post_save, pre_delete], sender=Topic)
@receiver([post_save, pre_delete], sender=Audience)
def _follow_label(sender: type, instance: Topic | Audience, signal: Signal, **kwargs: Any) -> None:
    """Call a topic or an audience on every row what it is called now, or leave it out when it is about to go."""
    relation, name = ("topics", "topic") if isinstance(instance, Topic) else ("audiences", "audience")
    found = list(Series.objects.filter(**{relation: instance}))
    if signal is pre_delete:
        getattr(Series, relation).through.objects.filter(series__in=found, **{name: instance}).delete()
    relabel(found)


def _pages_behind(thing: Model) -> list[PortalPage]:
    """Return the pages whose dates depend on a lab, a place or a closure."""
    if isinstance(thing, LabPage):
        return pages_with_dates(thing)
    if isinstance(thing, Place):
        series = Occurrence.objects.filter(place=thing).values("series")
        return _specific(Q(pk__in=Series.objects.filter(pk__in=series).values("page")))
    if isinstance(thing, Closure):
        return _specific(Q(pk__in=_series_closed_by(thing).values("page")))
    return []


def _series_closed_by(closure: Closure) -> QuerySet[Series]:
    rows = Occurrence.objects.all()
    if closure.lab_id:
        rows = rows.filter(Q(lab=closure.lab_id) | Q(lab__host=closure.lab_id))
    elif closure.territory_id:
        rows = rows.filter(territory=closure.territory_id)
    return Series.objects.filter(pk__in=rows.values("series"))


def _specific(condition: Q) -> list[PortalPage]:
    return [page for page in Page.objects.filter(condition).specific() if has_dates(page)]


@receiver(pre_delete, sender=ExternalItem)
def _follow_lost_item(sender: type, instance: ExternalItem, **kwargs: Any) -> None:
    """Let an item that is deleted, alone or with its source, leave tombstones of its dates."""
    thing_gone.send(sender=touch, thing=instance)
    raise_stamp([instance.territory_id])


add_rows_from(lambda page: Occurrence.objects.filter(series=page.translation_key).public().for_lists())
