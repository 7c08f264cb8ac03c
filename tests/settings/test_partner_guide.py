"""The guide for partners does what it says: its examples are run as they stand, against a live server."""

import json
import re
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from tests.guides import guide, printed

GUIDE = guide("partners.md")
(PRINTED,) = re.findall(r"^```text\n(.*?)\n```", GUIDE, re.MULTILINE | re.DOTALL)


def test_the_examples_print_what_the_guide_says(live):
    _moment, said = PRINTED.split(" ", 1)
    for answer in printed(GUIDE, "sh", live):
        assert f"{json.loads(answer)['items'][0]['title']} scheduled" == said
    for language in ("python", "mjs"):
        for lines in printed(GUIDE, language, live):
            moment, line = lines.splitlines()[0].split(" ", 1)
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT16:30:00\+0[12]:00", moment)
            assert line == said


@pytest.mark.parametrize(("page", "status"), [("/it/agenda/?utm_source=", 200), ("/it/nowhere/?q=", 404)])
def test_a_very_long_address_to_embed_is_answered_by_us(live, page, status):
    """Programs put the whole address of an agenda into another one; gunicorn would refuse it unread by default."""
    url = f"https://agora.example{page}{'a' * 6000}"
    try:
        with urlopen(f"{live}/oembed?{urlencode({'url': url})}") as answer:
            found, kind = answer.status, answer.headers["Content-Type"]
    except HTTPError as refusal:
        found, kind = refusal.code, refusal.headers["Content-Type"]
    assert (found, kind.startswith("application/")) == (status, True)
