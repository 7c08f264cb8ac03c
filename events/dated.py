"""What has dates, seen in one way: activities and events by their schedules, a meeting as its own."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeGuard

from django.utils import timezone

from events.models import ActivityPage, DatedPage, EventPage, ExternalItem, ExtraDate
from events.told_dates import told_rule
from labs.models import LabPage, MeetingPage, Place
from portal.localized import Localized
from portal.models import PortalPage
from portal.recurrence import Rule

WHERE = ("place__municipality", "lab__place__municipality", "lab__municipality")
SCHEDULES = ("schedules__place__municipality", "extra_dates")


@dataclass(frozen=True)
class Timetable:
    """One rule of dates under its identity, with where its dates are and what they say of themselves."""

    uid: uuid.UUID
    rule: Rule
    place: Place | None
    titles: Localized = field(default_factory=Localized)
    reason: Localized = field(default_factory=Localized)


def has_dates(thing: Any) -> TypeGuard[DatedPage | MeetingPage]:
    """Tell whether a thing is a page of a kind that has dates."""
    return isinstance(thing, DatedPage | MeetingPage)


def has_rows(thing: Any) -> TypeGuard[DatedPage | MeetingPage | ExternalItem]:
    """Tell whether rows of dates are written for a thing: a page that has dates, or an item from outside."""
    return has_dates(thing) or isinstance(thing, ExternalItem)


def timetables(page: PortalPage | ExternalItem) -> Iterable[Timetable]:
    """Return the rules of a page's dates; an outside item is its own schedule, as long as its source tells of it."""
    if isinstance(page, ExternalItem):
        rule = told_rule(page.said) if page.is_told and not page.is_twin else None
        return [Timetable(page.pk, rule, page.place)] if rule else []
    if isinstance(page, MeetingPage):
        return [Timetable(page.translation_key, one_date(page.starts_at, page.end), page.place)]
    regular = [Timetable(each.translation_key, each.rule, each.place or page.where) for each in page.schedules.all()]
    return [*regular, *(_of_extra(extra, page) for extra in page.extra_dates.all())]


def pages_with_timetables(keys: Collection[int]) -> list[PortalPage]:
    """Return the pages of these ids with all that their dates need, in queries that do not grow with them."""
    found: list[PortalPage] = []
    for model, more in ((ActivityPage, SCHEDULES), (EventPage, SCHEDULES), (MeetingPage, ())):
        pages = model.objects.filter(pk__in=keys).select_related(*WHERE)  # type: ignore[attr-defined]
        found += pages.prefetch_related(*more).defer("lab__body")
    return found


def one_date(starts_at: datetime, ends_at: datetime) -> Rule:
    """Return a single date as a rule; one that ends when it begins has an end that is not known."""
    start, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    if end <= start:
        return Rule(start.date(), start.time())
    return Rule(start.date(), start.time(), end.date(), end.time())


def _of_extra(extra: ExtraDate, page: DatedPage) -> Timetable:
    rule = one_date(extra.starts_at, extra.ends_at or extra.starts_at)
    return Timetable(extra.pk, rule, extra.place or page.where, extra.title, extra.reason)


def pages_with_dates(lab: LabPage) -> list[PortalPage]:
    """Return the activities, events and meetings of a lab."""
    return [*lab.activitypages.all(), *lab.eventpages.all(), *lab.meetingpages.all()]
