"""What the home of the platform and of a territory show from all over the house, in a fixed number of queries."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils import timezone

from events.distances import tell_distances
from events.models import Occurrence, Series
from home.nearby import EVERYWHERE, Nearby
from home.spread import Candidate, spread
from labs.closures import announced
from labs.meeting_lists import shown, with_minutes
from labs.models import CouncilPage, Indicator, LabPage, MeetingPage
from labs.models.labs import LAB_KINDS
from portal import links
from portal.centres import located
from portal.filters import DEFAULT_RADIUS_KM, Near
from portal.freshness import Reach
from portal.models import Municipality, PortalPage, Topic
from portal.one_statement import in_one_statement
from portal.periods import days, local_day, midnight
from portal.print_layouts import filter_flyers
from portal.reader_words import listed
from portal.reading import publicity, remembered

SHOWN_TODAY = 5
SHOWN_UNDER_WAY = 4
SHOWN_WEEK = 9
SEEN_WEEK = 400
SHOWN_MINUTES = 3
SHOWN_TOPICS = 6


def of_platform(nearby: Nearby = EVERYWHERE) -> dict[str, Any]:
    """Return the dates of today and this week near a place, the territories, the latest minutes, first words."""
    lasting = {
        "territory_pages": remembered("territory pages", territory_pages, Reach.FRAME),
        **remembered("platform overview", _said_of_platform, Reach.PAGES),
    }
    shown = _whats_on(_near(nearby))
    tell_distances([*shown["today"], *shown["this_week"]], nearby.at)
    return lasting | shown | {"nearby": nearby, "centres": located()}


def _near(nearby: Nearby) -> Any:
    rows = Occurrence.objects.all()
    return rows.near(Near(*nearby.at), DEFAULT_RADIUS_KM) if nearby.at else rows


def of_territory(page: PortalPage) -> dict[str, Any]:
    """Return the labs by kind, councils, figures, latest minutes and dates of a territory (by its source page)."""
    lasting = remembered(("territory overview", page.pk), lambda: _lasting_of_territory(page), Reach.FRAME)
    minutes = remembered(("territory minutes", page.pk), lambda: _minutes_of_territory(page), Reach.PAGES)
    return _whats_on(Occurrence.objects.filter(territory=page.territory_id)) | lasting | {"minutes": minutes}


def _said_of_platform() -> dict[str, Any]:
    return {
        "minutes": latest_minutes(_sources(MeetingPage)),
        "topics": frequent_topics(),
    }


def _lasting_of_territory(page: PortalPage) -> dict[str, Any]:
    own = {"territory": page.territory_id}
    records = in_one_statement(
        {
            "indicators": Indicator.objects.filter(**own),
            "municipalities": Municipality.objects.filter(**own).order_by("name"),
            "closures": announced(page.territory_id),
        }
    )
    return {
        "territory_page": page,
        "kinds": labs_by_kind(_sources(LabPage).filter(**own)),
        "councils": councils(_sources(CouncilPage).filter(**own)),
        **records,
        **_to_take_along(page.territory.slug if page.territory else ""),
    }


def _minutes_of_territory(page: PortalPage) -> list[MeetingPage]:
    return latest_minutes(_sources(MeetingPage).filter(territory=page.territory_id))


def _to_take_along(territory: str) -> dict[str, Any]:
    return {
        "feeds": links.subscriptions(territory=territory),
        "flyers": filter_flyers(territory=territory),
        "weekend_flyers": filter_flyers(territory=territory, when="weekend"),
    }


def territory_pages() -> list[Any]:
    """Return the public territory pages of the source language, each with its `words` and its number of labs."""
    from home.models import TerritoryPage

    labs = publicity().only_public(_sources(LabPage)).order_by().values("territory").annotate(number=Count("pk"))
    numbers = {row["territory"]: row["number"] for row in labs}
    sources = _sources(TerritoryPage).order_by("territory__name")
    pages = listed(sources.prefetch_related("territory__municipalities"))
    for page in pages:
        page.lab_count = numbers.get(page.territory_id, 0)
    return pages


def labs_by_kind(labs: QuerySet[LabPage]) -> list[tuple[str, list[LabPage]]]:
    """Return public labs under the plural name of their kind, each with its `words`; what is stale comes last."""
    sources = labs.select_related("content_type", "place__municipality", "municipality", "host").order_by("title")
    found = listed(sources)
    order = {kind: position for position, kind in enumerate(LAB_KINDS)}
    found.sort(key=lambda lab: (order[lab.specific_class], lab.is_stale))
    return [
        (str(kind._meta.verbose_name_plural), list(group))
        for kind, group in groupby(found, key=lambda lab: lab.specific_class)
    ]


def councils(pages: QuerySet[CouncilPage]) -> list[CouncilPage]:
    """Return public councils, those of the whole territory first, each with its `words`."""
    found = listed(pages.select_related("lab").order_by("lab__title", "title"))
    return sorted(found, key=lambda council: council.lab_id is not None)


def latest_minutes(meetings: QuerySet[MeetingPage]) -> list[MeetingPage]:
    """Return the public meetings whose minutes were approved last, newest first."""
    return shown(with_minutes(meetings), SHOWN_MINUTES)


def frequent_topics() -> Iterable[Topic]:
    """Return the topics of most public activities and events, the most frequent first."""
    used = Series.topics.through.objects.filter(series__in=Series.objects.public())
    counted = used.values("topic").annotate(number=Count("series")).order_by("-number", "topic")[:SHOWN_TOPICS]
    numbers = [row["topic"] for row in counted]
    return sorted(Topic.objects.filter(pk__in=numbers), key=lambda topic: numbers.index(topic.pk))


def _sources(model: type[PortalPage]) -> QuerySet:
    pages = model.objects.filter(locale__language_code=settings.SOURCE_LANGUAGE)
    return pages.select_related("territory")


def _whats_on(rows: Any) -> dict[str, Any]:
    now = timezone.now()
    today = timezone.localdate(now)
    public = rows.public(now).upcoming(now)
    of_today = public.within(days(today, today)).beginning(today)
    tomorrow, last = today + timedelta(days=1), today + timedelta(days=6)
    of_week = public.within(days(tomorrow, last)).filter(starts_at__gte=midnight(tomorrow))
    return {
        "day": today,
        "today": list(of_today.for_lists()[:SHOWN_TODAY]),
        "today_count": of_today.count(),
        "under_way": public.under_way(today).for_lists()[:SHOWN_UNDER_WAY],
        "this_week": _spread(of_week),
        "this_week_count": of_week.count(),
    }


def _spread(rows: Any) -> list[Occurrence]:
    """Return some of many dates; which ones is decided by the few columns that it takes."""
    seen = rows.values_list("pk", "series_id", "starts_at", "territory_id")[:SEEN_WEEK]
    candidates = (Candidate(key, series, local_day(start), territory) for key, series, start, territory in seen)
    return list(rows.filter(pk__in=spread(candidates, SHOWN_WEEK)).for_lists())
