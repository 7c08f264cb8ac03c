"""The three territories: brand, municipalities, quarters, collections and groups."""

from typing import Any

from home.demo.pictures import logo
from home.demo.texts import read
from portal import roles
from portal.models import Municipality, Quarter, Territory


def load() -> None:
    """Make the territories with their municipalities, the groups that edit them and their logos."""
    for slug in read("brands"):
        territory = _territory(slug)
        roles.set_up(territory)
        territory.logo = logo(territory, read("brands")[slug]["logo"])
        territory.save()


def facts_of(slug: str) -> dict[str, Any]:
    """Return what the documents say of a territory."""
    wanted = read("brands")[slug]["facts"]
    return next(facts for facts in read("territories")["territories"] if facts["id"] == wanted)


def territory_slug(facts_id: str) -> str:
    """Return the slug of the territory that the documents call so."""
    return next(slug for slug, brand in read("brands").items() if brand["facts"] == facts_id)


def patron(town: str) -> dict[str, str]:
    """Return the patron of a municipality and the day, where they are known."""
    return read("patrons").get(town, {})


def _territory(slug: str) -> Territory:
    brand, facts = read("brands")[slug], facts_of(slug)
    organisations = {organisation["id"]: organisation["name"] for organisation in facts["organisations"]}
    territory = Territory(
        slug=slug,
        name=facts["name"],
        network_name=facts["network_name"],
        network_aliases=", ".join(facts["network_aliases"]),
        lead_body=organisations[facts["capofila"]],
        summary=brand["summary"],
        colour=brand["colour"],
        accent=brand["accent"],
    )
    territory.municipalities = [
        Municipality(name=town["name"], lat=town["lat"], lon=town["lon"], sort_order=number, **patron(town["name"]))
        for number, town in enumerate(facts["municipalities"])
    ]
    territory.full_clean()
    territory.save()
    for number, (name, town) in enumerate(_quarters(facts)):
        municipality = territory.municipalities.get(name=town)
        Quarter.objects.create(territory=territory, municipality=municipality, name=name, sort_order=number)
    return territory


def _quarters(facts: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the quarters that have a lab, each with its municipality; where they lie the documents do not say."""
    areas = [(lab["area"].partition(",")[0], lab["municipality"]) for lab in facts["labs"] if lab["area"]]
    return sorted({(name[0].upper() + name[1:], town) for name, town in areas})
