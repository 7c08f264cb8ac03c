"""What becomes of what is told twice: one of the two is shown, with links to both, for as long as it is told twice.

A page of ours is shown before an item from outside, else what was here first. What is shown with something else is
shown with nothing itself: what was shown with it is led on.
"""

from collections.abc import Collection, Iterable
from itertools import starmap
from typing import Any

from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone
from wagtail.models import Page

from events.models import ExternalItem, Series
from events.sources.sameness import ALIKE, ALONE, Shelf, Told, TwinKeys
from events.sources.twins import Twins, keys_of
from portal.among import Among
from portal.follow import touch
from portal.models import PortalPage
from portal.ticking import every_tick

#: A page or an item, by its model and its key.
Key = tuple[type[Model], Any]
PAIRED = ("twin_page", "twin_item", "twin_by_hand", "modified")


def pair(item: ExternalItem, twins: Twins, held: Collection[Any] = ()) -> set[Key]:
    """Let an item be shown with what tells all of it, or on its own; return what is to say so, not saved.

    `held`: the keys of items that are written together with this one.
    """
    chosen = twins.choose(item)
    stands = chosen == keys_of(item) or chosen.item in held or _stands(chosen)
    changed = set_twin(item, chosen) if stands else set()
    twins.remember(item)
    return changed


def set_twin(item: ExternalItem, chosen: TwinKeys) -> set[Key]:
    """Let an item be shown with something, or on its own; return what shows it now and did before, not saved."""
    before, shown = keys_of(item), shown_with([item])
    item.twin_page_id, item.twin_item_id = chosen
    return shown | shown_with([item]) if chosen != before else set()


def judge(items: Iterable[ExternalItem], twins: Twins) -> set[Key]:
    """Look again what tells these items too, and save what changes; return what is to say so, the items included."""
    changed, moved = set(), []
    for item in items:
        if further := pair(item, twins):
            item.save(update_fields=PAIRED)
            changed |= further
            moved.append(item)
    return changed | item_keys(moved) | follow_twins(moved)


@transaction.atomic
def judge_beside(pages: Collection[PortalPage]) -> list[Any]:
    """Look again at what is shown with these pages of ours, and at what they may tell too; return what was changed.

    What another process is writing is left to it.
    """
    found = _beside(pages)
    if not found:
        return []
    items = ExternalItem.findable().filter(Among("pk", found)).order_by("pk")
    locked = list(items.select_for_update(skip_locked=True, of=("self",)))
    now = timezone.now()
    twins = Twins(now, [page.pk for page in pages])
    if any(item.is_twin and twins.moves(item) for item in locked):
        # It may be told by something else than these pages.
        twins = Twins(now)
    return specific(judge(locked, twins))


def follow_twins(items: Iterable[ExternalItem]) -> set[Key]:
    """Lead what was shown with items that are shown no longer to where these are shown now; return what changed."""
    gone = {item.pk: item for item in items if item.window is None}
    led = list(ExternalItem.objects.filter(Among("twin_item", gone)))
    for primary in {twin.twin_item_id: gone[twin.twin_item_id] for twin in led if twin.twin_item_id}.values():
        page, other = keys_of(primary) if primary.is_told else ALONE
        target: dict[str, Any] = {"twin_page": page, "twin_item": other}
        if (page, other) == ALONE:
            # What editors put it together with is gone.
            target["twin_by_hand"] = False
        primary.twins.update(**target)
    return item_keys(led)


def specific(found: Collection[Key]) -> list[Any]:
    """Return pages as what they are and items fresh, ready to be touched."""
    pages, items = ([key for model, key in found if model is kind] for kind in (Page, ExternalItem))
    return [
        *(Page.objects.filter(Among("pk", pages)).specific() if pages else ()),
        *(ExternalItem.findable().filter(Among("pk", items)) if items else ()),
    ]


def item_keys(items: Iterable[ExternalItem]) -> set[Key]:
    """Return the keys of items."""
    return {(ExternalItem, item.pk) for item in items}


def shown_with(items: Iterable[ExternalItem]) -> set[Key]:
    """Return the keys of what these items are shown with."""
    found = {pair for item in items for pair in zip((Page, ExternalItem), keys_of(item), strict=True)}
    return {(model, key) for model, key in found if key is not None}


@every_tick
def free_twins() -> int:
    """Show again what was shown with something that is public no longer; return how many items that are."""
    together = ExternalItem.objects.exclude(twin_page=None, twin_item=None)
    shown = Series.objects.public()
    alone = together.exclude(
        Q(twin_page__in=shown.exclude(page=None).values("page")) | Q(twin_item__in=shown.filter(page=None).values("pk"))
    )
    freed = list(alone.values_list("pk", flat=True))
    ExternalItem.objects.filter(Among("pk", freed)).update(twin_page=None, twin_item=None, twin_by_hand=False)
    # A page that was deleted takes the link to it along.
    own = ExternalItem.objects.filter(
        twin_page=None, twin_item=None, hidden=False, dropped_at=None, source__active=True, source__is_taken=True
    )
    closed = list(
        own.filter(pk__in=Series.objects.filter(page=None, public=False).values("pk")).values_list("pk", flat=True)
    )
    if closed:
        _show_again(closed)
    return len(closed)


@transaction.atomic
def _show_again(items: Collection[Any]) -> None:
    found = list(ExternalItem.findable().filter(Among("pk", items)).order_by("pk"))
    touch(*specific(judge(found, Twins()) | item_keys(found)))


def _beside(pages: Collection[PortalPage]) -> list[Any]:
    """Return the items that are shown with these pages by nobody's hand, and those under a title like theirs."""
    numbers = {page.pk for page in pages}
    shown = ExternalItem.objects.filter(Among("twin_page", numbers), twin_by_hand=False)
    shelf, ours = Shelf(), []
    public = Series.objects.public().filter(Q(page=None) | Among("page", numbers))
    for told in starmap(Told, public.values_list("pk", "page", "titles")):
        if told.page:
            ours.append(told)
        else:
            shelf.add(told)
    alike = {each.key for told in ours for each in shelf.near(told) if told.title_likeness(each) >= ALIKE}
    return [*shown.values_list("pk", flat=True), *alike]


def _stands(chosen: TwinKeys) -> bool:
    """Tell whether what was chosen is shown on its own still, and will be: others may be writing it."""
    free = ExternalItem.objects.select_for_update(skip_locked=True).filter(twin_page=None, twin_item=None)
    return chosen.item is None or bool(free.filter(pk=chosen.item).values_list("pk"))
