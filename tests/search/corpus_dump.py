"""What a demonstration makes findable, written to `corpus.json` for the suite of relevance.

Dump anew beside a demonstration that was made not long before `NOW`:
`manage.py shell -c "from tests.search.corpus_dump import write; write()"`.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.text import slugify
from django.utils.timezone import localtime

from portal.models import Audience, Municipality, Territory, Topic
from search.models import Entry
from tests.search.corpus import DUMPED, NOW

MOST_DATES = 10


def write() -> None:
    """Write the file anew."""
    DUMPED.write_text(json.dumps(dump(), ensure_ascii=False, indent=1) + "\n")


def dump() -> dict[str, Any]:
    """Return what the database in use makes findable, in the shape of `load`."""
    related = ("territory", "municipality", "page")
    entries = list(Entry.objects.public(NOW).select_related(*related).order_by("kind", "sort_title", "pk"))
    return {
        "territories": _records(Territory, "name", "network_name", "network_aliases"),
        "municipalities": _records(Municipality, "name", "territory__slug", "lat", "lon"),
        "topics": _records(Topic, "name", "labels"),
        "audiences": _records(Audience, "labels", "asked_as", "position"),
        "entries": dict(zip(_keys(entries), map(_entry, entries), strict=True)),
    }


def _records(model: Any, *columns: str) -> dict[str, dict[str, Any]]:
    return {row.pop("slug"): row for row in model.objects.order_by("slug").values("slug", *columns)}


def _keys(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield "activity:scuola-di-italiano", with the lab or the territory where that alone would be two things'."""
    entries = list(entries)
    plain = [f"{entry.kind}:{slugify(entry.title)}" for entry in entries]
    how_many, taken = Counter(plain), Counter()
    for key, entry in zip(plain, entries, strict=True):
        lab = entry.labs.order_by("pk").first()
        where = (lab and lab.slug) or (entry.territory and entry.territory.slug)
        full = f"{key}@{where}" if how_many[key] > 1 and where else key
        taken[full] += 1
        yield f"{full}-{taken[full]}" if taken[full] > 1 else full


def _entry(entry: Entry) -> dict[str, Any]:
    facts = {
        "texts": {code: {part: text for part, text in words.items() if text} for code, words in entry.texts.items()},
        "paths": {code: entry.path_in(code).partition("#")[0] for code in ("it", "en")},
        "fragment": entry.fragment,
        "territory": entry.territory and entry.territory.slug,
        "municipality": entry.municipality and entry.municipality.slug,
        "labs": sorted(entry.labs.values_list("slug", flat=True)),
        "topics": sorted(entry.topics.values_list("slug", flat=True)),
        "audiences": sorted(entry.audiences.values_list("slug", flat=True)),
        "dates": _dates(entry),
        **{name: getattr(entry, name) for name in ("is_free", "online", "address", "lat", "lon", "source")},
    }
    return {name: value for name, value in facts.items() if value not in (None, "", [], False)}


def _dates(entry: Entry) -> list[str]:
    """Return the last date that is over and the next ten, as ISO 8601 intervals in the time of Rome."""
    pairs = sorted(entry.dates.values_list("starts_at", "ends_at"))
    over = [pair for pair in pairs if pair[1] <= NOW]
    kept = over[-1:] + [pair for pair in pairs if pair[1] > NOW][:MOST_DATES]
    return ["/".join(localtime(moment).strftime("%Y-%m-%dT%H:%M") for moment in pair) for pair in kept]
