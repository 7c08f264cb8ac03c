"""The values by which a search can be narrowed, each with its label and how many entries it would leave."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info

from portal.period_names import PERIOD_NAMES
from portal.periods import PERIODS
from search import kinds
from search.counting import Counts
from search.querysets import FACETS
from search.vocabularies import NAMED, label, labelled


@dataclass(frozen=True)
class FacetValue:
    """One value of the filter, what the reader calls it, and how many entries have it."""

    value: str
    label: str
    count: int


Facets = dict[str, list[FacetValue]]


def language_name(code: str) -> str:
    """Return what a language is called by those who speak it."""
    try:
        return capfirst(get_language_info(code)["name_local"])
    except KeyError:
        return code


#: Facets whose values have no record, each with what says what they are called.
_SPOKEN: dict[str, Callable[[str], str]] = {
    "kind": kinds.many,
    "language": language_name,
    "when": lambda name: str(PERIOD_NAMES[name]),
}


def with_labels(counts: Counts, language: str, version: int) -> Facets:
    """Return the facets of counts, labelled for a reader, what has most entries first, periods in their order."""
    with translation.override(language):
        return {name: _values(name, counts.get(name, {}), version) for name in FACETS}


def labels(name: str, slugs: set[str]) -> dict[str, str]:
    """Return what the reader calls these values of a facet; one query, none where there is nothing to name."""
    if name in _SPOKEN:
        return {value: _SPOKEN[name](value) for value in slugs}
    return {each.slug: label(each) for each in NAMED[name].objects.filter(slug__in=slugs)}


def _values(name: str, numbers: Mapping[str, int], version: int) -> list[FacetValue]:
    if name in _SPOKEN:
        values = [FacetValue(value, _SPOKEN[name](value), number) for value, number in numbers.items()]
    else:
        named = labelled(name, get_language(), version)
        values = [FacetValue(*named[pk], numbers[pk]) for pk in numbers.keys() & named.keys()]
    return sorted(values, key=_place_of_period if name == "when" else _most_first)


def _most_first(each: FacetValue) -> tuple[int, str]:
    return -each.count, each.label


def _place_of_period(each: FacetValue) -> tuple[int, str]:
    return PERIODS.index(each.value), ""
