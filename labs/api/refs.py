"""How labs, places and contacts appear inside other items, without a query of their own."""

from typing import Any

from labs.models import Contact, LabPage, Place
from portal.api.refs import Plain, slug_name
from portal.public import Publicity

#: What `place_ref` and `contact_ref` read, to be fetched along.
PLACE = "place__municipality"
CONTACT = "contact__organisation"
CONSENTS = "contact__consents"


def lab_ref(lab: LabPage | None) -> Plain | None:
    """Return a lab by slug, name and kind, or None."""
    return {"slug": lab.public_slug, "name": lab.title, "kind": lab.kind} if lab else None


def public_labs(labs: Any, publicity: Publicity) -> list[LabPage]:
    """Return the source language's labs among these that are public, each once, by title."""
    found = {lab.pk: lab for lab in labs if lab.public_slug and publicity.window(lab)}
    return sorted(found.values(), key=lambda lab: (lab.title, lab.pk))


def place_ref(place: Place | None) -> Plain | None:
    """Return where something is, or None."""
    if place is None:
        return None
    return {
        "slug": place.slug,
        "name": place.name,
        "address": place.address,
        "municipality": slug_name(place.municipality),
        "lat": place.lat,
        "lon": place.lon,
    }


def contact_ref(contact: Contact | None) -> Plain | None:
    """Return whom to ask: a role and its organisation; the person only while a consent holds."""
    if contact is None:
        return None
    shown = contact.person
    person = {name.removeprefix("person_"): shown.get(name, "") for name in Contact.personal_fields}
    return {
        "role": str(contact.role),
        "organisation": slug_name(contact.organisation),
        "person": person if shown else None,
    }
