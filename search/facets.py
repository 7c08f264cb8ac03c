"""The values by which a search can be narrowed, each with its label and how many entries it would leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation

from portal.models import Audience, Municipality, Territory, Topic
from search import kinds
from search.counting import Counts
from search.querysets import FACETS


@dataclass(frozen=True)
class FacetValue:
    """One value of the filter, what the reader calls it, and how many entries have it."""

    value: str
    label: str
    count: int


Facets = dict[str, list[FacetValue]]

_NAMED: dict[str, Any] = {"territory": Territory, "municipality": Municipality, "topic": Topic, "audience": Audience}


def with_labels(counts: Counts, language: str) -> Facets:
    """Return the facets of counts, labelled for a reader of `language`, what has most entries first."""
    with translation.override(language):
        return {name: _values(name, counts.get(name, {})) for name in FACETS}


def labels(name: str, slugs: set[str]) -> dict[str, str]:
    """Return what the reader calls these values of a facet; one query, none where there is nothing to name."""
    if name == "kind":
        return {kind: kinds.many(kind) for kind in slugs}
    return {each.slug: _label(each) for each in _NAMED[name].objects.filter(slug__in=slugs)}


def _values(name: str, numbers: Mapping[str, int]) -> list[FacetValue]:
    if name == "kind":
        values = [FacetValue(kind, kinds.many(kind), number) for kind, number in numbers.items()]
    else:
        named = _NAMED[name].objects.filter(pk__in=numbers)
        values = [FacetValue(each.slug, _label(each), numbers[str(each.pk)]) for each in named]
    return sorted(values, key=lambda each: (-each.count, each.label))


def _label(named: Any) -> str:
    return getattr(named, "label", None) or named.name
