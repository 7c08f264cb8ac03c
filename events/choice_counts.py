"""How many things each choice of the agenda's form would leave: activities, events and meetings, not their dates.

Counting half a million dates by five names takes longer than listing them; a thing is looked up once, by its first date
that fits. The values of one name add up, those of different names narrow each other, as in the filter itself.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery, UUIDField
from django.db.models.functions import Cast

from events.models import Occurrence, Series
from portal.filters import Filter

#: The names that the form offers as choices.
COUNTED = ("territory", "kind", "audience", "municipality", "topic")
Thing = dict[str, set[str]]
Counts = dict[str, Counter[str]]


def choice_counts(chosen: Filter, now: datetime) -> Counts:
    """Return by name how many public things each value would leave; one query, however many there are."""
    things = list(_things(replace(chosen, **dict.fromkeys(COUNTED, ())), now))  # type: ignore[arg-type]
    return {name: Counter(_values(things, chosen, name)) for name in COUNTED}


def _things(chosen: Filter, now: datetime) -> Iterable[Thing]:
    fitting = Occurrence.objects.public(now).matching(chosen, now).filter(series=OuterRef("pk"))
    # Where nothing can fit, Django writes NULL, which PostgreSQL takes for a text.
    first = Cast(Subquery(fitting.order_by("starts_at", "pk").values("pk")[:1]), UUIDField())
    rows = Occurrence.objects.filter(pk__in=Series.objects.public(now).annotate(first=first).values("first"))
    columns = ("territory__slug", "series__kind", "municipality__slug", "series__audience_terms", "series__topic_terms")
    for territory, kind, municipality, audiences, topics in rows.order_by().values_list(*columns):
        yield {
            "territory": {territory} - {None},
            "kind": {kind},
            "municipality": {municipality} - {None},
            "audience": {term.slug for term in audiences},
            "topic": {term.slug for term in topics},
        }


def _values(things: Iterable[Thing], chosen: Filter, counted: str) -> Iterable[str]:
    """Yield the values of one name that things have which fit what is chosen of all others."""
    asked: dict[str, Any] = {name: set(getattr(chosen, name)) for name in COUNTED if name != counted}
    for thing in things:
        if all(not values or values & thing[name] for name, values in asked.items()):
            yield from thing[counted]
