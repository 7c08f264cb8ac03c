"""The corpus of the suite of relevance: what the demonstration makes findable, and what it lacks, at one moment.

`corpus.json` holds every public entry of a demonstration under a readable key, with its last date and the next ten
(`corpus_dump` wrote it); `corpus_by_hand.yaml`, in the same shape, what a search must be able to tell apart and the
demonstration has not: near misses, things over, other languages. Dates are in the time of Rome, seen from `NOW`, at
which every test of the suite stands.
"""

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
DUMPED, BY_HAND = FOLDER / "corpus.json", FOLDER / "corpus_by_hand.yaml"
#: A Wednesday morning in Rome: tomorrow is a Thursday, the weekend begins in two days.
NOW = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)


@cache
def load() -> dict[str, dict[str, Any]]:
    """Return the records of each kind by their slug, and under "entries" all entries by their key."""
    corpus = json.loads(DUMPED.read_text())
    by_hand = yaml.safe_load(BY_HAND.read_text())["entries"]
    assert not corpus["entries"].keys() & by_hand.keys()
    return {**corpus, "entries": corpus["entries"] | by_hand}
