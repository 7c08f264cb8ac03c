"""The corpus of the suite of relevance, written to a database by the doors that every entry goes through."""

import datetime as dt
from typing import Any

from portal.entries import EntryData, EntryText
from portal.models import Audience, Municipality, Territory, Topic
from portal.periods import ROME
from portal.public import Window
from search import indexing, rows
from tests.search.corpus import load

RECORDS = {"territories": Territory, "municipalities": Municipality, "topics": Topic, "audiences": Audience}
SAME = ("fragment", "is_free", "online", "address", "lat", "lon", "source")


def store() -> None:
    """Write the corpus to a database without entries: its records, its entries and their words."""
    pks = _store_records()
    data = [(f"corpus:{key}", _data(key, facts, pks)) for key, facts in load()["entries"].items()]
    for start in range(0, len(data), indexing.CHUNK):
        indexing.index(rows.store(data[start : start + indexing.CHUNK]))


def _store_records() -> dict[str, dict[str, int]]:
    """Return the primary keys by kind and slug."""
    pks: dict[str, dict[str, int]] = {}
    for name, model in RECORDS.items():
        fresh = [model(slug=slug, **_linked(facts, pks)) for slug, facts in load()[name].items()]
        model._default_manager.bulk_create(fresh, ignore_conflicts=True)
        pks[name] = dict(model._default_manager.values_list("slug", "pk"))
    return pks


def _linked(facts: dict[str, Any], pks: dict[str, dict[str, int]]) -> dict[str, Any]:
    given = dict(facts)
    if "territory__slug" in given:
        given["territory_id"] = pks["territories"][given.pop("territory__slug")]
    return given


def _data(key: str, facts: dict[str, Any], pks: dict[str, dict[str, int]]) -> EntryData:
    path = f"{facts.get('territory', 'piattaforma')}/{key.partition(':')[2]}/"
    return EntryData(
        key=key,
        kind=key.partition(":")[0],
        texts={code: EntryText(**text) for code, text in facts["texts"].items()},
        window=Window(),
        paths=facts.get("paths") or {code: f"/{code}/{path}" for code in ("it", "en")},
        territory_id=pks["territories"].get(facts.get("territory", "")),
        municipality_id=pks["municipalities"].get(facts.get("municipality", "")),
        labs=tuple(facts.get("labs", ())),
        topic_ids=tuple(pks["topics"][slug] for slug in facts.get("topics", ())),
        audience_ids=tuple(pks["audiences"][slug] for slug in facts.get("audiences", ())),
        dates=tuple(map(_interval, facts.get("dates", ()))),
        **{name: facts[name] for name in SAME if name in facts},
    )


def _interval(written: str) -> tuple[dt.datetime, dt.datetime]:
    start, end = (dt.datetime.fromisoformat(moment).replace(tzinfo=ROME) for moment in written.split("/"))
    return start, end
