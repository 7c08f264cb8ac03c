"""The words of a language, which are no mistakes: those of pyspellchecker (https://github.com/barrust/pyspellchecker).

They are read after the first search that finds nothing, and then stay: fifteen megabytes and a quarter of a second a
language.
"""

from functools import cache

from spellchecker import SpellChecker

from portal.folding import fold

#: The platform's languages that it has words of.
LANGUAGES = frozenset(["it", "en", "fr", "es", "ar"])


@cache
def words_of(language: str) -> frozenset[str]:
    """Return the folded words of a language; none of one that has no dictionary."""
    if language not in LANGUAGES:
        return frozenset()
    return frozenset(map(fold, SpellChecker(language=language).word_frequency.words()))
