"""Activities and events, with their schedules relative to today."""

from typing import Any

from django.utils import timezone

from events.models import ActivityPage, DatedPage, EventPage
from home.demo import days, directory, vocabularies
from home.demo.labs import lab
from home.demo.pictures import picture
from home.demo.publishing import publish, published
from home.demo.texts import body, read
from home.models import HomePage, TerritoryPage
from portal.models import PortalPage, Territory

PLATFORM = "platform"


def load_activities() -> None:
    """Publish the activities, each below its lab."""
    for slug, activities in read("activities").items():
        for facts in activities:
            page = _page(ActivityPage, f"activity/{facts['id']}", facts, _territory(slug))
            publish(page, lab(facts["lab"]), f"activity/{facts['id']}")


def load_events() -> None:
    """Publish the events below their lab, their territory or the platform's home."""
    for slug, events in read("events").items():
        for facts in events:
            page = _page(EventPage, f"event/{facts['id']}", facts, _territory(slug))
            publish(page, parent_of(facts["lab"], slug), f"event/{facts['id']}")


def parent_of(lab_id: str | None, slug: str) -> PortalPage:
    """Return the page below which a thing of a lab, else of a territory or the platform stands."""
    if lab_id:
        return lab(lab_id)
    return published(HomePage, "home") if slug == PLATFORM else published(TerritoryPage, f"territory/{slug}")


def _territory(slug: str) -> Territory | None:
    return None if slug == PLATFORM else Territory.objects.get(slug=slug)


def _page(kind: type[DatedPage], key: str, facts: dict[str, Any], territory: Territory | None) -> DatedPage:
    notice = read("notices")[kind.entry_kind][facts["basis"]]
    page = kind(
        title=facts["title"],
        summary=facts["summary"],
        body=body(key, [*facts["body"], f"! {notice}"]),
        image=picture(facts["title"], kind.entry_kind, territory),
        place=directory.place(facts.get("place")),
        contact=directory.contact(facts.get("contact")),
        is_free=facts.get("is_free", True),
        verified_on=timezone.localdate(),
        verified_by=f"redazione {territory.network_name}" if territory else "redazione della piattaforma",
        **{name: facts.get(name, "") for name in ("online_url", "cost", "how_to_join", "what_to_bring", "conditions")},
    )
    page.schedules.set(days.schedules(key, facts["schedules"]))
    page.topics.add(*vocabularies.topics(facts["topics"]))
    page.audiences = vocabularies.audiences(facts["audiences"])
    return page
