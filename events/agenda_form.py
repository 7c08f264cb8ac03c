"""The filter of the agenda as a plain form: what can be chosen, what is chosen, what is carried along unseen."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from events.agenda_links import agenda_path
from events.choice_counts import Counts
from events.models import Series
from events.models.occurrences import Kind
from portal.centres import located
from portal.filters import Filter
from portal.filters.values import write
from portal.freshness import Reach
from portal.models import Audience, Municipality, Territory, Topic
from portal.one_statement import in_one_statement
from portal.period_names import PERIOD_NAMES
from portal.reading import remembered

# What has no field of its own; a form that forgot it would widen the list unseen.
CARRIED = ("lab",)
RADII = (2.0, 5.0, 10.0, 20.0)
REFUSED_FLAGS = (("free", "false"), ("online", "false"))


class Option(NamedTuple):
    """One value that can be chosen."""

    value: str
    label: str
    chosen: bool
    number: int | None = None


class Choice(NamedTuple):
    """A name of the grammar with its options; a long one is folded away until something of it is chosen."""

    name: str
    legend: Any
    options: list[Option]
    folded: bool = False


def agenda_form(chosen: Filter, counts: Counts | None = None) -> dict[str, Any]:
    """Return the fields of the form; `counts` says how much each choice would leave."""
    vocabularies = remembered("agenda vocabularies", _vocabularies, Reach.PAGES)
    return {
        "chosen": chosen,
        "choices": _choices(chosen, vocabularies, counts or {}),
        "centres": located(),
        "radii": _radii(chosen),
        "periods": [Option(name, str(label), chosen.when == name) for name, label in PERIOD_NAMES.items()],
        "carried": [pair for pair in chosen.pairs() if pair[0] in CARRIED or pair in REFUSED_FLAGS],
        "action": agenda_path(Filter()),
    }


def used_topics() -> QuerySet[Topic]:
    """Return the topics of what is public now."""
    # Asked of each topic, so that its first public series is enough.
    return Topic.objects.filter(Exists(Series.objects.public().filter(topics=OuterRef("pk"))))


def _choices(chosen: Filter, vocabularies: dict[str, list[Any]], counts: Counts) -> list[Choice]:
    found = (
        ("territory", _("Territory"), _options(chosen.territory, vocabularies["territory"]), False),
        ("kind", _("What"), _kinds(chosen), False),
        ("audience", _("For whom"), _options(chosen.audience, vocabularies["audience"]), False),
        ("municipality", _("Municipality"), _options(chosen.municipality, vocabularies["municipality"]), True),
        ("topic", _("Topic"), _options(chosen.topic, vocabularies["topic"]), True),
    )
    return [
        Choice(name, legend, _numbered(options, counts.get(name)), long and not getattr(chosen, name))
        for name, legend, options, long in found
    ]


def _numbered(options: list[Option], counts: Mapping[str, int] | None) -> list[Option]:
    return (
        [option._replace(number=counts.get(option.value, 0)) for option in options] if counts is not None else options
    )


def _radii(chosen: Filter) -> list[Option]:
    """Return the distances to choose from, with the one in the address whatever it is."""
    kilometres = sorted({*RADII, chosen.radius})
    return [
        Option(write(each), _("{number} km").format(number=write(each)), each == chosen.radius) for each in kilometres
    ]


def _vocabularies() -> dict[str, list[Any]]:
    return in_one_statement(
        {
            "territory": Territory.objects.all(),
            "audience": Audience.objects.all(),
            "municipality": Municipality.objects.order_by("name"),
            "topic": used_topics(),
        }
    )


def _options(chosen: tuple[str, ...], things: Iterable[Any]) -> list[Option]:
    return [Option(thing.slug, capfirst(getattr(thing, "label", thing)), thing.slug in chosen) for thing in things]


def _kinds(chosen: Filter) -> list[Option]:
    return [Option(kind.value, capfirst(str(kind.label)), kind in chosen.kind) for kind in Kind]
