"""What the entries of the index have of the calendar: dates that take place, and where else the same is told."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from django.utils import timezone
from wagtail.models import Page

from events import occurrences
from events.dated import has_dates, timetables
from events.models import ExternalItem, Occurrence
from events.models.external_items import origins_beside
from portal.among import Among
from portal.entries import Dates, PageDates, add_dates_from, also_told_from
from portal.models import Audience, PortalPage
from portal.moments import Said, stored_moment

Origins = list[dict[str, Any]]


class BesideItem(NamedTuple):
    """What the entry of an item of a source has beside what the item itself says."""

    dates: Dates
    also_at: tuple[dict[str, Any], ...]
    audience_ids: tuple[int, ...]


def beside_items(items: Iterable[ExternalItem]) -> dict[Any, BesideItem]:
    """Return what there is beside each item by its key; the number of statements does not grow with the items."""
    by_key = {item.pk: item for item in items}
    dates, twins = _dates_of_series(by_key), origins_beside("twin_item", by_key)
    audiences = dict(Audience.objects.values_list("slug", "pk"))
    return {
        key: BesideItem(
            dates[key],
            tuple(twins[key]),
            tuple(audiences[slug] for slug in item.said.get("audiences", ()) if slug in audiences),
        )
        for key, item in by_key.items()
    }


def _of_pages(pages: Sequence[Page]) -> dict[int, PageDates]:
    """Return the dates of pages."""
    dated = {page.translation_key: page for page in pages if has_dates(page)}
    found = _dates_of_series(dated)
    return {
        page.pk: PageDates(found[key], awaited=not found[key] and _awaits_dates(page)) for key, page in dated.items()
    }


def _dates_of_series(keys: Collection[Any]) -> dict[Any, Dates]:
    """Return the dates of series within the horizon; what is cancelled is none."""
    rows = Occurrence.objects.filter(Among("series", keys)).exclude(status__in=["removed", "cancelled"])
    found = defaultdict(list)
    for key, starts_at, ends_at in rows.order_by().values_list("series_id", Said("starts_at"), Said("ends_at")):
        found[key].append((stored_moment(starts_at), stored_moment(ends_at)))
    return defaultdict(tuple, {key: tuple(dates) for key, dates in found.items()})


def _awaits_dates(page: PortalPage) -> bool:
    """Tell whether a page without dates will have some: beyond the horizon, or nobody has said when."""
    last = timezone.localdate(occurrences.horizon(timezone.now()))
    starts = [each.rule.start for each in timetables(page)]
    return not starts or any(start >= last for start in starts)


def _also_told(pages: Sequence[Page]) -> dict[int, Origins]:
    """Return where sources tell the same as these pages."""
    return origins_beside("twin_page", [page.pk for page in pages])


add_dates_from(_of_pages)
also_told_from(_also_told)
