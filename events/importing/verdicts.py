"""What becomes of each row: new, changed, unchanged, a duplicate, or an error with its reason."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from events.importing.directory import Directory
from events.importing.items import Facts, Item, Reading, UnreadableError
from events.importing.known import Known
from events.importing.merging import EMPTY, Merge, merge
from events.importing.resolving import has_dates_to_come, resolved, schedule_of
from events.importing.targets import is_lab, publishes, territory_of
from events.models import ActivityPage, DatedPage, EventPage, Import
from events.models.imports import key_of
from events.schedule_preview import words_of

MODELS: dict[str, type[DatedPage]] = {"activity": ActivityPage, "event": EventPage}
LABELS = {
    "title": gettext_lazy("title"),
    "summary": gettext_lazy("in short"),
    "text": gettext_lazy("text"),
    "online_url": gettext_lazy("address online"),
    "cost": gettext_lazy("cost"),
    "how_to_join": gettext_lazy("how to join"),
    "what_to_bring": gettext_lazy("what to bring"),
    "conditions": gettext_lazy("conditions"),
    "topics": gettext_lazy("topics"),
    "audiences": gettext_lazy("for whom"),
    "place": gettext_lazy("place"),
    "schedules": gettext_lazy("schedule"),
    "changes": gettext_lazy("single dates"),
}

EVERYWHERE_EMPTY: Facts = dict.fromkeys(LABELS, "") | EMPTY | {"changes": {}}


class State(TextChoices):
    """What becomes of a row."""

    NEW = "new", gettext_lazy("new")
    CHANGED = "changed", gettext_lazy("changed")
    SAME = "same", gettext_lazy("unchanged")
    DUPLICATE = "duplicate", gettext_lazy("duplicate")
    ERROR = "error", gettext_lazy("error")


@dataclass
class Verdict:
    """What becomes of one row and why; with what it would write, for one that can be taken."""

    row: int
    title: str
    state: State
    reasons: list[str] = field(default_factory=list)
    key: str = ""
    uid: str = ""
    model: type[DatedPage] = EventPage
    facts: Facts = field(default_factory=dict)
    page: Page | None = None
    merge: Merge = field(default_factory=Merge)

    @property
    def when(self) -> str:
        """The schedules in words, for a row that has them."""
        said = (words_of(schedule_of(each)).get("sentence", "") for each in self.facts.get("schedules", ()))
        return "; ".join(filter(None, said))

    @property
    def can_be_taken(self) -> bool:
        """Whether there is anything to take."""
        return self.state in (State.NEW, State.CHANGED)


def verdicts(brought: Import, user: Any) -> list[Verdict]:
    """Return the verdict of every row in the order of the file, in a fixed number of statements."""
    reading = Reading.from_json(brought.reading)
    judge = Judge(brought, user, reading.items)
    found = [Verdict(each.row, each.title, State.ERROR, [each.reason]) for each in reading.refused]
    return sorted([*found, *map(judge.verdict, reading.items)], key=lambda verdict: verdict.row)


def to_take(brought: Import, rows: Collection[int], user: Any) -> Iterator[Verdict]:
    """Yield the verdicts of those of these rows that can be taken, each judged when it is asked for."""
    items = Reading.from_json(brought.reading).items
    judge = Judge(brought, user, items)
    judged = (judge.verdict(item) for item in items if item.row in rows)
    return (verdict for verdict in judged if verdict.can_be_taken)


class Judge:
    """What the rows of one file are laid beside."""

    def __init__(self, brought: Import, user: Any, items: Iterable[Item]) -> None:
        self.brought, self.target = brought, brought.target
        self.publishes, self.is_lab = publishes(user, self.target), is_lab(self.target)
        self.directory = Directory(user, territory_of(self.target))
        self.known = Known(self.target, {item.row: key_of(brought.source, item.uid) for item in items}, items)
        self._rows: dict[str, int] = {}
        for item in items:
            self._rows.setdefault(key_of(brought.source, item.uid), item.row)

    def verdict(self, item: Item) -> Verdict:
        """Return what becomes of a row."""
        key = key_of(self.brought.source, item.uid)
        found = Verdict(item.row, item.facts["title"], State.ERROR, key=key, uid=item.uid[:255])
        first = self._rows[key]
        try:
            if first != item.row:
                found.state, found.reasons = State.DUPLICATE, [_("The same as row %(row)d.") % {"row": first}]
            elif key in self.known.imported:
                self._known(item, found)
            else:
                self._new(item, found)
        except UnreadableError as error:
            found.state, found.reasons = State.ERROR, [str(error)]
        return found

    def _new(self, item: Item, found: Verdict) -> None:
        found.model = self._model(item)
        found.facts, found.reasons = resolved(item, found.model, self.directory, self.brought.add_topics)
        if twin := self.known.twin(item.uid, found.facts):
            found.state, found.page = State.DUPLICATE, twin
            found.reasons = [_("It is here already: “%(title)s”.") % {"title": twin.title}]
            return
        if not has_dates_to_come(found.facts["schedules"]):
            raise UnreadableError(_("All its dates have passed."))
        if found.facts.get("changes") and not self.publishes:
            raise UnreadableError(_("Single dates of it are cancelled or moved: only who may publish can bring it."))
        found.state = State.NEW

    def _known(self, item: Item, found: Verdict) -> None:
        imported = self.known.imported[found.key]
        page = found.page = self.known.pages.get(imported.page_id)
        if page is None or not page.is_descendant_of(self.target):
            raise UnreadableError(_("Its page has been moved elsewhere: change it there."))
        found.model = type(page)
        found.facts, found.reasons = resolved(item, found.model, self.directory, self.brought.add_topics)
        # What a draft says is in its revision: as long as it is not published, the source alone is looked at.
        settled = page.live and not page.has_unpublished_changes
        here = self.known.snapshots[page.pk] if settled else EVERYWHERE_EMPTY | imported.written
        found.merge = merge(imported.written, here, found.facts)
        found.state = State.SAME if found.merge.is_empty else State.CHANGED
        if found.state == State.CHANGED:
            self._check_writable(page)
        found.reasons = _differences(found.merge)

    def _check_writable(self, page: Page) -> None:
        if not self.publishes:
            raise UnreadableError(_("It has changed: only who may publish can change its page."))
        if not page.live:
            raise UnreadableError(_("It has changed, but its page here is not published: publish or delete it first."))
        if page.has_unpublished_changes:
            raise UnreadableError(_("It has changed, but its page here has a draft: publish or discard it first."))
        if page.locked:
            raise UnreadableError(_("It has changed, but its page here is locked."))

    def _model(self, item: Item) -> type[DatedPage]:
        repeats = any(each["rrule"] for each in item.facts["schedules"])
        kind = item.kind or ("activity" if repeats and self.is_lab else "event")
        if kind == "activity" and not self.is_lab:
            raise UnreadableError(_("An activity belongs to a lab: choose one, or write “evento”."))
        return MODELS[kind]


def _differences(found: Merge) -> list[str]:
    changed = [*found.facts, *(["changes"] if found.changes else [])]
    said = []
    if changed:
        said.append(_("Changes: %(fields)s.") % {"fields": _listed(changed)})
    if found.kept:
        said.append(_("Changed here too, and stays as it is: %(fields)s.") % {"fields": _listed(found.kept)})
    return said


def _listed(names: Iterable[str]) -> str:
    return ", ".join(str(LABELS[name]) for name in names)
