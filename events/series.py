"""The writer's first half: what all dates of a thing share."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from events.models import ExternalItem, Occurrence, Series
from events.models.external_items import origins_of
from events.models.occurrences import Status
from labs.models import MeetingPage
from portal.folding import stems
from portal.localized import Localized
from portal.models import Audience, PortalImage, PortalPage, Topic
from portal.public import Publicity, Window
from portal.terms import terms_of

IMAGE_SPEC = "fill-960x540|format-webp"


Dated = PortalPage | ExternalItem


def write_series(page: Dated) -> Series:
    """Store what the dates of a page or an outside item share; its `modified` moves only when something changed."""
    series = Series.objects.select_for_update().filter(pk=page.translation_key).first() or Series(
        pk=page.translation_key
    )
    facts = _facts(page)
    changed = [name for name, value in facts.items() if getattr(series, name) != value]
    if changed or series._state.adding:
        for name, value in facts.items():
            setattr(series, name, value)
        series.modified = timezone.now()
        series.sequence += 0 if series._state.adding else 1
        series.save()
    _link(series, *_vocabularies(page))
    return series


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


def _facts(page: Dated) -> dict[str, Any]:
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
        **_where_from(page),
    }


def _where_from(page: Dated) -> dict[str, Any]:
    """Return whose page it is, or which source tells of it; and who else does."""
    if isinstance(page, ExternalItem):
        return {"page_id": None, "source": page.origin, "also_at": page.also_at(), "where": page.where}
    twins = origins_of(ExternalItem.objects.filter(twin_page=page.pk))
    return {"page_id": page.pk, "source": None, "also_at": twins, "where": None}


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


def _link(series: Series, topics: list[Topic], audiences: list[Audience]) -> None:
    """Set by what a filter finds a series."""
    series.topics.set(topics)
    series.audiences.set(audiences)


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
