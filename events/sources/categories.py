"""What sources call their subjects, and our topics for them: the same name is known, the rest editors map."""

from collections.abc import Iterable

from events.importing.items import Item
from events.models import Source, SourceCategory
from portal.folding import fold
from portal.models import Topic

#: Of one source.
MOST_CATEGORIES = 300


def folded(name: str) -> str:
    """Return the one form in which names of categories are compared."""
    return " ".join(fold(name).split())[:120]


def note_categories(source: Source, items: Iterable[Item]) -> None:
    """Remember the categories of these items; a new one that is called like a topic of ours is that topic."""
    said = {folded(name): name for item in items for name in item.facts.get("topics", [])}
    known = set(source.categories.values_list("folded", flat=True))
    fresh = [(key, name) for key, name in said.items() if key and key not in known]
    fresh = fresh[: max(0, MOST_CATEGORIES - len(known))]
    topics = _topics() if fresh else {}
    SourceCategory.objects.bulk_create(
        SourceCategory(source=source, name=name[:100], folded=key, topic=topics.get(key)) for key, name in fresh
    )


def _topics() -> dict[str, Topic]:
    return {folded(name): topic for topic in Topic.objects.all() for name in (topic.name, *topic.labels.values())}
