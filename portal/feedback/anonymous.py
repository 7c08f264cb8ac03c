"""What people write of themselves or of others although nobody asked: taken out before it is stored."""

import re

TAKEN_OUT = "[…]"
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.,;:!?]+")
#: The code that the Italian tax office gives to everyone.
_TAX_CODE = re.compile(r"\b[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\w)\+?\(?\d(?:[\s()./-]{0,2}\d){6,14}(?!\w)")
#: Hours and days are written with as many digits as telephone numbers: 16.30-18.30, 24/11/2026, 2026-11-24.
_TIME = re.compile(r"\d{1,2}[.:]\d{2}\s?[-/]\s?\d{1,2}[.:]\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}")


def anonymous(text: str) -> str:
    """Return a text in one line, without mail addresses, telephone numbers and tax codes."""
    text = " ".join(text.split())
    for pattern in (_MAIL, _TAX_CODE):
        text = pattern.sub(TAKEN_OUT, text)
    return _NUMBER.sub(lambda found: found[0] if _TIME.fullmatch(found[0].strip()) else TAKEN_OUT, text)
