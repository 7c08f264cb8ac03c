"""The public holidays of Italy, named in the languages of the platform."""

import datetime as dt
from functools import lru_cache

from django.conf import settings
from holidays import country_holidays

from portal.localized import Localized

COUNTRY = "IT"
# The languages in which the library knows Italian holidays; any other reads the English names.
LANGUAGES = {"it": "it_IT", "en": "en_US"}


def public_holidays(first: dt.date, last: dt.date) -> dict[dt.date, Localized]:
    """Return the holidays from one day to another, both inclusive, with their names, in order."""
    years = range(first.year, last.year + 1)
    found = {day: name for year in years for day, name in _of_year(year).items()}
    return {day: found[day] for day in sorted(found) if first <= day <= last}


@lru_cache(maxsize=32)
def _of_year(year: int) -> dict[dt.date, Localized]:
    codes = [code for code, _name in settings.LANGUAGES if code in LANGUAGES]
    named = {code: country_holidays(COUNTRY, years=year, language=LANGUAGES[code]) for code in codes}
    days = named[settings.SOURCE_LANGUAGE]
    return {day: Localized({code: names[day] for code, names in named.items()}) for day in days}
