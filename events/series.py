"""The writer's first half: what all dates of a thing share."""

from typing import Any

from django.utils import timezone
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from events.models import Series
from labs.models import MeetingPage
from portal.folding import stems
from portal.localized import Localized
from portal.models import PortalImage, PortalPage
from portal.public import Publicity, Window

IMAGE_SPEC = "fill-960x540|format-webp"


def write_series(page: PortalPage) -> Series:
    """Store what the dates of a source page share; its `modified` moves only when something changed."""
    series = Series.objects.filter(pk=page.translation_key).first() or Series(pk=page.translation_key)
    facts = _facts(page)
    changed = [name for name, value in facts.items() if getattr(series, name) != value]
    if changed or series._state.adding:
        for name, value in facts.items():
            setattr(series, name, value)
        series.modified = timezone.now()
        series.sequence += 0 if series._state.adding else 1
        series.save()
    _link(series, page)
    return series


def set_window(series: Series, window: Window | None) -> bool:
    """Set from when until when a series is public; tell whether that changes anything."""
    since, until = (window.public_from, window.public_until) if window else (None, None)
    new = (window is not None, since, until)
    if new == (series.public, series.public_from, series.public_until):
        return False
    series.public, series.public_from, series.public_until = new
    series.modified = timezone.now()
    return True


def _facts(page: PortalPage) -> dict[str, Any]:
    texts = page.texts()
    window = Publicity().window(page)
    return {
        "kind": page.entry_kind,
        "page_id": page.pk,
        "titles": Localized({code: text.title for code, text in texts.items()}),
        "summaries": Localized({code: text.summary for code, text in texts.items() if text.summary}),
        "costs": Localized({code: text.cost for code, text in texts.items() if getattr(text, "cost", "")}),
        "language": page.locale.language_code,
        "is_free": getattr(page, "is_free", True),
        "online_url": page.online_url,
        "image": _image(getattr(page, "image", None)),
        "words": _words(page, texts),
        "public": window is not None,
        "public_from": window and window.public_from,
        "public_until": window and window.public_until,
    }


def _link(series: Series, page: PortalPage) -> None:
    """Set topics and audiences; a meeting has none."""
    if not isinstance(page, MeetingPage):
        before = set(series.topics.values_list("pk", flat=True)), set(series.audiences.values_list("pk", flat=True))
        after = set(page.topics.values_list("pk", flat=True)), {audience.pk for audience in page.audiences.all()}
        if before != after:
            series.topics.set(after[0])
            series.audiences.set(after[1])
            Series.objects.filter(pk=series.pk).update(modified=timezone.now())


def _words(page: PortalPage, texts: dict[str, Any]) -> str:
    """Return the stems that `q` looks for in a list of dates, each with a blank before it."""
    lab = page.lab.title if page.lab else ""
    topics = [] if isinstance(page, MeetingPage) else page.topics.names()
    said = [word for text in texts.values() for word in (text.title, text.summary)]
    return f" {stems(' '.join([*said, lab, *topics]))}"


def _image(image: PortalImage | None) -> dict[str, Any] | None:
    """Return the picture in the one size of lists, or None where there is none that can be read."""
    if image is None:
        return None
    try:
        rendition = image.get_rendition(IMAGE_SPEC)
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        return None
    return {"url": rendition.url, "width": rendition.width, "height": rendition.height, "alt": image.default_alt_text}
