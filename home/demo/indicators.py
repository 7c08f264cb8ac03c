"""The figures that the documents count, each with its period and its source."""

from decimal import Decimal
from typing import Any

from home.demo.territories import facts_of
from home.demo.texts import read
from labs.models import Indicator
from portal.models import Territory


def load() -> None:
    """Make the indicators of every territory, in the order of the documents."""
    for territory in Territory.objects.all():
        for position, facts in enumerate(facts_of(territory.slug)["indicators"]):
            indicator = _indicator(territory, facts, position)
            indicator.full_clean()
            indicator.save()


def _indicator(territory: Territory, facts: dict[str, Any], position: int) -> Indicator:
    words = read("indicator_words")
    slug = f"{territory.slug}-{facts['id']}"
    return Indicator(
        slug=slug,
        label={"it": facts["label_it"], "en": words["labels"][facts["label_it"]]},
        value=Decimal(str(facts["value"])),
        unit=words["units"][facts["unit"]],
        qualifier=facts["qualifier"] or "",
        period=facts["period"] or "",
        definition=words["definitions"].get(slug, {}),
        source=read("territories")["meta"]["documents"][facts["source"]],
        territory=territory,
        position=position,
    )
