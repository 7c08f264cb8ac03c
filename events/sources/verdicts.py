"""What would become of each item of a source's last reading, said before anything is shown."""

from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.importing.items import Reading
from events.importing.resolving import schedule_of
from events.models import ExternalItem, Source
from events.schedule_preview import words_of
from events.sources.taking import lay
from events.sources.twins import Twins


class State(TextChoices):
    """What becomes of an item."""

    NEW = "new", gettext_lazy("new")
    CHANGED = "changed", gettext_lazy("changed")
    SAME = "same", gettext_lazy("unchanged")
    DUPLICATE = "duplicate", gettext_lazy("shown together")
    HIDDEN = "hidden", gettext_lazy("hidden")
    DROPPED = "dropped", gettext_lazy("taken away")
    ERROR = "error", gettext_lazy("left out")


@dataclass
class Verdict:
    """What becomes of one item and why."""

    title: str
    state: State
    reasons: list[str] = field(default_factory=list)
    when: str = ""
    address: str = ""
    item: ExternalItem | None = None

    @property
    def edit_url(self) -> str:
        """The address of the item's form, empty for one that is not here yet."""
        if self.item is None or self.item._state.adding:
            return ""
        return reverse(ExternalItem.snippet_viewset.get_url_name("edit"), args=[self.item.pk])  # type: ignore[attr-defined]


def verdicts(source: Source) -> list[Verdict]:
    """Return the verdict of every item of the last reading, and of those that it takes away; nothing is written."""
    reading = Reading.from_json(source.reading)
    laid, twins = lay(source, reading, timezone.now()), Twins()
    found = [_verdict(item, State.DROPPED, twins) for item in laid.dropped]
    for state, items in ((State.NEW, laid.new), (State.CHANGED, laid.changed), (State.SAME, laid.same)):
        for item in items:
            found.append(_verdict(item, state, twins))
            twins.remember(item)
    return [*found, *(Verdict(each.title, State.ERROR, [each.reason]) for each in reading.refused)]


def _verdict(item: ExternalItem, state: State, twins: Twins) -> Verdict:
    found = Verdict(item.title, state, [], when_of(item), item.address, item)
    if state == State.DROPPED:
        found.reasons = [_("The source no longer tells of it.")]
    elif item.hidden:
        found.state = State.HIDDEN
    elif title := _told_already(item, twins):
        found.state = State.DUPLICATE
        found.reasons = [_("It is here already: “%(title)s”.") % {"title": title}]
    return found


def _told_already(item: ExternalItem, twins: Twins) -> str:
    if not twins.is_judged(item):
        shown = item.twin_page or item.twin_item
        return str(shown) if shown else ""
    twin = twins.find(item)
    return twin.name.text() if twin else ""


def when_of(item: ExternalItem) -> str:
    """Return when an item is, in words; nothing where it has no dates."""
    schedule = item.said.get("schedule")
    return words_of(schedule_of(schedule)).get("sentence", "") if schedule else ""
