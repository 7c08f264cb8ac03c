"""What is public: one rule for pages, lists, rows, feeds and every API.

A page is public when it is live and not expired, every page above it is too, and no view restriction stands on the
way. Wagtail knows the parts; here they are put together.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import CharField, DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

Pages = TypeVar("Pages", bound=QuerySet)
_as_published: ContextVar[bool] = ContextVar("as_published", default=False)


@dataclass(frozen=True)
class Window:
    """From when until when a public thing is public; None means without end."""

    public_from: datetime | None = None
    public_until: datetime | None = None


def open_now(now: datetime | None = None, prefix: str = "") -> Q:
    """Return the condition that rows with `public`, `public_from` and `public_until` fulfil while they may be shown.

    `prefix` leads to such a row from another ("series__").
    """
    now = now or timezone.now()
    started = Q((f"{prefix}public_from", None)) | Q((f"{prefix}public_from__lte", now))
    lasting = Q((f"{prefix}public_until", None)) | Q((f"{prefix}public_until__gt", now))
    return Q((f"{prefix}public", True)) & started & lasting


def open_at(row: Any, now: datetime) -> bool:
    """Tell whether a row that was read fulfils `open_now`."""
    started, lasting = (
        row.public_from is None or row.public_from <= now,
        row.public_until is None or row.public_until > now,
    )
    return row.public and started and lasting


def closed_now(now: datetime | None = None) -> tuple[Q, ...]:
    """Return the opposite of `open_now` in parts, one of which is fulfilled: an index finds the few rows of each."""
    now = now or timezone.now()
    return Q(public=False), Q(public_from__gt=now), Q(public_until__lte=now)


class Publicity:
    """The state of the whole tree, read once (one query), to ask about any number of pages."""

    def __init__(self) -> None:
        self.now = now = timezone.now()
        above = Page.objects.order_by().filter(numchild__gt=0)
        never = Value(None, DateTimeField())
        # Joined, not one condition with OR: each part has its index.
        found = (
            above.filter(expire_at__gt=now)
            .values_list("path", "expire_at")
            .union(
                above.filter(Q(live=False) | Q(expire_at__lte=now)).values_list("path", never),
                PageViewRestriction.objects.values_list("page__path", never),
            )
        )
        rows = list(found)
        self.expiring = {path: end for path, end in rows if end}
        self.closed = _outermost(sorted(path for path, end in rows if not end))

    def window(self, page: Page) -> Window | None:
        """Return when the page is public, or None when it is not."""
        ends = [self.expiring[path] for path in lineage(page) if path in self.expiring]
        if page.expire_at:
            ends.append(page.expire_at)
        if not page.live or (ends and min(ends) <= self.now) or self.below_closed(page):
            return None
        return Window(public_until=min(ends, default=None))

    def below_closed(self, page: Page) -> bool:
        """Tell whether the page, or one above it, is closed."""
        return any(path in self.closed for path in lineage(page))

    def only_public(self, pages: Pages) -> Pages:
        """Narrow a page queryset to what is public now."""
        hidden = Q()
        for path in self.closed:
            hidden |= Q(path__startswith=path)
        return pages.filter(Q(expire_at=None) | Q(expire_at__gt=self.now), live=True).exclude(hidden)


def reachable(page: Page) -> bool:
    """Tell whether the page is live with all above it, view restrictions aside (Wagtail asks for those itself)."""
    now = timezone.now()
    gone = Q(live=False) | Q(expire_at__lte=now)
    return not Page.objects.filter(gone, path__in=lineage(page), depth__gt=1).exists()


def closed_collections() -> set[int]:
    """Return the ids of the collections that carry, or stand below one that carries, a view restriction."""
    if _as_published.get():
        return set()
    here = ExpressionWrapper(OuterRef("path"), CharField())
    restricted = CollectionViewRestriction.objects.alias(here=here).filter(here__startswith=F("collection__path"))
    return set(Collection.objects.filter(Exists(restricted)).values_list("pk", flat=True))


@contextmanager
def as_published() -> Iterator[None]:
    """Let the documents of a draft be seen by whoever may see the draft: they open with it."""
    token = _as_published.set(True)
    try:
        yield
    finally:
        _as_published.reset(token)


def lineage(page: Page) -> list[str]:
    """Return the tree paths of the page and of all above it, the root aside."""
    step = page.steplen
    return [page.path[:end] for end in range(2 * step, len(page.path) + 1, step)]


def parent_path(page: Page) -> str:
    """Return the tree path of the page above."""
    return page.path[: -page.steplen]


def _outermost(paths: Iterable[str]) -> set[str]:
    """Return the paths that stand below no other of them; `paths` come sorted."""
    kept: list[str] = []
    for path in paths:
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
    return set(kept)
