"""Words: those that a question asks for, and those by which an entry is found."""

from dataclasses import dataclass
from typing import Self

from portal.folding import stem, tokens

SHORTEST_BEGINNING = 3
# They join the words that matter; nobody looks for them, and not every text has them.
_JOINING = """
    a ad ai agli al alla alle allo che chi ci con coi col come da dai dagli dal dalla dalle dallo degli dei del della
    delle dello di dove e ed gli i il in io la le lo ma mi ne nei negli nel nella nelle nello o od per quando se si su
    sugli sui sul sulla sulle sullo ti tra fra un una uno vi
    an and are as at by for from how is my of on or the to what when where who with
    """
JOINING_WORDS = frozenset(_JOINING.split())


@dataclass(frozen=True)
class Question:
    """The folded words that somebody looks for: all of them unless `any_of`, anywhere unless `in_title`.

    There is at least one word; the last may be only begun (`begun`).
    """

    words: tuple[str, ...]
    any_of: bool = False
    in_title: bool = False

    @classmethod
    def of(cls, text: str, *, any_of: bool = False, in_title: bool = False) -> Self | None:
        """Read what was typed, leaving out words that only join others; None when nothing is left of it."""
        words = tuple(dict.fromkeys(_telling(text)))
        return cls(words, any_of, in_title) if words else None

    @property
    def begun(self) -> str:
        """The last word, if it may be the beginning of a longer one; too short a beginning would find everything."""
        word = self.words[-1]
        return word if self.in_title or len(word) >= SHORTEST_BEGINNING or not word.isascii() else ""

    @staticmethod
    def forms(word: str) -> tuple[str, ...]:
        """Return the word and, where it differs, its stem."""
        return tuple(dict.fromkeys((word, stem(word))))


def telling_words(text: str) -> str:
    """Return a title as it is sorted and compared: its folded words without those that only join them."""
    return " ".join(_telling(text))


def _telling(text: str) -> list[str]:
    found = tokens(text)
    return [word for word in found if word not in JOINING_WORDS] or found


def spread(*texts: str) -> str:
    """Return what an index keeps of texts: their words and the stems that differ from them, between blanks."""
    words = [word for text in dict.fromkeys(texts) for word in tokens(text)]
    extra = [root for word in words if (root := stem(word)) != word]
    return f" {' '.join([*words, *extra])} " if words else ""
