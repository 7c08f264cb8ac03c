"""What editors write, as plain words: in lines for paper, in one line for search."""

from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup, Tag

BLOCKS = ["p", "h2", "h3", "h4", "li", "blockquote"]
#: What ends a sentence, or leads on to the next words.
ENDS = (".", "!", "?", ":", ";", ",", "…", "»", "”")


def lines(source: str) -> list[str]:
    """Return the paragraphs, headings and items of a rich text as plain lines, the numbers and points before them."""
    return [f"{_sign(block)}{words}" for block, words in _said(source)]


def sentences(source: str) -> str:
    """Return the words of a rich text in one line."""
    return in_one_line(words for _block, words in _said(source))


def in_one_line(texts: Iterable[str]) -> str:
    """Return texts one after the other, each ended as a sentence is: one would run into the next otherwise."""
    stripped = (text.strip() for text in texts)
    return " ".join(text if text.endswith(ENDS) else f"{text}." for text in stripped if text)


def _said(source: str) -> Iterator[tuple[Tag, str]]:
    """Yield the innermost paragraphs, headings and items of a rich text, each with its words."""
    for block in BeautifulSoup(source, "html.parser").find_all(BLOCKS):
        words = "" if block.find(BLOCKS) else " ".join(block.get_text(" ").split())
        if words:
            yield block, words


def _sign(block: Tag) -> str:
    """Return what stands before an item of a list."""
    around = block.find_parent("li") if block.name != "li" else block
    if around is None or around.parent is None:
        return ""
    number = len(around.find_previous_siblings("li")) + 1
    return f"{number}. " if around.parent.name == "ol" else "• "
