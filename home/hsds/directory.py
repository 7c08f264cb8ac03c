"""Organisations and places in the words of HSDS."""

from home.hsds.keys import key, location_key, organization_key
from portal.api.refs import Plain


def organization(item: Plain) -> Plain:
    """Return an organisation (https://docs.openreferral.org/en/3.1/hsds/schema_reference.html#organization)."""
    own = organization_key(item["slug"])
    phone = {"id": key("phone", item["slug"]), "organization_id": own, "number": item["phone"], "type": "voice"}
    return known(
        id=own,
        name=item["title"],
        alternate_name=", ".join(item["aliases"]),
        description=item["summary"] or item["title"],
        email=item["email"],
        website=item["website"],
        legal_status=item["legal_form"],
        uri=item["url"],
        phones=[phone] if item["phone"] else [],
    )


def location(place: Plain) -> Plain:
    """Return a place, of its own item or as another item names it."""
    own = location_key(place["slug"])
    accessibility = place.get("accessibility")
    told = {"id": key("accessibility", place["slug"]), "location_id": own, "description": accessibility}
    return known(
        id=own,
        location_type="physical",
        name=place.get("title") or place.get("name"),
        description=place.get("kind"),
        transportation=place.get("directions"),
        latitude=place["lat"],
        longitude=place["lon"],
        addresses=_addresses(place, own),
        accessibility=[told] if accessibility else [],
    )


def known(**facts: object) -> Plain:
    """Return what is known: HSDS has no nulls, what is empty is left out."""
    return {name: value for name, value in facts.items() if value not in (None, "", [])}


def _addresses(place: Plain, own: str) -> list[Plain]:
    """Return the address; the standard asks for a province and a postal code, which the directory does not have."""
    town = place["municipality"]
    if not (place["address"] or town):
        return []
    return [
        {
            "id": key("address", place["slug"]),
            "location_id": own,
            "address_1": place["address"],
            "city": town["name"] if town else "",
            "state_province": "",
            "postal_code": "",
            "country": "IT",
            "address_type": "physical",
        }
    ]
