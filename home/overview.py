"""What the home of the platform and of a territory show from all over the house."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from events.models import Occurrence
from labs.models import CouncilPage, Indicator, LabPage, MeetingPage
from portal.models import Municipality, PortalPage, Topic
from portal.periods import days
from portal.public import public_pages

SHOWN_TODAY = 6
SHOWN_WEEK = 12
SHOWN_MINUTES = 4


def of_platform() -> dict[str, Any]:
    """Return today's and this week's dates, the territory pages, the latest minutes and the words to begin with."""
    return {
        **_whats_on(Occurrence.objects.all()),
        "territory_pages": territory_pages(),
        "minutes": latest_minutes(MeetingPage.objects.all())[:SHOWN_MINUTES],
        "topics": Topic.objects.filter(tagged_pages__isnull=False).distinct()[:12],
        "municipalities": Municipality.objects.select_related("territory").order_by("name"),
    }


def of_territory(page: PortalPage) -> dict[str, Any]:
    """Return a territory's labs by kind, councils, figures, latest minutes and what is on."""
    own = {"territory": page.territory_id}
    labs = public_pages(LabPage.objects.filter(locale=page.locale_id, **own))
    return {
        **_whats_on(Occurrence.objects.filter(**own)),
        "labs": labs.select_related(
            "content_type", "place__municipality", "municipality", "host", "territory", "locale"
        ).order_by("title"),
        "councils": public_pages(CouncilPage.objects.filter(locale=page.locale_id, **own))
        .select_related("lab", "locale")
        .order_by("lab__title", "title"),
        "minutes": latest_minutes(MeetingPage.objects.filter(**own))[:SHOWN_MINUTES],
        "indicators": Indicator.objects.filter(**own),
    }


def territory_pages() -> QuerySet:
    """Return the public territory pages of the source language with their territories."""
    from home.models import TerritoryPage

    pages = TerritoryPage.objects.filter(locale__language_code="it").select_related(
        "territory__logo", "locale", "image"
    )
    return public_pages(pages).prefetch_related("territory__municipalities")


def latest_minutes(meetings: QuerySet[MeetingPage]) -> QuerySet[MeetingPage]:
    """Return the public meetings with approved minutes, newest first."""
    approved = meetings.filter(minutes_state=MeetingPage.MinutesState.APPROVED, locale__language_code="it")
    return public_pages(approved).select_related("lab", "territory", "place", "locale").order_by("-starts_at")


def _whats_on(rows: QuerySet[Occurrence]) -> dict[str, Any]:
    now = timezone.now()
    today = timezone.localdate(now)
    listed = rows.public(now).upcoming(now).for_lists()
    return {
        "today": listed.within(days(today, today))[:SHOWN_TODAY],
        "this_week": listed.within(days(today + timedelta(days=1), today + timedelta(days=6)))[:SHOWN_WEEK],
    }
