"""What is here already of the things that a file holds, read once for all its rows."""

import uuid
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db.models import Q
from wagtail.models import Page

from events.importing.items import Facts, Item
from events.importing.snapshots import pages_by_id, snapshots
from events.models import ImportedPage, Schedule
from portal.folding import fold


class Known:
    """The pages that came from these rows before, and those that say the same without having come from them."""

    def __init__(self, target: Page, keys: dict[int, str], items: Iterable[Item]) -> None:
        found = ImportedPage.objects.filter(target=target, key__in=keys.values())
        self.imported = {each.key: each for each in found}
        self.pages = pages_by_id(each.page_id for each in self.imported.values())
        self.snapshots = snapshots(self.pages.values())
        self._ours = _pages_by_uid(items)
        self._twins = _twins_below(target)

    def twin(self, uid: str, facts: Facts) -> Page | None:
        """Return the page that this is already: ours that came back to us, or one of the same title and beginning."""
        key = _own_uid(uid)
        begin = ((fold(facts["title"]), each["start_date"], each["start_time"]) for each in facts["schedules"])
        twins = (page for same in begin if (page := self._twins.get(same)))
        return (self._ours.get(key) if key else None) or next(twins, None)


def _own_uid(uid: str) -> uuid.UUID | None:
    """Return the UUID in an identifier of this platform (`<uuid>@<PLATFORM_ID>`)."""
    name, _at, platform = uid.partition("@")
    with suppress(ValueError):
        return uuid.UUID(name) if platform == settings.PLATFORM_ID else None
    return None


def _pages_by_uid(items: Iterable[Item]) -> dict[uuid.UUID, Page]:
    """Return our pages by their own identity and by those of their schedules."""
    uids = [key for item in items if (key := _own_uid(item.uid))]
    ours = Schedule.objects.filter(locale__language_code=settings.SOURCE_LANGUAGE).select_related("page")
    found = ours.filter(Q(translation_key__in=uids) | Q(page__translation_key__in=uids))
    return {key: each.page for each in found for key in (each.translation_key, each.page.translation_key)}


def _twins_below(target: Page) -> dict[tuple[Any, ...], Page]:
    found = Schedule.objects.filter(page__in=target.get_children()).select_related("page")
    return {(fold(each.page.title), *_beginning(each)): each.page for each in found}


def _beginning(schedule: Schedule) -> tuple[str, str | None]:
    return schedule.start_date.isoformat(), f"{schedule.start_time:%H:%M}" if schedule.start_time else None
