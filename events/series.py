"""The writer's first half: what all dates of a thing share."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils import timezone
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from events.models import ExternalItem, Occurrence, Series
from events.models.external_items import origins_beside, read_audiences
from events.models.occurrences import Status
from labs.models import MeetingPage
from portal.among import Among
from portal.folding import stems
from portal.localized import Localized
from portal.models import Audience, PortalImage, PortalPage, Topic
from portal.public import Publicity, Window
from portal.terms import terms_of

IMAGE_SPEC = "fill-960x540|format-webp"


Dated = PortalPage | ExternalItem
#: What is written of a series that there is already.
WRITTEN = [field.name for field in Series._meta.concrete_fields if field.name not in ("id", "expanded_until")]


def write_series(things: Collection[Dated]) -> dict[UUID, Series]:
    """Store what the dates of each thing share, by its key; `modified` moves only where something changed."""
    keys = [thing.translation_key for thing in things]
    # Locked in one order: two writers that each wait for the other's series would lock each other out.
    found = {each.pk: each for each in Series.objects.select_for_update().filter(Among("pk", keys)).order_by("pk")}
    beside, changed = _Beside(things), []
    for thing in things:
        series = found.setdefault(thing.translation_key, Series(pk=thing.translation_key))
        if _say(series, _facts(thing, beside)):
            changed.append(series)
    Series.objects.bulk_create(changed, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN)
    _link("topics", {thing.translation_key: _vocabularies(thing)[0] for thing in things})
    _link("audiences", {thing.translation_key: _vocabularies(thing)[1] for thing in things})
    return found


def _say(series: Series, facts: dict[str, Any]) -> bool:
    """Set these facts on a series; tell whether it is new or any of them is."""
    is_new = series._state.adding
    if not is_new and all(getattr(series, name) == value for name, value in facts.items()):
        return False
    for name, value in facts.items():
        setattr(series, name, value)
    series.modified = timezone.now()
    series.sequence += 0 if is_new else 1
    return True


def set_window(series: Series, window: Window | None) -> bool:
    """Set from when until when a series is public; tell whether that changes anything."""
    since, until = (window.public_from, window.public_until) if window else (None, None)
    new = (window is not None, since, until)
    if new == (series.public, series.public_from, series.public_until):
        return False
    series.public, series.public_from, series.public_until = new
    series.modified = timezone.now()
    series.sequence += 1
    return True


def remember_public(changed: Iterable[Series]) -> None:
    """Remember of the dates of public series that they were: of no others is it told when they go."""
    shown = Occurrence.objects.filter(series__in=[each.pk for each in changed if each.public])
    shown.exclude(status=Status.REMOVED).filter(was_public=False).update(was_public=True)


def _facts(page: Dated, beside: "_Beside") -> dict[str, Any]:
    texts: dict[str, Any] = page.texts()
    window = page.window if isinstance(page, ExternalItem) else Publicity().window(page)
    topics, audiences = _vocabularies(page)
    return {
        "kind": page.entry_kind,
        "titles": Localized({code: text.title for code, text in texts.items()}),
        "summaries": Localized({code: text.summary for code, text in texts.items() if text.summary}),
        "costs": Localized({code: text.cost for code, text in texts.items() if getattr(text, "cost", "")}),
        "language": next(iter(texts)),
        "is_free": getattr(page, "is_free", True),
        "online_url": page.online_url,
        "image": _image(getattr(page, "image", None)),
        "words": _words(page, texts),
        "topic_terms": terms_of(topics),
        "audience_terms": terms_of(audiences),
        "public": window is not None,
        "public_from": window and window.public_from,
        "public_until": window and window.public_until,
        **_where_from(page, beside),
    }


def _where_from(page: Dated, beside: "_Beside") -> dict[str, Any]:
    """Return whose page it is, or which source tells of it; and who else does."""
    if isinstance(page, ExternalItem):
        return {"page_id": None, "source": page.origin, "also_at": beside.items[page.pk], "where": page.where}
    return {"page_id": page.pk, "source": None, "also_at": beside.pages[page.pk], "where": None}


class _Beside:
    """What stands beside many things, read together: where else the same is told, and for whom items are."""

    def __init__(self, things: Collection[Dated]) -> None:
        items = [each for each in things if isinstance(each, ExternalItem)]
        read_audiences(items)
        self.items = origins_beside("twin_item", [each.pk for each in items])
        self.pages = origins_beside("twin_page", [each.pk for each in things if not isinstance(each, ExternalItem)])


def relabel(series: Iterable[Series]) -> None:
    """Write anew how the topics and audiences of these series are called."""
    found = list(series)
    for each in found:
        each.topic_terms, each.audience_terms = terms_of(each.topics.all()), terms_of(each.audiences.all())
        each.modified = timezone.now()
    Series.objects.bulk_update(found, ["topic_terms", "audience_terms", "modified"], batch_size=200)


def _vocabularies(page: Dated) -> tuple[list[Topic], list[Audience]]:
    """Return the topics and audiences of a page, each in the order of its vocabulary; a meeting has none."""
    if isinstance(page, ExternalItem):
        return page.topics, page.audiences
    if isinstance(page, MeetingPage):
        return [], []
    return sorted(page.topics.all(), key=lambda topic: topic.name), list(page.audiences.all())


def _link(relation: str, wanted: Mapping[UUID, Iterable[Model]]) -> None:
    """Set by what a filter finds each series, touching what differs."""
    through: Any = getattr(Series, relation).through
    column = Series._meta.get_field(relation).m2m_reverse_name()  # type: ignore[union-attr]
    rows = through.objects.filter(Among("series", wanted)).values_list("pk", "series_id", column)
    there = {(series, other): pk for pk, series, other in rows}
    pairs = {(series, other.pk) for series, others in wanted.items() for other in others}
    if gone := [pk for pair, pk in there.items() if pair not in pairs]:
        through.objects.filter(Among("pk", gone)).delete()
    fresh = sorted(pairs - there.keys())
    through.objects.bulk_create(through(**{"series_id": series, column: other}) for series, other in fresh)


def _words(page: Dated, texts: dict[str, Any]) -> str:
    """Return the stems that `q` looks for in a list of dates, each with a blank before it."""
    whose = page.source.name if isinstance(page, ExternalItem) else page.lab.title if page.lab else ""
    topics, _audiences = _vocabularies(page)
    said = [word for text in texts.values() for word in (text.title, text.summary)]
    return f" {stems(' '.join([*said, whose, *(topic.name for topic in topics)]))}"


def _image(image: PortalImage | None) -> dict[str, Any] | None:
    """Return the picture in the one size of lists, or None where there is none that can be read."""
    if image is None:
        return None
    try:
        rendition = image.get_rendition(IMAGE_SPEC)
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        return None
    return {"url": rendition.url, "width": rendition.width, "height": rendition.height, "alt": image.default_alt_text}
