"""The shape of the index on the search server: its names, its fields, and what is kept of an entry.

Fields are called by the paths that a queryset of entries uses (`territory__slug`), so that one condition can be said to
both. Words come folded and stemmed as every index of ours has them: blanks part them and nothing else is done.
"""

from typing import Any

from django.conf import settings

from portal.filters import MAX_OFFSET
from search.backends.base import WEIGHTS

#: Raised with every change of what an index holds: a new one is then built beside the old.
VERSION = 3
WORDS = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
LONGEST_PAGE = 200
KEYWORD, DATE, FLAG, NUMBER = ({"type": name} for name in ("keyword", "date", "boolean", "long"))
#: What a facet's values are counted by: the keys of what it names.
COUNTED = {
    "territory": "territory_id",
    "kind": "kind",
    "municipality": "municipality_id",
    "topic": "topics",
    "audience": "audiences",
    "language": "languages__code",
}
PROPERTIES: dict[str, Any] = {
    **dict.fromkeys(WEIGHTS, WORDS),
    **dict.fromkeys(("kind", "sort_title", "digest", "territory__slug", "municipality__slug"), KEYWORD),
    **dict.fromkeys(("topics__slug", "audiences__slug", "languages__code", "labs__slug"), KEYWORD),
    **dict.fromkeys(("pk", "territory_id", "municipality_id", "topics", "audiences"), NUMBER),
    **dict.fromkeys(("public", "is_free", "online", "awaited"), FLAG),
    **dict.fromkeys(("public_from", "public_until", "last_ends_at", "verified_on"), DATE),
    "position": {"type": "geo_point"},
    "dates": {"type": "nested", "properties": dict.fromkeys(("starts_at", "ends_at", "after"), DATE)},
}
# The entries are the truth: a second copy of their facts would serve nobody.
MAPPINGS = {"dynamic": "strict", "_source": {"enabled": False}, "properties": PROPERTIES}
#: Pages may be turned as far as the filter lets an offset go, with the longest page behind it.
SETTINGS = {"number_of_shards": 1, "auto_expand_replicas": "0-1", "max_result_window": MAX_OFFSET + LONGEST_PAGE}


def alias() -> str:
    """Return the name under which the index in use is asked."""
    return f"{settings.SEARCH_INDEX}-v{VERSION}"


def building() -> str:
    """Return the name of the index that is being built beside it."""
    return f"{alias()}-next"
