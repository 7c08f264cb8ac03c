"""Which page a path or an id names, and what is answered where none is: moved, over, or what is nearest."""

from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from events.models import DatedPage, Occurrence
from events.occurrence_pages import row_at
from home.api.page_types import type_of
from portal.absent_pages import is_over, moved_from, nearest_above
from portal.addresses import absolute, page_path, path_on_platform
from portal.api.problems import ProblemError
from portal.models import PortalPage
from portal.page_lookup import page_at, parts_of, standing_at
from portal.reader_words import with_words
from portal.reading import publicity


class Addressed(NamedTuple):
    """A public page by what it is in every language, and the address of the one date of it that was asked for."""

    model: type[PortalPage]
    key: UUID
    date: str = ""

    @property
    def page(self) -> Any:
        """The page in the source language; raises ProblemError (404) where that is not public."""
        pages = type_of(self.model).pages()
        found = pages.filter(translation_key=self.key, locale__language_code=settings.SOURCE_LANGUAGE).first()
        if found is None or not publicity().window(found):
            raise ProblemError(404)
        return found


class MovedError(Exception):
    """What was asked for is at another address: a path of the platform (None: it is no page) and one for people."""

    def __init__(self, path: str | None, url: str) -> None:
        super().__init__(path, url)
        self.path = path
        self.url = url


def at_path(request: HttpRequest, path: str) -> Addressed:
    """Return what is at a path; raise MovedError, or ProblemError (410, 404)."""
    if found := _at(request, path):
        return found
    _follow(request, path)
    standing = standing_at(path)
    if standing and is_over(standing[0]):
        raise _over()
    raise ProblemError(404, more={"nearest": _nearest(path)})


def with_id(key: UUID) -> Addressed:
    """Return the page with an id; raise ProblemError (410, 404)."""
    page = Page.objects.filter(translation_key=key, locale__language_code=settings.SOURCE_LANGUAGE).first()
    if found := page and _addressed(page):
        return found
    raise _over() if page and is_over(page) else ProblemError(404, more={"nearest": None})


def date_of(page: Any, address: str) -> Occurrence | None:
    """Return the date of a page at an address of its own; raise MovedError where that was another one before."""
    row = row_at(page, address) if address else None
    if row and row.address != address:
        path = f"{path_on_platform(with_words([page])[0].words.url_path)}{row.address}/"
        raise MovedError(path, absolute(row.path))
    return row


def _at(request: HttpRequest, path: str) -> Addressed | None:
    """Look where the path itself leads, which is one statement, before walking through the tree as the site does."""
    for page in standing_at(path):
        if found := _addressed(page):
            return found
    routed = page_at(request, path)
    if routed is None:
        return None
    date = routed.kwargs.get("address", "")
    return _addressed(routed.page.source, date) if not date or row_at(routed.page, date) else None


def _addressed(page: Page, date: str = "") -> Addressed | None:
    model = page.specific_class
    if model is None or not issubclass(model, PortalPage) or not publicity().window(page):
        return None
    return Addressed(model, page.translation_key, date)


def _follow(request: HttpRequest, path: str) -> None:
    """Raise MovedError where a redirect leads on, to a page or to one of its dates."""
    if redirect := moved_from(path):
        if redirect.redirect_page is None:
            raise MovedError(None, redirect.link)
        _lead_to(redirect.redirect_page)
    *above, last = parts_of(path) or [""]
    redirect = moved_from(f"/{'/'.join(above)}/") if above else None
    page = redirect and redirect.redirect_page and redirect.redirect_page.specific
    if isinstance(page, DatedPage) and row_at(page.source, last):
        _lead_to(page, f"{last}/")


def _lead_to(page: Page, below: str = "") -> None:
    if _addressed(page):
        raise MovedError(f"{path_on_platform(page.url_path)}{below}", f"{absolute(page_path(page))}{below}")


def _over() -> ProblemError:
    return ProblemError(410, str(_("The time of this page is over.")))


def _nearest(path: str) -> dict[str, str] | None:
    page = nearest_above(path)
    if page is None:
        return None
    words = page.words
    return {"path": path_on_platform(words.url_path), "url": absolute(page_path(words)), "title": words.title}
