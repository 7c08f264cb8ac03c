"""A few lines of a text round the first word that was looked for, with every such word marked."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from itertools import groupby

from django.utils.safestring import SafeString

from portal.folding import MAY_BE_MARKED, spans, tokens
from search.words import Question, forms

LENGTH = 200
#: How much of the text before the first marked word is shown.
BEFORE = 60
MATCHED = 5

Spans = tuple[tuple[int, int], ...]


def excerpt(text: str, question: Question | None) -> SafeString:
    """Return about LENGTH characters of a text, escaped, its matches in <mark>; its beginning where nothing matches."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    start, end = _window(text, first_match(text, question))
    marked = "".join(_pieces(text, start, end, question))
    return SafeString(f"{'… ' if start else ''}{marked}{' …' if end < len(text) else ''}")


def matched(texts: Iterable[str], question: Question | None) -> list[str]:
    """Return the words of texts, as they are written there, that were looked for; each once, at most MATCHED."""
    found: dict[str, str] = {}
    for text in texts:
        for left, right in _matches(text, question):
            found.setdefault(text[left:right].casefold(), text[left:right])
            if len(found) == MATCHED:
                return list(found.values())
    return list(found.values())


def forms_found(texts: Iterable[str], question: Question) -> frozenset[str]:
    """Return the forms of those words of texts that were looked for."""
    found = {text[left:right] for text in texts for left, right in _matches(text, question)}
    return frozenset(form for word in found for token in _tokens(word) for form in forms(token))


def first_match(text: str, question: Question | None) -> int:
    """Return where the first word that was looked for begins; 0 where there is none."""
    return next(_matches(text, question), (0, 0))[0]


def _window(text: str, first: int) -> tuple[int, int]:
    """Return where the lines round a match begin and end, between words where blanks part them."""
    start = beginning(text, first)
    end = min(start + LENGTH, len(text))
    if end < len(text):
        blank = text.rfind(" ", end - BEFORE, end)
        end = blank if blank > start else end
    return start, end


def beginning(text: str, first: int) -> int:
    """Return where the lines before a match begin: at a word, unless no blank stands there."""
    if first <= BEFORE:
        return 0
    blank = text.find(" ", first - BEFORE, first)
    return first - BEFORE if blank < 0 else blank + 1


def _pieces(text: str, start: int, end: int, question: Question | None) -> Iterator[str]:
    at = start
    for left, right in _matches(text[:end], question, start):
        yield escape(text[at:left])
        yield f"<mark>{escape(text[left:right])}</mark>"
        at = right
    yield escape(text[at:end])


def _matches(text: str, question: Question | None, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield where each word that was looked for begins and ends, from `start` on."""
    if question is None:
        return
    # The same few words stand in all that is found.
    asked = question.met
    for left, right in _words(text, start, question.first_letters):
        word = text[left:right]
        if word not in asked:
            asked[word] = _asked_in(word, question)
        for start, end in asked[word]:
            yield left + start, left + end


def _asked_in(word: str, question: Question) -> Spans:
    """Return where in a word stands what was looked for: the whole, or of what is written without blanks those parts
    that are meant.
    """
    found: list[tuple[int, int]] = []
    for start, end in spans(word):
        if any(_is_asked(token, question) for token in _tokens(word[start:end])):
            before = found.pop() if found and found[-1][1] >= start else (start, start)
            found.append((before[0], end))
    return tuple(found)


def _is_asked(token: str, question: Question) -> bool:
    begun = question.begun
    return not question.forms.isdisjoint(forms(token)) or bool(begun and token.startswith(begun))


def _words(text: str, at: int, first_letters: str) -> Iterator[tuple[int, int]]:
    """Yield where words begin and end, leaving out plain ones that begin with other letters."""
    if not MAY_BE_MARKED.search(text, at):
        yield from (found.span() for found in _words_with(first_letters).finditer(text, at))
        return
    for is_word, chars in groupby(text[at:], _in_word):
        length = len(list(chars))
        if is_word:
            yield at, at + length
        at += length


def _in_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M"


@lru_cache(maxsize=256)
def _words_with(first_letters: str) -> re.Pattern[str]:
    """Return what finds the words that begin with one of these letters, small or capital, or with no ASCII letter."""
    letters = re.escape(first_letters + first_letters.upper())
    return re.compile(rf"(?<![^\W_])(?=[{letters}\u0080-\U0010ffff])[^\W_]+")


@lru_cache(maxsize=20_000)
def _tokens(word: str) -> list[str]:
    return tokens(word)
