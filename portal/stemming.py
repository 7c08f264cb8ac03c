"""Stems by language: what the forms of one word share, given folded words.

Italian has the light stemmer of `folding`; English, French, Spanish and Romanian have Snowball's
(https://snowballstem.org). Arabic's article, written as one with its word, is left out. A word of any other language is
its own stem.
"""

from collections.abc import Iterable
from functools import lru_cache

import Stemmer

from portal import folding

SNOWBALL = {"en": "english", "fr": "french", "es": "spanish", "ro": "romanian"}
LANGUAGES = ("it", *SNOWBALL)
#: Languages whose stems are taken for no other language's.
OWN_STEMS = ("it", "ar")
ARTICLE, SHORTEST_WITH_ARTICLE = "ال", 5
#: Shorter stems, a plural's aside, join what has nothing in common: donne and donner, teme and temi.
SHORTEST = 4


def stem(word: str, language: str) -> str:
    """Return the stem of a folded word in a language."""
    if language == "it":
        return folding.stem(word)
    if language == "ar" and len(word) >= SHORTEST_WITH_ARTICLE:
        return word.removeprefix(ARTICLE)
    if language not in SNOWBALL or not word.isascii():
        return word
    # One made for this word alone: they may not be shared by threads.
    found = Stemmer.Stemmer(SNOWBALL[language], 0).stemWord(word)
    return found if len(found) >= SHORTEST or word == f"{found}s" else word


@lru_cache(maxsize=20_000)
def marked(word: str, language: str) -> str:
    """Return the stem of a folded word as an index keeps it: that of cooking is not that of cookie in Italian."""
    found = stem(word, language)
    return found if language in OWN_STEMS or found == word else f"{found}0{language}"


def forms(word: str, languages: Iterable[str] = LANGUAGES) -> tuple[str, ...]:
    """Return a folded word and its stems in these languages as an index keeps them, each once, the word first."""
    return tuple(dict.fromkeys((word, *(marked(word, language) for language in languages))))
