"""Folding of text for search: what people write in different ways becomes one form, in the index and in the question.

A light suffix stemmer joins singular and plural, masculine and feminine of Italian words, which Snowball's does not
(laboratori, laboratorio). It is meant for an extra indexed field: the words as written are indexed beside it.
"""

import re
import unicodedata

# Letters that Unicode does not take apart, apostrophes as typed by keyboards and word processors, invisible joins.
_SAME = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe"}
    | dict.fromkeys("’‘ʼ´`′", "'")
    | dict.fromkeys("\u00ad\u2060\ufeff")
)
# Accents of Latin, Greek and Cyrillic, points of Hebrew, short vowels of Arabic. Marks that are part of a syllable
# (Devanagari, Thai) stay.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff]+")
# Italian's and French's.
_ELISIONS = re.compile(
    r"(?<!\w)(?:l|un|d|c|j|s|m|t|v|qu|gl|all|dall|dell|nell|sull|coll|quell|quest|agl|dagl|degl|negl|sugl)'\W{0,3}(?=\w)"
)

# Words that their endings would part (caffè, caff- as it is typed and café, uomo and uomini) or join (case of a house,
# "in caso di").
_EXCEPTIONS = {"caffe": "caf", "caff": "caf", "uomini": "uom", "caso": "caso", "casi": "caso"}
_SHORTEST = 3
#: Where marks that belong to words may stand (Unicode has none among Latin letters and punctuation), and words without:
#: going through a text sign by sign takes ten times as long.
MAY_BE_MARKED = re.compile("[\u0300-\u1fff\u20d0-\U0010ffff]")
PLAIN_WORD = re.compile(r"[^\W_]+")
_SIGNS = re.compile("(?P<signs>[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+)|[^\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")


def fold(text: str) -> str:
    """Return a text in lower case, without accents, with one apostrophe; folding twice changes nothing."""
    if text.isascii():
        return text.lower().replace("`", "'")
    text = unicodedata.normalize("NFKD", text.translate(_SAME)).casefold()
    text = unicodedata.normalize("NFKD", text).casefold().translate(_SAME)
    return unicodedata.normalize("NFC", _ACCENTS.sub("", text))


def tokens(text: str) -> list[str]:
    """Return the folded words of a text, digits included, without elided articles and prepositions."""
    folded = fold(text)
    if "'" in folded:
        folded = _ELISIONS.sub(" ", folded)
    if folded.isascii():
        return PLAIN_WORD.findall(folded)
    if not MAY_BE_MARKED.search(folded):
        return [part for word in PLAIN_WORD.findall(folded) for part in _parts(word)]
    words = "".join(char if _in_word(char) else " " for char in folded).split()
    return [part for word in words if any(map(str.isalnum, word)) for part in _parts(word)]


def stem(token: str) -> str:
    """Return what the forms of an Italian word share, given a token of `tokens`; other words come back as they are."""
    if token in _EXCEPTIONS:
        return _EXCEPTIONS[token]
    if len(token) <= _SHORTEST or token[-1] not in "aeio":
        return token
    return _without_glide(token[:-1])


def stems(text: str) -> str:
    """Return the stems of a text, separated by blanks, in the order of its words."""
    return " ".join(map(stem, tokens(text)))


def is_of_signs(word: str) -> bool:
    """Tell whether a word is of Chinese or Japanese signs, which are written without blanks."""
    match = _SIGNS.fullmatch(word)
    return bool(match and match["signs"])


def spans(word: str) -> list[tuple[int, int]]:
    """Return where the parts of a word begin and end that are words by themselves: it, or each two signs."""
    found = []
    for match in _SIGNS.finditer(word):
        start, end = match.span()
        found += (
            [(at, min(at + 2, end)) for at in range(start, max(end - 1, start + 1))]
            if match["signs"]
            else [(start, end)]
        )
    return found


def _parts(word: str) -> list[str]:
    """Return a word; of Chinese and Japanese, written without blanks, each two signs that stand together."""
    if word.isascii():
        return [word]
    return [word[start:end] for start, end in spans(word)]


def _in_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M"


def _without_glide(root: str) -> str:
    """Drop the i and the h that only keep the sound of a root's last letter: spazi(o), luogh(i), parrocchi(a)."""
    if len(root) > _SHORTEST:
        root = root.removesuffix("i")
    if len(root) > _SHORTEST and root.endswith(("ch", "gh")):
        root = root.removesuffix("h")
    return root
