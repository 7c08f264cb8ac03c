"""The frame's ways on: where this page stands, the territories, the pages of the menus, the other languages.

Each in the reader's language where there are words in it, and remembered: only a write changes any of it.
"""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from wagtail.models import Page

from portal.addresses import current_path, page_path, reader_language
from portal.freshness import Reach
from portal.models import PortalPage, Territory
from portal.public import parent_path
from portal.reader_words import with_words
from portal.reading import publicity, remembered
from portal.sites import base

HOME_DEPTH = 2


class Frame:
    """What header, breadcrumb and footer show round one page, or round a view's answer that is no page."""

    def __init__(self, page: Page | None = None, territory: Territory | None = None, description: str = "") -> None:
        self.page = page
        self.territory = territory or getattr(page, "territory", None)
        self.description = description or getattr(page, "search_description", "") or getattr(page, "summary", "")

    @cached_property
    def trail(self) -> list[Page]:
        """The pages above the page from the platform's home down, each with its `words`."""
        page = self.page
        return remembered(("trail", parent_path(page)), lambda: _above(page), Reach.FRAME) if page else []

    @cached_property
    def menu(self) -> list[Page]:
        """The pages below the page that its editors show in menus, each with its `words`."""
        page = self.page
        return _menu_below(page) if page else []

    @cached_property
    def home_menu(self) -> list[Page]:
        """The pages below the platform's home that are shown in menus, such as privacy."""
        return remembered("home menu", _menu_of_home, Reach.PAGES)

    @cached_property
    def territories(self) -> list[Territory]:
        """The territories that have a public page, each with its `page` for this reader."""
        return remembered("territories", _territories, Reach.FRAME)


def language_links(request: HttpRequest, page: Any = None, alternates: dict | None = None) -> list[dict[str, Any]]:
    """Return for each active language its `code`, the `path` of what is read in it, and whether it is `current`."""
    return [
        {"code": code, "path": _path_in(code, request, page, alternates or {}), "current": code == reader_language()}
        for code, _name in settings.LANGUAGES
    ]


def _above(page: Page) -> list[Page]:
    return with_words(page.get_ancestors().filter(depth__gte=HOME_DEPTH).select_related("locale"))


def _menu_below(page: Page) -> list[Page]:
    """Read the menu from the source page's children: a translation may have fewer."""
    source = page.source if isinstance(page, PortalPage) else page
    if not source.allowed_subpage_models():
        return []
    return remembered(("menu", source.pk), lambda: _menu_of(Page.objects.child_of(source)), Reach.PAGES)


def _menu_of(pages: QuerySet[Page]) -> list[Page]:
    return with_words(publicity().only_public(pages.filter(show_in_menus=True).select_related("locale")))


def _menu_of_home() -> list[Page]:
    return _menu_of(Page.objects.filter(depth=HOME_DEPTH + 1, locale__language_code=settings.SOURCE_LANGUAGE))


def _territories() -> list[Territory]:
    pages = Territory._meta.get_field("pages").related_model.objects.select_related("locale").defer_streamfields()
    found = list(Territory.objects.prefetch_related(Prefetch("pages", pages)))
    for territory in found:
        public = [page for page in territory.pages.all() if publicity().window(page)]  # type: ignore[attr-defined]
        by_language = {page.locale.language_code: page for page in public}
        source = by_language.get(settings.SOURCE_LANGUAGE)
        territory.page = source and by_language.get(reader_language(), source)  # type: ignore[attr-defined]
    return [territory for territory in found if territory.page]  # type: ignore[attr-defined]


def _path_in(code: str, request: HttpRequest, page: Any, alternates: dict[str, str]) -> str:
    if code in alternates:
        return alternates[code].removeprefix(base()).removeprefix(settings.PUBLIC_URL)
    if isinstance(page, PortalPage):
        own = page_path(page)
        below = request.path.removeprefix(own) if request.path.startswith(own) else ""
        return f"{page_path(page.source, code)}{below}"
    return current_path(request, code)
