"""In which languages data sets are described: the source language, and English."""

from django.conf import settings

from portal.addresses import reader_language

LANGUAGES = ("it", "en")


def told_in(language: str = "") -> str:
    """Return the language in which somebody who reads this one (default: the active one) is told what data sets are."""
    language = language or reader_language()
    return language if language in LANGUAGES else settings.SOURCE_LANGUAGE
