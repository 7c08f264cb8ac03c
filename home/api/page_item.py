"""What a page of any type tells a front end: words, addresses, what stands above it, its body, its type's own facts."""

from typing import Any

from django.db.models import QuerySet

from home.api.page_types import PageType, type_of
from portal.addresses import absolute, page_path, path_on_platform, reader_language
from portal.api.body import blocks_of, stored_blocks, text_block
from portal.api.refs import PICTURE_SPEC, Plain, latest, moment, picture_ref, territory_ref
from portal.api.shown import Named, Shown
from portal.models import PortalPage, PortalRendition
from portal.navigation import Frame
from portal.one_statement import Around, in_one_statement

#: What stands in place of a body where a type has none.
BESIDE_BODIES = ("agenda", "minutes")


def page_item(page: Any, words: Any = None) -> Plain:
    """Return a source page in the active language; `words` are those of a translation that is not public yet."""
    kind, texts = type_of(type(page)), page.texts()
    page.words = words or texts.get(reader_language(), page)
    blocks = stored_blocks(getattr(page.words, "body", None))
    shown = _read(page, kind, Named(blocks))
    facts = kind.facts(page)
    body = blocks_of(blocks, shown) or [text_block(name, facts[name]) for name in BESIDE_BODIES if facts.get(name)]
    common = _common(page, page.words, texts)
    # What a type says under the same name is the same, or less.
    return {**common, **facts, **common, "body": body}


def in_short(page: Any, words: Any) -> Plain:
    """Return how a page is told inside another: what it is, what it is called and where it is."""
    return {
        "type": page.specific_class._meta.label,
        "id": str(page.translation_key),
        "title": words.title,
        "summary": words.summary,
        "path": path_on_platform(words.url_path),
        "url": absolute(page_path(words)),
    }


def _read(page: Any, kind: PageType, named: Named) -> Shown:
    """Read all that stands round a page and all that its body names; a draft brings its own rows with it."""
    around = Around(page, () if page.is_draft else kind.prefetched)
    found = in_one_statement({**around.queries, **named.queries(), **_renditions(page)})
    around.hand_over(found)
    if image := getattr(page, "image", None):
        image.prefetched_renditions = list(found["renditions"])
    return Shown(named, found)


def _renditions(page: Any) -> dict[str, QuerySet]:
    image = getattr(page, "image_id", None)
    return {"renditions": PortalRendition.objects.filter(image=image, filter_spec=PICTURE_SPEC)} if image else {}


def _common(page: Any, words: Any, texts: dict[str, PortalPage]) -> Plain:
    language = words.locale.language_code
    return {
        **in_short(page, words),
        "canonical": absolute(page_path(words, language)),
        "language": language,
        "translations": [_translation(code, text) for code, text in texts.items()],
        "breadcrumb": [_step(above.words) for above in Frame(page).trail],  # type: ignore[attr-defined]
        "seo": _seo(page, words),
        "territory": territory_ref(page.territory),
        "published_at": moment(page.first_published_at),
        "modified": latest(page.last_published_at, words.last_published_at),
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
