"""What stands round a lab's page: connected places, organisations, projects, opening hours and papers."""

import datetime as dt
from typing import Any

from home.demo import directory
from home.demo.days import WEEKDAYS
from home.demo.papers import flyer
from home.demo.texts import read
from labs.models import LabDocument, LabOrganisation, LabPage, LabPlace, LabResource, OpeningHours, Place
from portal.models import Territory


def add(page: LabPage, facts: dict[str, Any], territory: Territory) -> None:
    """Add the rows of a lab that is not saved yet."""
    keys = (territory.slug, facts["kind"], facts["id"])
    ties = [pair for key in keys for pair in read("directory")["ties"].get(key, {}).items()]
    resources = [pair for key in keys for pair in read("directory")["resources"].get(key, ())]
    page.opening_hours.set([hours for stretch in facts["opening_times"] for hours in _opening_hours(stretch)])
    page.connected_places.set(_connected_places(facts["id"]))
    page.organisations.set(
        [
            LabOrganisation(organisation=directory.organisation(slug), relation=relation)
            for slug, relation in ties
            if slug != facts["referent_organisation"]
        ]
    )
    page.resources.set([LabResource(kind=kind, name=name) for kind, name in resources])
    if facts["id"] in read("lab_words")["with_flyer"]:
        page.papers.set([LabDocument(document=flyer(facts, territory))])


def main_place(facts: dict[str, Any]) -> Place | None:
    """Return the place where a lab is at home; None where the documents name none."""
    slugs = [place["slug"] for place in read("places") if facts["id"] in place.get("main_of", ())]
    return directory.place(slugs[0]) if slugs else None


def _connected_places(lab_id: str) -> list[LabPlace]:
    return [
        LabPlace(place=directory.place(place["slug"]), note=place["connected_to"][lab_id])
        for place in read("places")
        if lab_id in place.get("connected_to", {})
    ]


def _opening_hours(facts: dict[str, Any]) -> list[OpeningHours]:
    opens, closes = (dt.time.fromisoformat(facts[name]) for name in ("from", "to"))
    note = f"{facts['what']}, {facts['audience']}"
    return [OpeningHours(weekday=WEEKDAYS.index(name), opens=opens, closes=closes, note=note) for name in facts["days"]]
