"""Entries of the shared index in any number, written by the doors that every entry goes through.

The same seed gives the same entries; `MATCHES` of them, however many there are, say `RARE`, and `TITLES` others begin
with `NAMED`. About a hundred words and five dates each, as the demonstration's have, and a summary that some say in
English too.
"""

import random
import sys
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from django.utils import timezone

from portal.entries import EntryData, EntryText
from portal.models import Audience, Municipality, Territory, Topic
from portal.public import Window
from search import indexing, rows
from search.backends import backend

RARE, MATCHES = "zafferano", 500
# Of what the queries of the relevance tests are while they are typed, letter by letter, nineteen in twenty are in fewer
# than 5.5 % of the demonstration's titles; two in three are in none.
NAMED, TITLES = "rosmarino", 250
KINDS = ("activity", "activity", "activity", "event", "event", "meeting", "lab", "organisation", "place", "page")
SYLLABLES = ("ba", "ca", "do", "fe", "gi", "la", "mo", "na", "pe", "ri", "sa", "to", "vi", "zu", "re", "co")


def fill(count: int, seed: int = 1) -> None:
    """Write `count` entries beside those that there are."""
    made = ((f"bench:{data.key}", data) for data in entries(count, seed))
    for start, batch in enumerate(iter(lambda: list(islice(made, indexing.CHUNK)), [])):
        indexing.index(rows.store(batch))
        print(f"\r{start * indexing.CHUNK} of {count}", end="", file=sys.stderr, flush=True)
    backend().settle()
    print(file=sys.stderr)


def entries(count: int, seed: int) -> Iterator[EntryData]:
    """Yield entries, the same for the same seed."""
    draw = random.Random(seed)
    words = ["".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))) for _word in range(4000)]
    weights = [1 / place for place in range(1, len(words) + 1)]
    territories = list(Territory.objects.order_by("pk"))
    towns = list(Municipality.objects.order_by("pk"))
    topics, audiences = (list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in (Topic, Audience))
    today = timezone.now().replace(hour=15, minute=0, second=0, microsecond=0)
    for number in range(count):
        kind, town = draw.choice(KINDS), draw.choice(towns)
        said = draw.choices(words, weights, k=100)
        named = f"{NAMED} " if number % (count // TITLES) == 1 else ""
        title = f"{named}{' '.join(said[:3])} {number}".capitalize()
        rare = f" {RARE}" if number % (count // MATCHES) == 0 else ""
        texts = {"it": EntryText(title, " ".join(said[3:18]) + rare, " ".join(said[18:]))}
        if draw.random() < 0.2:
            texts["en"] = EntryText(title, " ".join(said[3:18]))
        starts = [today + timedelta(days=draw.randint(-20, 90)) for _date in range(5 if kind in KINDS[:6] else 0)]
        yield EntryData(
            key=f"{kind}:bench-{number}",
            kind=kind,
            texts=texts,
            window=Window(),
            paths={"it": f"/it/bench/{number}/"},
            territory_id=town.territory_id or draw.choice(territories).pk,
            municipality_id=town.pk,
            topic_ids=tuple(draw.sample(topics, min(2, len(topics)))),
            audience_ids=tuple(draw.sample(audiences, min(2, len(audiences)))),
            dates=tuple((start, start + timedelta(hours=2)) for start in starts),
            is_free=draw.random() < 0.8,
            lat=town.lat,
            lon=town.lon,
            modified=today,
        )
