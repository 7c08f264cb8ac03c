"""The calendar hears of every change through `portal.follow`, and names the pages whose dates it touched."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import Signal, receiver
from django.utils import timezone
from wagtail.models import Page

from events import occurrences
from events.dated import has_dates, has_rows, pages_with_dates, timetables
from events.models import ExternalItem, ExtraDate, Occurrence, OccurrenceChange, Series
from events.models.external_items import told
from events.series import relabel, remember_public, set_window
from labs.models import Closure, LabPage, Place
from portal.among import Among
from portal.entries import PageDates, add_dates_from, also_told_from
from portal.follow import publicity_stale, rows_stale, thing_gone, touch
from portal.freshness import Reach, raise_stamp
from portal.models import Audience, PortalPage, Topic
from portal.moments import Said, stored_moment
from portal.page_dates import add_rows_from
from portal.public import Publicity


@receiver(rows_stale)
def _write_rows(sender: Any, things: Iterable[Model], **kwargs: Any) -> list[PortalPage]:
    """Write the dates of these things; return the further pages that were written because of them."""
    own = {thing.pk: thing for thing in things if has_rows(thing)}
    behind = {page.pk: page for thing in things for page in _pages_behind(thing)}
    further = [page for key, page in behind.items() if key not in own]
    for page in (*own.values(), *further):
        occurrences.write(page)
    return further


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


def _dates(pages: Sequence[Page]) -> dict[int, PageDates]:
    """Return the dates of pages within the horizon, for their entries in the index; what is cancelled is none."""
    dated = {page.translation_key: page for page in pages if has_dates(page)}
    rows = Occurrence.objects.filter(Among("series", dated)).exclude(status__in=["removed", "cancelled"])
    found = defaultdict(list)
    for pk, starts_at, ends_at in rows.order_by().values_list("series__page", Said("starts_at"), Said("ends_at")):
        found[pk].append((stored_moment(starts_at), stored_moment(ends_at)))
    return {
        page.pk: PageDates(tuple(found[page.pk]), awaited=not found[page.pk] and _awaits_dates(page))
        for page in dated.values()
    }


def _also_told(pages: Sequence[Page]) -> dict[int, list[dict[str, Any]]]:
    """Return where sources tell the same as these pages."""
    items = ExternalItem.objects.filter(Among("twin_page", [page.pk for page in pages]))
    found: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for item in told(items):
        found[item.twin_page_id].append(item.origin)
    return found


def _awaits_dates(page: PortalPage) -> bool:
    """Tell whether a page without dates will have some: beyond the horizon, or nobody has said when."""
    last = timezone.localdate(occurrences.horizon(timezone.now()))
    starts = [each.rule.start for each in timetables(page)]
    return not starts or any(start >= last for start in starts)


add_dates_from(_dates)
also_told_from(_also_told)
add_rows_from(lambda page: Occurrence.objects.filter(series=page.translation_key).public().for_lists())
