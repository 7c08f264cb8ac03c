"""Labs, organisations and places in the words of schema.org; of persons nothing but what a consent allows."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from labs.api.refs import place_ref
from labs.models import Contact, LabPage, Organisation, Place
from portal.addresses import absolute, page_path
from portal.api.refs import Plain, picture_ref
from portal.models import Territory
from portal.structured_data import Node, describes, identity, node

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def place_node(place: Plain | None) -> Node | None:
    """Return where something is (https://schema.org/Place), from its facts as the public contract has them.

    What only a source tells of stands in no directory: it has neither identity nor page.
    """
    if place is None:
        return None
    town = place["municipality"]
    address = {"streetAddress": place["address"], "addressLocality": town and town["name"]}
    geo = node("GeoCoordinates", latitude=place["lat"], longitude=place["lon"]) if place["lat"] is not None else None
    return node(
        "Place",
        identity("places", place["slug"]) if place["slug"] else "",
        name=place["name"],
        url=absolute(reverse(Place.url_name, args=[place["slug"]])) if place["slug"] else None,
        address=node("PostalAddress", **address, addressCountry="IT"),
        geo=geo,
    )


def network_node(territory: Territory | None) -> Node | None:
    """Return the network of a territory (https://schema.org/Organization)."""
    if territory is None:
        return None
    return node("Organization", identity("territories", territory.slug), name=territory.network_name)


@describes(Place)
def of_place(place: Place) -> Iterable[Node]:
    """Return a place with how to get there."""
    words = [text for text in (place.directions.text(), place.accessibility.text()) if text]
    yield {**(place_node(place_ref(place)) or {}), **({"description": " ".join(words)} if words else {})}


@describes(Organisation)
def of_organisation(organisation: Organisation) -> Iterable[Node]:
    """Return an organisation with its office, never a person of it."""
    yield {
        **_organisation(organisation),
        **node(
            "Organization",
            alternateName=[name.strip() for name in organisation.aliases.split(",") if name.strip()],
            description=organisation.summary.text(),
            telephone=organisation.phone,
            email=organisation.email,
            sameAs=organisation.website,
        ),
    }


@describes(LabPage)
def of_lab(page: LabPage) -> Iterable[Node]:
    """Return a lab: facts of the source page, words of the one that is read."""
    lab = page.source
    picture = picture_ref(lab.image)
    yield node(
        "Organization",
        identity("labs", lab.public_slug),
        name=page.title,
        description=page.summary,
        url=absolute(page_path(page)),
        image=picture and picture["url"],
        location=_location(lab),
        memberOf=network_node(lab.territory),
        parentOrganization=lab.referent_organisation and _organisation(lab.referent_organisation),
        contactPoint=_contact_point(lab.contact),
        keywords=[topic.label for topic in lab.topics.all()],
        sameAs=[channel.url for channel in lab.channels.all()],
    )


def _location(lab: LabPage) -> Node | None:
    """Return the main place with the hours in which its door is open."""
    found = place_node(place_ref(lab.place))
    hours = [_hours(stretch) for stretch in lab.opening_hours.all()]
    return {**found, **({"openingHoursSpecification": hours} if hours else {})} if found else None


def _hours(stretch: Any) -> Node:
    day = f"https://schema.org/{DAYS[stretch.weekday]}"
    return node(
        "OpeningHoursSpecification", dayOfWeek=day, opens=f"{stretch.opens:%H:%M}", closes=f"{stretch.closes:%H:%M}"
    )


def _contact_point(contact: Contact | None) -> Node | None:
    """Return how to reach a contact under its role, while a consent holds; a person's name is never told."""
    person = contact.person if contact else {}
    if contact is None or not (person.get("phone") or person.get("email")):
        return None
    role = str(contact.role)
    return node("ContactPoint", contactType=role, telephone=person.get("phone"), email=person.get("email"))


def _organisation(organisation: Organisation) -> Node:
    url = absolute(organisation.path_for_reader())
    return node("Organization", identity("organisations", organisation.slug), name=organisation.name, url=url)
