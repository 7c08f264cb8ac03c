"""The corpus of the suite of relevance: stored whole, and dumped again as it is."""

import json

import pytest

from search.models import Entry
from tests.search.corpus import BY_HAND, DUMPED
from tests.search.corpus_dump import dump

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_moment")]


def test_every_entry_is_public_and_in_the_index(corpus):
    assert set(Entry.objects.public().filter(indexed=True).values_list("key", flat=True)) == corpus.keys()


def test_a_dump_of_what_was_stored_is_the_same(corpus):
    before, after = json.loads(DUMPED.read_text()), dump()
    entries, again = before.pop("entries"), after.pop("entries")
    assert after == before
    assert {key: again[key] for key in entries} == entries
    assert len(again) == len(corpus)


def test_the_files_stay_small_enough_to_be_read():
    assert DUMPED.stat().st_size + BY_HAND.stat().st_size < 1_000_000
