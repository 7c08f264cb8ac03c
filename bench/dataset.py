"""Many things with dates below the labs that are there, written in bulk as publishing each would have left them.

The same seed gives the same things; their days are counted from today, so that they lie within the horizon.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from bench.dataset_events import Made, Maker
from events.closing import closure_on, closures_for
from events.dated import Timetable
from events.day_counts import add_up, note, tally
from events.models import ActivityPage, EventPage, Occurrence, Schedule, Series
from events.models.occurrences import occurrence_id
from events.occurrences import PAST_DAYS, horizon
from events.row_facts import address_of, facts_of
from labs.models import Closure, LabPage
from portal.folding import stems
from portal.localized import Localized
from portal.models.taxonomy import TaggedPage
from portal.recurrence import expand
from portal.terms import terms_of

BATCH = 500


def fill(count: int, seed: int = 1, model: type[EventPage | ActivityPage] = EventPage) -> None:
    """Write `count` things of the labs that there are; a batch is one transaction."""
    related = ("place__municipality", "municipality", "territory", "locale")
    labs = list(LabPage.objects.filter(locale__language_code="it").order_by("pk").select_related(*related))
    made = islice(Maker(seed, labs, model).things(), count)
    for number, batch in enumerate(iter(lambda: list(islice(made, BATCH)), []), start=1):
        with transaction.atomic():
            _write(batch)
            Page.objects.bulk_update(labs, ["numchild"])
        print(f"\r{min(number * BATCH, count)} of {count}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    # As the next tick would.
    add_up()


def _write(batch: Sequence[Made]) -> None:
    _insert_pages([made.page for made in batch])
    for made in batch:
        made.schedule.page = made.page
    Schedule.objects.bulk_create(made.schedule for made in batch)
    TaggedPage.objects.bulk_create(
        TaggedPage(tag=topic, content_object=made.page) for made in batch for topic in made.topics
    )
    _link(type(batch[0].page).audiences.through, ((made.page.pk, each.pk) for made in batch for each in made.audiences))
    _write_rows(batch)


def _insert_pages(pages: Sequence[Any]) -> None:
    """Insert both halves of each page: Django's `bulk_create` takes no model that inherits from another's table."""
    halves = [Page(**{field.attname: getattr(page, field.attname) for field in Page._meta.fields}) for page in pages]
    for page, half in zip(pages, Page.objects.bulk_create(halves), strict=True):
        page.id = page.page_ptr_id = half.pk
    model = type(pages[0])
    for start in range(0, len(pages), 20):
        some = pages[start : start + 20]
        model._base_manager._insert(some, fields=model._meta.local_concrete_fields, using="default")


def _write_rows(batch: Sequence[Made]) -> None:
    now = timezone.now()
    series = [_series(made, now) for made in batch]
    Series.objects.bulk_create(series)
    for name in ("topics", "audiences"):
        pairs = ((made.page.translation_key, each.pk) for made in batch for each in getattr(made, name))
        _link(getattr(Series, name).through, pairs)
    closures = {page.lab_id: closures_for(page) for page in {made.page.lab_id: made.page for made in batch}.values()}
    pairs = zip(batch, series, strict=True)
    dates = [date for made, each in pairs for date in _dates(made, each, closures[made.page.lab_id], now)]
    Occurrence.objects.bulk_create(dates, batch_size=1000)
    note(Counter(), tally(dates, batch[0].page.entry_kind))


def _series(made: Made, now: datetime) -> Series:
    """Return what the writer of dates says that all dates of a thing share."""
    page, topics = made.page, sorted(made.topics, key=lambda topic: topic.name)
    said = [page.title, page.summary, page.lab.title, *(topic.name for topic in topics)]
    return Series(
        pk=page.translation_key,
        kind=page.entry_kind,
        page_id=page.pk,
        titles=Localized(it=page.title),
        summaries=Localized(it=page.summary),
        costs=Localized(it=page.cost) if page.cost else Localized(),
        is_free=page.is_free,
        words=f" {stems(' '.join(said))}",
        topic_terms=terms_of(topics),
        audience_terms=terms_of(sorted(made.audiences, key=lambda audience: (audience.position, audience.slug))),
        public=True,
        expanded_until=timezone.localdate(horizon(now)),
        modified=now,
    )


def _dates(made: Made, series: Series, closures: Sequence[Closure], now: datetime) -> Iterable[Occurrence]:
    """Yield the rows of a rule, as the writer of dates computes them."""
    timetable = Timetable(made.schedule.translation_key, made.schedule.rule, made.page.where)
    for slot in expand(timetable.rule, after=now - timedelta(days=PAST_DAYS), before=horizon(now)):
        closure = closure_on(closures, slot.day)
        if closure and closure.effect == Closure.Effect.HIDE:
            continue
        facts = facts_of(made.page, timetable, slot, closure, None)
        key = occurrence_id(timetable.uid, slot.day, slot.nth)
        yield Occurrence(pk=key, series=series, address=address_of(facts), modified=now, **facts)


def _link(through: Any, pairs: Iterable[tuple[Any, int]]) -> None:
    _id, owner, other = through._meta.fields
    through.objects.bulk_create(through(**{owner.attname: one, other.attname: two}) for one, two in pairs)
