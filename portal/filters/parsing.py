"""From a query string to a filter and everything that is wrong with it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.conf import settings
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from portal.filters import values
from portal.filters.filter import REPEATABLE, SLUGS, Filter, field_name
from portal.filters.problems import Problem
from portal.periods import PERIODS

LIST_NAMES = (*SLUGS, "kind", "from", "to", "when", "near", "radius", "free", "online", "q", "lang")
FEED_NAMES = (*LIST_NAMES, "limit")
EMBED_NAMES = (*FEED_NAMES, "theme")
API_NAMES = (*LIST_NAMES, "limit", "offset")
#: What is found by words can be narrowed to the languages that it has words in; a date cannot.
SEARCH_NAMES = (*LIST_NAMES, "language")

DATE_KINDS = ("activity", "event", "meeting")
THEMES = ("auto", "light", "dark")
MAX_VALUES = 50
MAX_OFFSET = 100_000

Params = MultiValueDict | Mapping[str, str | Sequence[str]]
Reader = Callable[[str], Any]


def parse(
    params: Params,
    *,
    allowed: Collection[str],
    kinds: Collection[str] = DATE_KINDS,
    languages: Collection[str] | None = None,
    themes: Collection[str] = THEMES,
    max_limit: int = 200,
) -> tuple[Filter, list[Problem]]:
    """Read a query string into a filter and all its problems; never raises on what a visitor sends.

    A name in `allowed` that is not of the grammar (`page`, `modified_since`) is the caller's own and left to it.
    `languages` default to those of the settings. Only the shape of slugs is read here: see `check_slugs`.
    """
    languages = [code for code, _label in settings.LANGUAGES] if languages is None else languages
    readers = _readers(kinds, languages, themes, max_limit)
    chosen: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, texts in _given(params):
        if name not in allowed:
            problems.append(_unknown_name(name, texts, allowed))
        elif texts and name in readers:
            chosen[field_name(name)], found = _read(name, texts, readers[name])
            problems += found
    problems += _check_order(chosen)
    return Filter(**{name: value for name, value in chosen.items() if value is not None}), problems


def check_slugs(chosen: Filter, known: Mapping[str, Collection[str]]) -> tuple[Filter, list[Problem]]:
    """Return the filter without the slugs that do not exist, and a problem for each.

    `known` has the existing slugs by name; a name that it lacks is not checked.
    """
    problems = []
    for name, slugs in known.items():
        if name == "near":
            continue
        asked = getattr(chosen, name)
        problems += [_unknown_slug(name, slug, slugs) for slug in asked if slug not in slugs]
        held: dict[str, Any] = {name: tuple(slug for slug in asked if slug in slugs)}
        chosen = replace(chosen, **held)
    centre = chosen.near.named if chosen.near else ""
    if centre and centre not in known.get("near", [centre]):
        problems.append(_unknown_slug("near", centre, known["near"]))
        chosen = replace(chosen, near=None)
    return chosen, problems


def _given(params: Params) -> Iterator[tuple[str, list[str]]]:
    """Yield every name that is ours to read with its different values, trimmed; an empty form field has none."""
    lists: Iterable[tuple[str, Any]] = params.lists() if isinstance(params, MultiValueDict) else params.items()
    for name, sent in lists:
        if not name.startswith(tuple(settings.IGNORED_PARAMETERS)):
            texts = (text.strip() for text in ([sent] if isinstance(sent, str) else sent))
            yield name, [text for text in texts if text]


def _readers(
    kinds: Collection[str], languages: Collection[str], themes: Collection[str], max_limit: int
) -> dict[str, Reader]:
    return {
        **dict.fromkeys((*SLUGS, "language"), values.read_slug),
        **dict.fromkeys(("from", "to"), values.read_day),
        **dict.fromkeys(("free", "online"), values.read_flag),
        "kind": partial(values.read_word, words=kinds),
        "when": partial(values.read_word, words=PERIODS),
        "near": values.read_near,
        "radius": values.read_kilometres,
        "q": values.read_search,
        "lang": partial(values.read_word, words=languages),
        "limit": partial(values.read_whole, low=1, high=max_limit),
        "offset": partial(values.read_whole, low=0, high=MAX_OFFSET),
        "theme": partial(values.read_word, words=themes),
    }


def _read(name: str, texts: list[str], reader: Reader) -> tuple[Any, list[Problem]]:
    if name in REPEATABLE:
        return _read_many(name, list(dict.fromkeys(texts)), reader)
    if len(texts) > 1:
        return None, [Problem.of(name, ", ".join(texts), _("Give this filter one value only."))]
    return _read_one(name, texts[0], reader)


def _read_many(name: str, texts: list[str], reader: Reader) -> tuple[Any, list[Problem]]:
    answers = [_read_one(name, text, reader) for text in texts[:MAX_VALUES]]
    problems = [problem for _value, found in answers for problem in found]
    if len(texts) > MAX_VALUES:
        message = _("These are too many values for one filter.")
        problems.append(Problem.of(name, ", ".join(texts[MAX_VALUES:]), message, [f"1..{MAX_VALUES}"]))
    return tuple(value for value, _found in answers if value is not None), problems


def _read_one(name: str, text: str, reader: Reader) -> tuple[Any, list[Problem]]:
    try:
        return reader(text), []
    except values.RefusedError as refused:
        return refused.held, [Problem.of(name, text, refused.message, refused.allowed)]


def _check_order(chosen: dict[str, Any]) -> list[Problem]:
    """Take a last day before the first out of the filter: the days from the first on are shown."""
    first, last = chosen.get("from_"), chosen.get("to")
    if not (first and last and last < first):
        return []
    del chosen["to"]
    return [Problem.of("to", str(last), _("The last day comes before the first."), [f"{first}..{values.LAST_DAY}"])]


def _unknown_name(name: str, texts: list[str], allowed: Collection[str]) -> Problem:
    return Problem.of(name, ", ".join(texts), _("There is no filter with this name."), sorted(allowed))


def _unknown_slug(name: str, slug: str, known: Collection[str]) -> Problem:
    return Problem.of(name, slug, _("There is nothing with this short name."), sorted(known))
