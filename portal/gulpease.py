"""The Gulpease index: how easily a text in Italian is read (Lucisano and Piemontese, 1988).

It needs no syllables, only letters, words and sentences: 89 + (300 × sentences − 10 × letters) / words, from 0 to 100.
"""

import re
import unicodedata

from django.utils.translation import gettext as _

_WORD = re.compile(r"[^\W_]+")
# The dot of 16.30 ends nothing; a line of its own is a sentence without one.
_SENTENCE_END = re.compile(r"[.!?…]+[\"'»”’)\]]*(?:\s|$)|\n+")


def gulpease(text: str) -> int | None:
    """Return the index of a text, rounded; None where there are no words."""
    plain = unicodedata.normalize("NFC", text)
    words = _WORD.findall(plain)
    if not words:
        return None
    letters = sum(sign.isalpha() for word in words for sign in word)
    sentences = sum(bool(_WORD.search(part)) for part in _SENTENCE_END.split(plain))
    return round(min(max(89 + (300 * sentences - 10 * letters) / len(words), 0), 100))


def meaning(index: int) -> str:
    """Say who reads a text of this index without help, and what to do where these are few."""
    if index >= 80:
        return _("Easy: who went to primary school reads it without help.")
    if index >= 60:
        return _("Fairly easy: who finished middle school reads it without help.")
    if index >= 40:
        return _("Hard for many: it takes a high school. Shorter sentences and more common words help.")
    return _("Very hard: hardly anybody reads it with ease. Make two sentences of one, and take common words.")
