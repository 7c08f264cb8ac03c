"""A lab whose page has forty blocks of every type and twelve pictures, and all that a lab may have around it."""

import datetime as dt

from labs.models import (
    LabDocument,
    LabOrganisation,
    LabPlace,
    LabResource,
    OpeningHours,
    SocialChannel,
)
from tests import api_world
from tests import factories as f

PICTURES = 12


def make(times=1, title="La Grande"):
    """Return the lab; `times` how much of each thing it has, forty blocks with twelve pictures by ten times."""
    territory = f.territory_page().own_territory
    town = f.MunicipalityFactory(territory=territory)
    contact = f.ContactFactory(territory=territory)
    f.ConsentFactory(contact=contact)
    host = f.lab(f"Bar di {title}")
    lab = f.lab(
        title,
        body=blocks(times, territory),
        image=api_world.picture(),
        host=host,
        place=f.PlaceFactory(municipality=town),
        contact=contact,
        referent_organisation=f.OrganisationFactory(territory=territory),
        audiences=[f.AudienceFactory(slug=f"audience-{number}") for number in range(times)],
        opening_hours=[OpeningHours(weekday=i % 7, opens=dt.time(9), closes=dt.time(12)) for i in range(times)],
        connected_places=[LabPlace(place=f.PlaceFactory(municipality=town)) for _ in range(times)],
        organisations=[LabOrganisation(organisation=f.OrganisationFactory(), relation="hosts") for _ in range(times)],
        channels=[SocialChannel(network="facebook", url="https://facebook.example/x") for _ in range(times)],
        papers=[LabDocument(document=api_world.document(f"Volantino{i}", territory)) for i in range(times)],
        resources=[LabResource(kind="funding", name=f"Bando {i}") for i in range(times)],
    )
    for number in range(times):
        lab.topics.add(f.TopicFactory(name=f"tema {number}"))
        f.lab(f"Ospite {number} di {title}", host=lab)
    lab.save_revision().publish()
    return lab


def blocks(times, territory):
    """Return four blocks for each time, and up to two pictures more."""
    found = []
    for number in range(times):
        target, paper = f.content(f"Pagina {number}"), api_world.document(f"Carta{number}", territory)
        links = f'<a linktype="page" id="{target.pk}">qui</a> <a linktype="document" id="{paper.pk}">carta</a>'
        found += [
            ("text", f"<p>Testo {number} {links}</p>"),
            ("figure", {"image": api_world.picture(), "caption": f"Foto {number}"}),
            ("documents", {"heading": "Carte", "documents": [paper]}),
            ("link", {"label": "Pagina", "page": target, "address": ""}),
        ]
    if times > 1:
        found[-2:] = [("figure", {"image": api_world.picture(), "caption": ""}) for _ in range(2)]
    return found
