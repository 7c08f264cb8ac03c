"""For whom things are is understood in every writing in which people ask."""

import unicodedata

from home.demo.texts import read
from portal.models import Audience

WRITINGS = {"LATIN", "CYRILLIC", "ARABIC", "CJK"}


def test_an_audience_is_asked_for_in_every_writing():
    asked = [each["asked_as"] for each in read("vocabularies")["audiences"] if "asked_as" in each]
    assert len(asked) == 7
    for words in asked:
        assert {unicodedata.name(sign).split()[0] for sign in words if sign.isalpha()} == WRITINGS
        assert len(words) <= Audience._meta.get_field("asked_as").max_length
