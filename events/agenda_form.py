"""The filter of the agenda as a plain form: what can be chosen, what is chosen, what is carried along unseen."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from events.agenda_links import agenda_path
from events.models import Series
from events.models.occurrences import Kind
from portal.filters import Filter
from portal.models import Audience, Municipality, Territory, Topic
from portal.period_names import PERIOD_NAMES
from portal.reading import remembered

# What has no field of its own; a form that forgot it would widen the list unseen.
CARRIED = ("lab", "near", "radius")
REFUSED_FLAGS = (("free", "false"), ("online", "false"))


class Option(NamedTuple):
    """One value that can be chosen."""

    value: str
    label: str
    chosen: bool


class Choice(NamedTuple):
    """A name of the grammar with its options; a long one is folded away until something of it is chosen."""

    name: str
    legend: Any
    options: list[Option]
    folded: bool = False


def agenda_form(chosen: Filter) -> dict[str, Any]:
    """Return the fields of the form."""
    return {
        "chosen": chosen,
        "choices": _choices(chosen),
        "periods": [Option(name, str(label), chosen.when == name) for name, label in PERIOD_NAMES.items()],
        "carried": [pair for pair in chosen.pairs() if pair[0] in CARRIED or pair in REFUSED_FLAGS],
        "action": agenda_path(Filter()),
    }


def used_topics() -> Iterable[Topic]:
    """Return the topics of what is public now."""
    # Asked of each topic, so that its first public series is enough.
    return Topic.objects.filter(Exists(Series.objects.public().filter(topics=OuterRef("pk"))))


def _choices(chosen: Filter) -> list[Choice]:
    territories, audiences, municipalities, topics = remembered("agenda vocabularies", _vocabularies)
    found = (
        ("territory", _("Territory"), _options(chosen.territory, territories), False),
        ("kind", _("What"), _kinds(chosen), False),
        ("audience", _("For whom"), _options(chosen.audience, audiences), False),
        ("municipality", _("Municipality"), _options(chosen.municipality, municipalities), True),
        ("topic", _("Topic"), _options(chosen.topic, topics), True),
    )
    return [Choice(name, legend, options, long and not getattr(chosen, name)) for name, legend, options, long in found]


def _vocabularies() -> tuple[list[Any], ...]:
    things = (Territory.objects.all(), Audience.objects.all(), Municipality.objects.order_by("name"), used_topics())
    return tuple(list(each) for each in things)


def _options(chosen: tuple[str, ...], things: Iterable[Any]) -> list[Option]:
    return [Option(thing.slug, capfirst(getattr(thing, "label", thing)), thing.slug in chosen) for thing in things]


def _kinds(chosen: Filter) -> list[Option]:
    return [Option(kind.value, capfirst(str(kind.label)), kind in chosen.kind) for kind in Kind]
