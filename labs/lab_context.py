"""What a lab's page shows beside its own words, in a number of queries that does not grow with what it shows."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils import timezone

from labs.closures import announced
from labs.doors import door
from labs.meeting_lists import shown, to_come, with_minutes
from labs.models import LabPage
from labs.models.hours import Weekday
from labs.related_labs import labs_alike, labs_near
from labs.timetable import weekly_timetable
from portal import links
from portal.addresses import reader_language
from portal.freshness import Reach
from portal.one_statement import in_one_statement
from portal.print_layouts import filter_flyers
from portal.reader_words import listed, with_words
from portal.reading import public_pages, remembered
from portal.recurrence import next_slots
from portal.rule_sentence import sentence
from portal.time_spans import local_day

SHOWN_DATES = 8
SHOWN_MINUTES = 3


class LabDay(NamedTuple):
    """The dates of a lab on one day."""

    day: date
    rows: list[Any]


def of_lab(lab: LabPage) -> dict[str, Any]:
    """Return what surrounds a lab (the source page): dates, activities, councils, hours, people and papers."""
    now = timezone.now()
    today = timezone.localdate(now)
    lasting = remembered(("lab", lab.pk), lambda: _lasting_of_lab(lab, today), Reach.FRAME)
    done = remembered(("done in lab", lab.pk), lambda: _done_in_lab(lab), Reach.PAGES)
    return (
        lasting
        | done
        | {
            "days": by_day(dates_of(lab).beginning(today)[:SHOWN_DATES]),
            "under_way": dates_of(lab).under_way(today)[:SHOWN_DATES],
            "next_meeting": next(iter(shown(to_come(_meetings(lab)), 1)), None),
            "weekday": today.weekday(),
            "door": door(lab.opening_hours.all(), lasting["closures"], now),
        }
    )


def _lasting_of_lab(lab: LabPage, today: date) -> dict[str, Any]:
    """Return what stays as it is until the next write, or the next day."""
    return {
        "lab": lab,
        **_under_its_roof(lab),
        "week": opening_week(lab),
        "near_by": labs_near(lab),
        "alike": labs_alike(lab),
        "ties": ties_of(lab, today),
        "connected_places": list(lab.connected_places.all()),
        "papers": [row.document for row in lab.papers.all()],
        "feeds": links.subscriptions(lab=lab.public_slug or ""),
        "flyers": filter_flyers(lab=lab.public_slug or ""),
    }


def _done_in_lab(lab: LabPage) -> dict[str, Any]:
    """Return what the pages of its activities and meetings say, until the next of them is written."""
    activities = activities_of(lab)
    return {
        "activities": activities,
        "timetable": weekly_timetable(activities),
        "minutes": shown(with_minutes(_meetings(lab)), SHOWN_MINUTES),
    }


def dates_of(lab: LabPage) -> Any:
    """Return the dates to come of a lab and of the labs that it hosts."""
    rows = lab.occurrences.model.objects.filter(Q(lab=lab) | Q(lab__host=lab))
    return rows.public().upcoming().for_lists()


def by_day(rows: Iterable[Any]) -> list[LabDay]:
    """Return dates that come in the order of their start, day by day."""
    return [LabDay(day, list(found)) for day, found in groupby(rows, key=lambda row: local_day(row.starts_at))]


def activities_of(lab: LabPage) -> list[Any]:
    """Return the public activities of a lab, each with `words`, its `rules` that go on, and these as `sentences`.

    What was not checked for long comes last.
    """
    activities = lab.activitypages.filter(locale=lab.locale_id).order_by("title").prefetch_related("schedules")
    found = listed(activities)
    now = timezone.now()
    for activity in found:
        rules = [schedule.rule for schedule in activity.schedules.all()]
        activity.rules = [rule for rule in rules if next_slots(rule, now, limit=1)]
        activity.sentences = [sentence(rule, reader_language(), timezone.localdate(now)) for rule in activity.rules]
    return sorted(found, key=lambda activity: activity.is_stale)


def _under_its_roof(lab: LabPage) -> dict[str, Any]:
    """Return the councils of a lab, its closures, the labs that meet in its rooms and the one in whose rooms it meets.

    Pages come with their `words`.
    """
    labs = LabPage.objects.select_related("locale", "territory", "content_type", "place__municipality", "municipality")
    pages = {
        "councils": lab.councilpages.filter(locale=lab.locale_id).select_related("locale"),
        "hosted": labs.filter(host=lab, locale=lab.locale_id),
        "hosts": labs.filter(hosted=lab),
    }
    asked = {name: public_pages(found).order_by("title") for name, found in pages.items()}
    found = in_one_statement({**asked, "closures": announced(lab.territory_id, [lab.pk, lab.host_id])})
    found |= {name: with_words(found[name]) for name in pages}
    return found | {"host": next(iter(found.pop("hosts")), None)}


def opening_week(lab: LabPage) -> list[tuple[str, list[Any]]]:
    """Return the stretches of each day of the week, Monday first; nothing for a lab without opening hours."""
    stretches = sorted(lab.opening_hours.all(), key=lambda stretch: stretch.opens)
    if not stretches:
        return []
    return [(str(day.label), [stretch for stretch in stretches if stretch.weekday == day]) for day in Weekday]


def ties_of(lab: LabPage, today: date) -> list[Any]:
    """Return the ties with organisations that hold today."""
    ties = lab.organisations.all()
    return [tie for tie in ties if not (tie.until and tie.until < today) and not (tie.since and tie.since > today)]


def _meetings(lab: LabPage) -> Any:
    return lab.meetingpages.filter(locale=lab.locale_id)
