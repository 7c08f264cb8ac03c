"""A date as a public event after CPEV-AP_IT (https://w3id.org/italia/onto/CPEV), with the ontologies that it imports.

What these have no term for (that a date was called off or moved, whether it is free, who holds it) is said in the words
of schema.org. The kind of event is not told: the national list of kinds (festival, exhibition…) has none that fits.
"""

from events.shown import Shown
from events.structured_data import state
from portal.addresses import absolute
from portal.api.refs import Plain
from portal.structured_data import identity

ONTOLOGIES = "https://w3id.org/italia/onto/"
PROFILE = ("CPEV-AP_IT", "Profilo italiano del Core Public Event Vocabulary", f"{ONTOLOGIES}CPEV")
CONTEXT: Plain = {
    "cpev": f"{ONTOLOGIES}CPEV/",
    "clv": f"{ONTOLOGIES}CLV/",
    "l0": f"{ONTOLOGIES}l0/",
    "poi": f"{ONTOLOGIES}POI/",
    "pot": f"{ONTOLOGIES}POT/",
    "ti": f"{ONTOLOGIES}TI/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "dct:modified": {"@type": "xsd:dateTime"},
    "ti:startTime": {"@type": "xsd:dateTime"},
    "ti:endTime": {"@type": "xsd:dateTime"},
    "schema:previousStartDate": {"@type": "xsd:dateTime"},
    "schema:eventStatus": {"@type": "@id"},
    "schema:url": {"@type": "@id"},
    "cpev:hasFormat": {"@type": "@id"},
}


def event(facts: Shown) -> Plain:
    """Return a date as a node, from its facts; what is not known is left out."""
    node = {
        "@id": absolute(f"/o/{facts['id']}/"),
        "@type": "cpev:PublicEvent",
        "l0:identifier": facts["id"],
        "cpev:eventTitle": _words(facts["title"], facts),
        "l0:description": _words(facts["summary"], facts),
        "ti:atTime": {
            "@type": "ti:TimeInterval",
            "ti:startTime": facts["starts_at"],
            "ti:endTime": facts["ends_at"],
        },
        "cpev:takesPlaceIn": _place(facts["place"]),
        "cpev:hasFormat": _formats(facts),
        "cpev:targetAudience": [_audience(each) for each in facts["audiences"]],
        "cpev:eventContentKeyword": [topic["name"] for topic in facts["topics"]],
        "pot:hasOffer": {"@type": "pot:Offer", "l0:description": facts["cost"]} if facts["cost"] else None,
        "schema:isAccessibleForFree": facts["is_free"],
        "schema:organizer": _lab(facts["lab"]),
        **{f"schema:{name}": value for name, value in state(facts).items()},
        "rdfs:comment": _words(facts["status_reason"], facts),
        "schema:url": facts["url"],
        "dct:modified": facts["modified"],
    }
    return {name: value for name, value in node.items() if value not in (None, [])}


def _words(text: str, facts: Shown) -> Plain | None:
    return {"@value": text, "@language": facts["language"]} if text else None


def _place(place: Plain | None) -> Plain | None:
    if place is None:
        return None
    town = place["municipality"]
    parts = (place["address"], town["name"] if town else "")
    geometry = {"@type": "clv:Geometry", "clv:lat": place["lat"], "clv:long": place["lon"]}
    address = ", ".join(part for part in parts if part)
    return {
        "@id": identity("places", place["slug"]),
        "@type": "poi:PointOfInterest",
        "l0:name": place["name"],
        **({"clv:hasAddress": {"@type": "clv:Address", "clv:fullAddress": address}} if address else {}),
        **({"clv:hasGeometry": geometry} if place["lat"] is not None else {}),
    }


def _formats(facts: Shown) -> list[str]:
    physical = ["cpev:Physical"] if facts["place"] or not facts["online_url"] else []
    return physical + (["cpev:Virtual"] if facts["online_url"] else [])


def _audience(audience: Plain) -> Plain:
    return {"@id": identity("audiences", audience["slug"]), "@type": "cpev:Audience", "l0:name": audience["name"]}


def _lab(lab: Plain | None) -> Plain | None:
    return {"@id": identity("labs", lab["slug"]), "schema:name": lab["name"]} if lab else None
