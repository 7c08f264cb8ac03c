"""Flyers and minutes to take away: tagged PDF, stored as documents of the territory, closed until shown."""

import uuid
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.models import Collection

from home.demo.days import schedules
from home.demo.pictures import PLATFORM_COLOURS
from home.demo.texts import DATA, read
from portal.models import PortalDocument, Territory
from portal.rule_sentence import sentence
from portal.typesetting import pdf

RIGHTS = "Agorà, si può riusare citando la fonte"


def flyer(lab: dict[str, Any], territory: Territory) -> PortalDocument:
    """Return the flyer of a lab: what it is, what it offers and when."""
    activities = [facts for facts in read("activities")[territory.slug] if facts["lab"] == lab["id"]]
    where = [words for words in (lab["area"], lab["municipality"]) if words]
    facts = {
        "title": lab["name"],
        "network": territory.network_name,
        "territory": territory.name,
        "colour": territory.colour,
        "description": lab["description"],
        "activities": [_offer(activity) for activity in activities],
        "where_heading": "Dove",
        "where": ", ".join(where),
        "footer": f"{settings.WAGTAIL_SITE_NAME} · Volantino dimostrativo",
    }
    return _stored(f"Volantino: {lab['name']}", pdf(DATA / "flyer.typ", facts), territory)


def minutes(title: str, facts: dict[str, Any], territory: Territory | None) -> PortalDocument:
    """Return the minutes of a meeting as a file; `facts` are what `minutes.typ` reads, the colour aside."""
    colour = territory.colour if territory else PLATFORM_COLOURS[0]
    return _stored(f"Verbale: {title}", pdf(DATA / "minutes.typ", facts | {"colour": colour}), territory)


def _offer(activity: dict[str, Any]) -> dict[str, Any]:
    rules = [schedule.rule for schedule in schedules(f"activity/{activity['id']}", activity["schedules"])]
    said = [capfirst(sentence(rule, settings.SOURCE_LANGUAGE, timezone.localdate())) for rule in rules]
    return {"title": activity["title"], "summary": activity["summary"], "schedules": said}


def _stored(title: str, content: bytes, territory: Territory | None) -> PortalDocument:
    collection = territory.closed_collection if territory else Collection.get_first_root_node()
    document = PortalDocument(title=title, collection=collection, rights=RIGHTS, file_size=len(content))
    document.file.save(f"{uuid.uuid4().hex[:12]}.pdf", ContentFile(content), save=False)
    document.full_clean()
    document.save()
    return document
