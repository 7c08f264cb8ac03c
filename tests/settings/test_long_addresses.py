"""Whatever is typed reaches us: the server refuses no address that a search or a front end may send."""

import http.client
from urllib.parse import urlencode, urlsplit

import pytest

LONGEST = 10_240
TYPED = ["Ш" * (LONGEST // 2), "语" * (LONGEST // 3), "a b " * (LONGEST // 4), "%" * LONGEST]
ANSWERS = {"/it/cerca/": (200, "text/html"), "/api/v1/search/": (400, "json"), "/api/v1/suggest/": (400, "json")}


def ask(site, path):
    """Return the status, the kind and the text of an answer; also of one that comes before all was sent."""
    connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.headers["Content-Type"], answer.read().decode()


def test_a_search_for_ten_kilobytes_is_answered_by_us(live):
    for typed in TYPED:
        for path, (status, kind) in ANSWERS.items():
            found, content_type, text = ask(live, f"{path}?{urlencode({'q': typed})}")
            assert (found, kind in content_type) == (status, True), text[:200]
            assert 'type="search"' in text or '"parameter"' in text


@pytest.mark.parametrize("length", [40_000, 2_000_000])
def test_there_is_an_end_to_what_is_read(live, length):
    try:
        status, _kind, _text = ask(live, f"/it/cerca/?q={'a' * length}")
    except ConnectionError:
        # It hung up before all was sent.
        status = 414
    assert status == 414
