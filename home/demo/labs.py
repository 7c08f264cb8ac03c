"""The labs, as the documents name them: a page of the right kind for each, with what is known of it."""

from typing import Any

from django.utils import timezone

from home.demo import directory, lab_surroundings, vocabularies
from home.demo.pictures import picture
from home.demo.publishing import publish, published
from home.demo.territories import facts_of
from home.demo.texts import body, read
from home.models import TerritoryPage
from labs.models import CommunityHousePage, CommunityLabPage, LabPage, OpCafePage, SocialLabPage
from labs.models.labs import kind_of
from portal.models import Municipality, Territory

KINDS = {
    "laboratorio_sociale": SocialLabPage,
    "casa_per_fare_insieme": CommunityHousePage,
    "op_cafe": OpCafePage,
    "laboratorio_di_comunita": CommunityLabPage,
    "gruppo_operazione_comunita": CommunityLabPage,
    "laboratorio_sociale_di_quartiere": CommunityLabPage,
    "gestione_partecipata_bene_comune": CommunityLabPage,
}
#: Kinds of the documents that a page calls by its own kind's name.
SAME_NAME = {"laboratorio_sociale", "casa_per_fare_insieme", "op_cafe", "laboratorio_di_comunita"}


def load() -> None:
    """Publish the labs of every territory."""
    for territory in Territory.objects.all():
        parent = published(TerritoryPage, f"territory/{territory.slug}")
        for facts in facts_of(territory.slug)["labs"]:
            publish(_lab(facts, territory), parent, f"lab/{facts['id']}")


def lab(facts_id: str) -> LabPage:
    """Return the lab that the documents call so."""
    return published(LabPage, f"lab/{facts_id}").specific


def _lab(facts: dict[str, Any], territory: Territory) -> LabPage:
    kind = KINDS[facts["kind"]]
    place = lab_surroundings.main_place(facts)
    page = kind(
        title=facts["name"],
        kind_label="" if facts["kind"] in SAME_NAME else _kind_label(facts["kind"]),
        summary=facts["description"],
        body=body(f"lab/{facts['id']}", _lines(facts, territory)),
        image=picture(facts["name"], kind_of(kind), territory),
        place=place,
        municipality=None if place else Municipality.objects.filter(name=facts["municipality"]).first(),
        area=facts["area"] or "",
        referent_organisation=directory.organisation(facts["referent_organisation"]),
        contact=directory.contact(facts["referent_role"]),
        verified_on=timezone.localdate(),
        verified_by=f"redazione {territory.network_name}",
    )
    _describe(page, facts)
    lab_surroundings.add(page, facts, territory)
    return page


def _describe(page: LabPage, facts: dict[str, Any]) -> None:
    """Say what it is about and for whom; where the documents name no audience, it is for everyone."""
    words, themes = read("lab_words"), facts.get("themes") or []
    by_theme = [slug for theme in themes for slug in words["theme_audiences"].get(theme, ())]
    page.topics.add(*vocabularies.topics(words["topics"].get(facts["id"], themes)))
    page.audiences = vocabularies.audiences(words["audiences"].get(facts["id"]) or by_theme or ["everyone"])


def _kind_label(kind: str) -> str:
    return next(known["label_it"] for known in read("territories")["kinds"] if known["id"] == kind)


def _lines(facts: dict[str, Any], territory: Territory) -> list[str]:
    texts = read("lab_words")["texts"]
    offers = [f"- {words}" for words in facts["activities"]]
    return [
        *([f"# {texts['what_we_do']}", *offers] if offers else []),
        *([texts["rho"]] if territory.slug == "rho" else []),
        f"! {texts['name_only' if facts['description_basis'] == 'name_only' else 'demo']}",
    ]
