"""The phrases of a query that are choices, and what is left of it without them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import NamedTuple

from portal.filters import Filter
from portal.filters.filter import field_name
from portal.folding import tokens
from search.joining_words import JOINING_WORDS
from search.understanding.lexicon import PLACES, Choice, Lexicon
from search.understanding.time_words import AT
from search.words import Words

WHERE = {*PLACES, "near"}
SORTS = (WHERE, {"when", "from", "to"}, {"audience"}, {"free"}, {"online"})
#: What is made wider, one after the other: a town's territory is nearer to what was said than what is for everyone.
WIDENED = (WHERE, {"audience"})


class Typed(NamedTuple):
    """One word as typed, and its folded words."""

    text: str
    words: Words


def understand(chosen: Filter, lexicon: Lexicon, today: date) -> Iterator[Filter]:
    """Yield a filter with the choices that its words say and without these words, then with wider ones.

    A name that is chosen already, or was said before, stays a word.
    """
    parts = chain.from_iterable(map(lexicon.parted, chosen.q.split()))
    typed = [Typed(text, tuple(tokens(text))) for text in parts]
    found, rest = _read(typed, lexicon, _names_chosen(chosen))
    if not found:
        return
    if _only_asks(rest, lexicon):
        rest = []
    yield _with(chosen, rest, found.values(), today)
    wider = dict(found)
    for sort in WIDENED:
        further = {name: choice.wider for name, choice in found.items() if name in sort and choice.wider}
        if further:
            wider |= further
            yield _with(chosen, rest, wider.values(), today)


def _with(chosen: Filter, rest: Iterable[str], choices: Iterable[Choice], today: date) -> Filter:
    said = {name: value for choice in choices for name, value in choice.values(today).items()}
    return replace(chosen, q=" ".join(rest), **said)


def _read(typed: list[Typed], lexicon: Lexicon, taken: Collection[str]) -> tuple[dict[str, Choice], list[str]]:
    found: dict[str, Choice] = {}
    rest: list[str] = []
    at = 0
    while at < len(typed):
        length, choice = _choice_at(typed, at, lexicon)
        if choice and not _is_said(choice.name, {*taken, *found}):
            found[choice.name] = choice
            _drop_joining(rest)
        else:
            length = 1
            rest.append(typed[at].text)
        at += length
    return found, rest


def _choice_at(typed: list[Typed], at: int, lexicon: Lexicon) -> tuple[int, Choice | None]:
    """Return the longest phrase that begins here and says a choice, by its number of typed words."""
    for length in range(min(lexicon.longest, len(typed) - at), 0, -1):
        choice = lexicon.choice(tuple(word for each in typed[at : at + length] for word in each.words))
        if choice and (not choice.is_place or _stands_as_place(typed, at, length)):
            return length, choice
    return 1, None


def _stands_as_place(typed: list[Typed], at: int, length: int) -> bool:
    """Whether a name is written as that of a place is: with a capital, after "a", or at the end."""
    follows = at > 0 and not AT.isdisjoint(typed[at - 1].words[-1:])
    return follows or typed[at].text[0].isupper() or at + length == len(typed)


def _only_asks(rest: list[str], lexicon: Lexicon) -> bool:
    """Tell whether what is left only asks what there is ("cosa fare"), or joins what was said."""
    words = tuple(tokens(" ".join(rest)))
    return words in lexicon.asking or JOINING_WORDS.issuperset(words)


def _drop_joining(rest: list[str]) -> None:
    """Take away the words that joined what was said before to a choice: "per", "a", "di"."""
    while rest and JOINING_WORDS.issuperset(tokens(rest[-1])):
        rest.pop()


def _is_said(name: str, taken: Collection[str]) -> bool:
    """Whether a choice of this sort is made: where, when and for whom are said once."""
    return any(name in sort and not sort.isdisjoint(taken) for sort in SORTS)


def _names_chosen(chosen: Filter) -> set[str]:
    names = {name for sort in SORTS for name in sort}
    return {name for name in names if getattr(chosen, field_name(name)) not in (None, (), "")}
