"""Misspelt words, mended by the words that things are called by.

Only what nothing public has is mended, so a word with results stays as it was typed; so does one that is no mistake.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from search.inserting import insert
from search.joining_words import JOINING_WORDS
from search.models import Word
from search.thesaurus import Thesaurus
from search.words import Question, Term, Words, words_said

#: Tells whether anything public answers a question.
Has = Callable[[Question], bool]
#: Tells whether a folded word is right as it is.
IsRight = Callable[[str], bool]
#: From how many letters on how many may be wrong: a letter too many, too few, another, or two exchanged.
ALLOWED = {4: 1, 7: 2}
#: How many words are tried by what they find.
CANDIDATES = 5
LONGEST = 60


def mended(question: Question, has: Has, is_right: IsRight, thesaurus: Thesaurus) -> Words:
    """Return the typed words, each that is a mistake replaced by the likeliest one that something public has."""
    finds = partial(_finds, has, thesaurus)
    return tuple(word for term in thesaurus.widen(question).terms for word in _mended(term, finds, is_right))


def learn(texts: Iterable[str]) -> None:
    """Remember the words of texts."""
    words = set(filter(_is_learnt, set().union(*map(words_said, set(texts)))))
    insert(Word, ["text"], sorted((word,) for word in words), unique="text")


def _is_learnt(word: str) -> bool:
    return word.isalpha() and min(ALLOWED) <= len(word) <= LONGEST and word not in JOINING_WORDS


def _mended(term: Term, finds: "partial[bool]", is_right: IsRight) -> Words:
    if len(term.typed) > 1 or finds(*term.typed) or is_right(*term.typed):
        return term.typed
    return (next(filter(finds, _candidates(*term.typed)), *term.typed),)


def _candidates(word: str) -> Iterator[str]:
    """Yield the words that a misspelt one may have meant, the likeliest first."""
    allowed = max((number for length, number in ALLOWED.items() if len(word) >= length), default=0)
    if not allowed:
        return
    known = Word.objects.annotate(length=Length("text"))
    near = known.filter(length__range=(len(word) - allowed, len(word) + allowed)).values_list("text", flat=True)
    found = process.extract(word, near, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    ranked = sorted(found, key=lambda each: (each[1], -JaroWinkler.similarity(word, each[0]), each[0]))
    yield from (candidate for candidate, _distance, _place in ranked[:CANDIDATES])


def _finds(has: Has, thesaurus: Thesaurus, word: str) -> bool:
    return has(thesaurus.widen(Question((Term((word,)),))))
