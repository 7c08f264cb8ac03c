"""Labs and activities as services in the words of HSDS, each with its schedules and where it is offered."""

from typing import Any

from django.utils.translation import gettext as _

from home.hsds.directory import known, location
from home.hsds.keys import key, location_key, organization_key
from home.hsds.schedules import opening, recurring
from portal.addresses import absolute
from portal.api.identity import record_id
from portal.api.refs import Plain


def of_lab(item: Plain) -> Plain:
    """Return a lab as a service: its open door."""
    own = item["id"]
    places = [(item["place"], "")] + [(place, place["note"]) for place in item["connected_places"]]
    body = item["referent_organisation"]
    return {
        **_common(item, item["slug"], item["title"], [(place, note) for place, note in places if place]),
        **known(
            organization_id=organization_key(body["slug"]) if body else None,
            alternate_name=item["kind_name"],
            schedules=[opening(own, stretch) for stretch in item["opening_hours"]],
            additional_urls=_urls(own, {"iCalendar": item["feeds"]["ics"]}),
        ),
    }


def of_activity(item: Plain) -> Plain:
    """Return an activity as a service; its organisation is that of its contact."""
    own, lab, body = item["id"], item["lab"] or {}, (item["contact"] or {}).get("organisation")
    calendar = absolute(f"/feeds/agenda/{own}.ics")
    places = {place["slug"]: (place, "") for place in _places(item)}
    return {
        **_common(item, lab.get("slug", ""), lab.get("name", ""), list(places.values())),
        **known(
            organization_id=organization_key(body["slug"]) if body else None,
            fees_description=item["cost"] or (_("Free of charge") if item["is_free"] else ""),
            application_process=item["how_to_join"],
            schedules=[recurring(own, calendar, facts) for facts in item["schedules"]],
            additional_urls=_urls(own, {"iCalendar": calendar, "Online": item["online_url"]}),
        ),
    }


def _common(item: Plain, lab: str, lab_name: str, places: list[tuple[Plain, str]]) -> Plain:
    own = item["id"]
    program = key("program", lab) if lab else None
    return known(
        id=own,
        program_id=program,
        program={"id": program, "name": lab_name, "description": lab_name} if program else None,
        name=item["title"],
        description=item["summary"],
        url=item["url"],
        status="active",
        eligibility_description=_eligibility(item),
        assured_date=item["verified_on"],
        last_modified=item["modified"],
        service_at_locations=[_at(own, place, note) for place, note in places],
        contacts=_contacts(own, item["contact"]),
        attributes=[
            *(_attribute(own, "topic", term) for term in item["topics"]),
            *(_attribute(own, "audience", term) for term in item["audiences"]),
        ],
    )


def _at(service: str, place: Plain, note: str) -> Plain:
    return known(
        id=key("service_at_location", service, place["slug"]),
        service_id=service,
        location_id=location_key(place["slug"]),
        description=note,
        location=location(place),
    )


def _places(item: Plain) -> list[Plain]:
    """Return where an activity takes place: its own place first, then those of single rules."""
    found = [item["place"], *(facts["place"] for facts in item["schedules"])]
    return [place for place in found if place]


def _contacts(service: str, contact: Plain | None) -> list[Plain]:
    """Return whom to ask by role and organisation; a person's name and number are not for others to copy."""
    if contact is None:
        return []
    body = contact["organisation"]
    told = known(
        id=key("contact", service),
        service_id=service,
        title=contact["role"],
        department=body["name"] if body else "",
    )
    return [told]


def _attribute(service: str, kind: str, term: Plain) -> Plain:
    term_id = str(record_id(kind, term["slug"]))
    taxonomy = {"topic": "topics", "audience": "audiences"}[kind]
    return {
        "id": key("attribute", service, kind, term["slug"]),
        "link_id": service,
        "link_entity": "service",
        "link_type": kind,
        "taxonomy_term_id": term_id,
        "taxonomy_term": {
            "id": term_id,
            "code": term["slug"],
            "name": term["name"],
            "description": term["name"],
            "taxonomy": absolute(f"/api/v1/{taxonomy}/"),
            "term_uri": absolute(f"/api/v1/{taxonomy}/{term['slug']}/"),
        },
    }


def _urls(service: str, addresses: dict[str, str]) -> list[Plain]:
    return [
        {"id": key("url", service, label), "service_id": service, "label": label, "url": url}
        for label, url in addresses.items()
        if url
    ]


def _eligibility(item: Plain) -> str:
    """Return for whom it is, and under which conditions."""
    audiences: list[Any] = [term["name"] for term in item["audiences"]]
    return ". ".join(part for part in (", ".join(audiences), item.get("conditions", "")) if part)
