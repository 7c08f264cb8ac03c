"""Organisations, places and contacts, as the documents give them: a role and an organisation, never a person."""

from typing import Any

from home.demo.territories import facts_of
from home.demo.texts import read
from labs.models import Contact, Organisation, Place
from portal.models import Municipality, Territory


def load() -> None:
    """Make the directory."""
    for territory in Territory.objects.all():
        for facts in facts_of(territory.slug)["organisations"]:
            _organisation(facts, territory)
        for role, organisation in _roles(facts_of(territory.slug)):
            _contact(role, organisation, territory)
    for facts in read("places"):
        _place(facts)


def contact(role: str | None) -> Contact | None:
    """Return the contact with an Italian role; None for none."""
    return Contact.objects.get(role__it=role) if role else None


def place(slug: str | None) -> Place | None:
    """Return a place; None for none."""
    return Place.objects.get(slug=slug) if slug else None


def organisation(slug: str | None) -> Organisation | None:
    """Return an organisation; None for none."""
    return Organisation.objects.get(slug=slug) if slug else None


def _organisation(facts: dict[str, Any], territory: Territory) -> None:
    roles = "; ".join(facts["roles"])
    found = Organisation(
        slug=facts["id"],
        name=facts["name"],
        aliases=", ".join(facts["aliases"]),
        legal_form=facts["legal_type"],
        summary={"it": f"{roles[0].upper()}{roles[1:]}."},
        territory=territory,
    )
    found.full_clean()
    found.save()


def _roles(facts: dict[str, Any]) -> list[tuple[str, str]]:
    """Return each role with its organisation once: one referent may answer for two labs."""
    of_labs = [(lab["referent_role"], lab["referent_organisation"]) for lab in facts["labs"]]
    of_network = [(title["role"], title["organisation"]) for title in facts["role_titles"]]
    return list(dict.fromkeys(pair for pair in (*of_labs, *of_network) if all(pair)))


def _contact(role: str, organisation_slug: str, territory: Territory) -> None:
    words = {"it": role, "en": read("directory")["roles"][role]}
    found = Contact(role=words, organisation=organisation(organisation_slug), territory=territory)
    found.full_clean()
    found.save()


def _place(facts: dict[str, Any]) -> None:
    municipality = Municipality.objects.get(name=facts["municipality"])
    found = Place(
        slug=facts["slug"],
        name=facts["name"],
        kind=facts["kind"],
        address=facts.get("address", ""),
        municipality=municipality,
        territory=municipality.territory,
    )
    found.full_clean()
    found.save()
