"""Words that may be in another language than the reader's: they say so, for screen readers and hyphenation."""

import re

from babel import Locale
from django import template
from django.conf import settings
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info

from portal.addresses import reader_language
from portal.localized import Localized

register = template.Library()

#: Whole sentences, in any script; a short word with a full stop is a shorter form of another ("S. Martino").
SENTENCES = re.compile(r".*(?:\w{4}\.|[!?…؟])(?=\s|$)|.*[。！？]", re.DOTALL)
#: How much of what there is room for whole sentences have to fill.
LEAST_KEPT = 0.5


@register.simple_tag
def lang(code: str = settings.SOURCE_LANGUAGE) -> SafeString | str:
    """Return the attributes `lang` and `dir` for an element whose words are in a language, if not the reader's."""
    if not code or code == reader_language():
        return ""
    direction = "rtl" if get_language_info(code)["bidi"] else "ltr"
    return format_html(' lang="{}" dir="{}"', code, direction)


@register.filter
def words(value: Localized) -> SafeString:
    """Return a record's text for this reader, marked with its language where that is not the reader's."""
    return in_language(value.text(), value.language())


@register.filter
def in_language(text: str, code: str = settings.SOURCE_LANGUAGE) -> SafeString:
    """Return a text that is in a language (default: the source's), marked where that is not the reader's."""
    attributes = lang(code)
    return format_html("<span{}>{}</span>", attributes, text) if text and attributes else conditional_escape(text)


@register.filter
def shortened(text: str, most: int) -> str:
    """Return the beginning of a text in at most so many characters.

    It ends with a sentence where that takes not too much away, else with a word where it parts its words.
    """
    if len(text) <= most:
        return text
    kept = text[:most]
    if (whole := SENTENCES.match(kept)) and whole.end() >= most * LEAST_KEPT:
        return whole[0]
    last_gap = re.search(r"[\W_]*\s\S*$", kept)
    return kept[: last_gap.start() if last_gap else -1] + "…"


@register.filter
def language_name(code: str) -> str:
    """Return what a language is called within a sentence of the reader's, as CLDR has it."""
    reader, called = (Locale.parse(each, sep="-") for each in (reader_language(), code))
    return called.get_language_name(reader) or code
