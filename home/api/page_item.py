"""What a page of any type tells a front end: words, addresses, what stands above it, and its body as blocks."""

from typing import Any

from portal.addresses import absolute, page_path, path_on_platform
from portal.api.body import blocks_of
from portal.api.refs import Plain, latest, picture_ref, territory_ref
from portal.api.rich_text import as_html
from portal.models import PortalPage
from portal.navigation import Frame
from portal.reader_words import with_words
from portal.reading import publicity


def page_item(page: PortalPage) -> Plain:
    """Return a public source page in the active language."""
    frame = Frame(page)
    words: Any = with_words([page])[0].words  # type: ignore[attr-defined]
    language = words.locale.language_code
    return {
        "id": str(page.translation_key),
        "type": page._meta.label,
        "title": words.title,
        "summary": words.summary,
        "path": path_on_platform(words.url_path),
        "url": absolute(page_path(words)),
        "canonical": absolute(page_path(words, language)),
        "language": language,
        "translations": [_translation(code, text) for code, text in page.texts().items()],
        "breadcrumb": [_step(above.words) for above in frame.trail],  # type: ignore[attr-defined]
        "seo": _seo(page, words),
        "territory": territory_ref(page.territory),
        "modified": latest(page.last_published_at, words.last_published_at),
        "body": _body(page, words, frame),
    }


def _translation(language: str, page: PortalPage) -> Plain:
    return {"language": language, "title": page.title, "url": absolute(page_path(page, language))}


def _step(page: Any) -> Plain:
    return {"title": page.title, "url": absolute(page_path(page)), "path": path_on_platform(page.url_path)}


def _seo(page: Any, words: Any) -> Plain:
    return {
        "title": words.seo_title or words.title,
        "description": words.search_description or words.summary,
        "image": picture_ref(getattr(page, "image", None)),
    }


def _body(page: Any, words: Any, frame: Frame) -> list[Plain]:
    """Return the body's blocks; a meeting has none, its agenda and its public minutes take their place."""
    if hasattr(words, "body"):
        return blocks_of(words.body, publicity())
    minutes = (words.minutes or page.minutes) if page.minutes_are_public else ""
    texts = {"agenda": words.agenda or page.agenda, "minutes": minutes}
    return [{"type": name, "value": as_html([text])[0]} for name, text in texts.items() if text]
