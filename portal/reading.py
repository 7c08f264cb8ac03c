"""What one request reads of the whole platform is read once, and what only a write changes is remembered.

Every page shows the same territories, menus and names, and most of what one lab's page shows stays as it is for days.
Each process remembers such things under the version that the stamps make (`portal.freshness`): one statement tells
whether they still hold. What time alone changes within a day, such as the dates to come, is never remembered. What only
writes of some reach change (`portal.freshness.Reach`) stays remembered over smaller ones.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

from portal.addresses import reader_language
from portal.freshness import Reach, freshness_for
from portal.public import Pages, Publicity, closed_collections
from portal.sites import base

Thing = TypeVar("Thing")

#: How many things a process remembers; what was not asked for longest goes first.
ROOM = 2000
ADMIN = "/admin/"
_reading: ContextVar[HttpRequest | None] = ContextVar("reading", default=None)
_things: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


class ReadingMiddleware:
    """Let what answers a reader remember; whoever writes, or sees a draft, reads everything anew."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as a reading if it is one."""
        reads = request.method in ("GET", "HEAD") and not request.path_info.startswith(ADMIN)
        with reading(request if reads else None):
            return self.get_response(request)


@contextmanager
def reading(request: HttpRequest | None) -> Iterator[None]:
    """Let what is built meanwhile be remembered by the stamps as this request finds them; None: let nothing be."""
    token = _reading.set(request)
    try:
        yield
    finally:
        _reading.reset(token)


def remembered(what: Hashable, build: Callable[[], Thing], changed_by: Reach = Reach.DATES) -> Thing:
    """Return what `build` made for this reader's language and hostname, anew when what changes it was written since.

    `changed_by` is the least write that does. Many requests share a thing: nobody changes it. Beside readings it is
    built every time.
    """
    request = _reading.get()
    if request is None or getattr(request, "is_preview", False):
        return build()
    key = (what, reader_language(), base(), freshness_for(request).versions[changed_by])
    with _lock:
        if key in _things:
            _things.move_to_end(key)
            return _things[key]
    thing = build()
    with _lock:
        _things[key] = thing
        while len(_things) > ROOM:
            _things.popitem(last=False)
    return thing


def publicity() -> Publicity:
    """Return the state of the whole tree."""
    return remembered("publicity", Publicity, Reach.FRAME)


def closed_to_readers() -> set[int]:
    """Return the ids of the collections whose files are handed out to nobody."""
    return remembered("closed collections", closed_collections, Reach.PAGES)


def public_pages(pages: Pages) -> Pages:
    """Narrow a page queryset to what is public now."""
    return publicity().only_public(pages)


def forget() -> None:
    """Forget everything that was remembered."""
    with _lock:
        _things.clear()
