"""The choices beside the results: every value by which they can be narrowed, with how many would be left."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.filters import Filter
from search.facets import Facets, FacetValue, labels
from search.querysets import FACETS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: A list longer than this helps nobody; what has fewer entries is found by typing.
MOST = 20
HEADINGS = {
    "territory": gettext_lazy("Territory"),
    "kind": gettext_lazy("What"),
    "municipality": gettext_lazy("Municipality"),
    "topic": gettext_lazy("Topic"),
    "audience": gettext_lazy("For whom"),
    "language": gettext_lazy("Language"),
    "when": gettext_lazy("When"),
}
FLAGS = {
    "free": (gettext_lazy("Free"), gettext_lazy("Not free")),
    "online": (gettext_lazy("Online"), gettext_lazy("In person")),
}


@dataclass(frozen=True)
class Choice:
    """One value: what it is called, the query string that takes it up or away, whether it is chosen, its entries."""

    label: str
    query: str
    chosen: bool
    count: int | None = None


@dataclass(frozen=True)
class Group:
    """The choices of one name of the filter."""

    heading: "StrOrPromise"
    choices: list[Choice]

    @property
    def is_used(self) -> bool:
        """Whether any of them is chosen."""
        return any(choice.chosen for choice in self.choices)


def groups(chosen: Filter, facets: Facets, without: Collection[str] = ()) -> list[Group]:
    """Return what the results can be narrowed by but for some names; a group without choices is left out."""
    counted = [Group(HEADINGS[name], _counted(name, facets[name], chosen)) for name in FACETS if name not in without]
    how = Group(_("How"), [_single(name, True, str(words[0]), chosen) for name, words in FLAGS.items()])
    return [group for group in (*counted, how) if group.choices]


def _counted(name: str, values: list[FacetValue], chosen: Filter) -> list[Choice]:
    taken = _taken(name, chosen)
    missing = set(taken) - {each.value for each in values}
    values = [*values, *(FacetValue(slug, label, 0) for slug, label in labels(name, missing).items())]
    shown = [each for place, each in enumerate(values) if place < MOST or each.value in taken]
    return [Choice(each.label, _toggled(name, each.value, chosen), each.value in taken, each.count) for each in shown]


def _toggled(name: str, value: str, chosen: Filter) -> str:
    is_taken = value in _taken(name, chosen)
    return (chosen.without(name, value) if is_taken else chosen.with_(name, value)).to_query()


def _taken(name: str, chosen: Filter) -> tuple[str, ...]:
    """Return the values of a name that are chosen, whether it takes one or several."""
    value = getattr(chosen, name)
    return value if isinstance(value, tuple) else tuple(filter(None, [value]))


def _single(name: str, value: Any, label: str, chosen: Filter) -> Choice:
    is_taken = getattr(chosen, name) == value
    return Choice(label, (chosen.without(name) if is_taken else chosen.with_(name, value)).to_query(), is_taken)
