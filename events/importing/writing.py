"""Taking rows: pages and single-date changes, written as an editor's forms write them, each row whole."""

from collections.abc import Collection
from time import monotonic
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from events.importing.date_changes import change_date
from events.importing.giving import give
from events.importing.items import Facts
from events.importing.resolving import schedule_of
from events.importing.targets import publishes, territory_of
from events.importing.verdicts import State, Verdict, to_take
from events.models import DatedPage, Import, ImportedPage
from labs.models import Place

# While rows are written nobody else can write to SQLite, and who has pressed the button looks at it.
MOST_SECONDS = 3.0


def begin(brought: Import, rows: Collection[int], user: Any) -> int:
    """Let the chosen rows that can be taken wait for `go_on`; return how many they are."""
    waiting = [verdict.row for verdict in to_take(brought, rows, user)]
    Import.objects.filter(pk=brought.pk).update(waiting=waiting, taken_rows=0)
    return len(waiting)


@transaction.atomic
def go_on(brought: Import, user: Any) -> Import:
    """Take as many of the waiting rows as a few seconds allow, at least one, each judged anew and whole.

    Return the import with the rows that still wait. Raise PermissionDenied.
    """
    brought = Import.objects.select_for_update().select_related("target").get(pk=brought.pk)
    if not brought.target.permissions_for_user(user).can_add_subpage():
        raise PermissionDenied
    until, writer, left = monotonic() + MOST_SECONDS, Writer(brought, user), sorted(brought.waiting)
    for verdict in to_take(brought, set(left), user):
        writer.write(verdict)
        brought.taken_rows += 1
        left = [row for row in left if row > verdict.row]
        if monotonic() >= until:
            break
    else:
        left = []
    brought.waiting, brought.taken_at = left, timezone.now()
    brought.save(update_fields=["waiting", "taken_rows", "taken_at"])
    return brought


class Writer:
    """Writes the rows of one file below its lab or territory, for one person."""

    def __init__(self, brought: Import, user: Any) -> None:
        self.brought, self.user, self.target = brought, user, brought.target
        self.publishes = publishes(user, self.target)
        self.territory = territory_of(self.target)
        self._new_places: dict[tuple[str, str], int] = {}

    def write(self, verdict: Verdict) -> None:
        """Write one row, and remember where it came from."""
        facts = self._with_places(verdict.facts)
        page: Any = verdict.page
        changed, changes = facts, facts.get("changes", {})
        if verdict.state == State.NEW:
            page = self._create(verdict, facts)
        else:
            changed = {name: facts[name] for name in verdict.merge.facts}
            changes = {date: changes.get(date) for date in verdict.merge.changes}
        self._publish(page, changed, verdict)
        left = {date for date, change in changes.items() if not change_date(page, date, change, self.user)}
        written = facts | {"changes": {d: c for d, c in facts.get("changes", {}).items() if d not in left}}
        facts_of_row = {"page": page, "source": self.brought.source, "uid": verdict.uid, "written": written}
        ImportedPage.objects.update_or_create(target=self.target, key=verdict.key, defaults=facts_of_row)

    def _create(self, verdict: Verdict, facts: Facts) -> DatedPage:
        page: Any = verdict.model(title=facts["title"], owner=self.user, live=False)
        page.schedules = [schedule_of(each) for each in facts["schedules"]]
        self.target.add_child(instance=page)
        log(instance=page, action="wagtail.create", user=self.user, content_changed=True)
        return page

    def _publish(self, page: Any, facts: Facts, verdict: Verdict) -> None:
        """Give a page its facts, and publish it or leave it for approval."""
        give(page, facts)
        data = {"name": self.brought.name, "source": self.brought.source, "row": verdict.row}
        log(instance=page, action="events.import", user=self.user, data=data, content_changed=True)
        revision = page.save_revision(user=self.user)
        if self.publishes:
            revision.publish(user=self.user)
        elif workflow := page.get_workflow():
            workflow.start(page, self.user)

    def _with_places(self, facts: Facts) -> Facts:
        """Return the facts with the places that are new made first, each once."""
        changes = {date: {**change, **self._placed(change)} for date, change in facts.get("changes", {}).items()}
        schedules = [{**each, **self._placed(each)} for each in facts["schedules"]]
        given = {"schedules": schedules} | ({"changes": changes} if "changes" in facts else {})
        return {**facts, **self._placed(facts), **given}

    def _placed(self, facts: Facts) -> Facts:
        place = facts.get("place")
        if not isinstance(place, dict):
            return {}
        key = (place["name"], place["address"])
        if key not in self._new_places:
            self._new_places[key] = self._new_place(place).pk
        return {"place": self._new_places[key]}

    def _new_place(self, facts: Facts) -> Place:
        position = {name: facts.get(name) for name in ("lat", "lon")}
        names = {"name": facts["name"], "address": facts["address"], "municipality_id": facts["municipality"]}
        place = Place(**names, **position, territory=self.territory)
        place.full_clean(exclude=["slug"])
        place.save()
        log(instance=place, action="wagtail.create", user=self.user)
        return place
