"""Whatever changes, all that shows it follows: the one door by which both read models hear of a write.

`touch` is for things whose words or facts changed, `touch_below` for a page whose publicity or address changed with
all that stands below it, `touch_dates` for pages that have got more dates and are otherwise as they were. All run in
the transaction of the write: first the rows of dates, then the entries, which carry those dates, then the stamp of
every territory concerned.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import Signal, receiver
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from portal import documents
from portal.entries import Dates
from portal.freshness import Reach, raise_stamp
from portal.models import (
    Audience,
    DocumentText,
    Municipality,
    PortalDocument,
    PortalImage,
    PortalPage,
    Quarter,
    Territory,
    Topic,
)

# provides args: things (source pages and records whose words or facts changed);
# whoever listens to rows_stale returns the further things that show them
rows_stale = Signal()
entries_stale = Signal()
# provides args: pages (a queryset of pages whose publicity or address may have changed);
# whoever listens returns the further things that are public through them
publicity_stale = Signal()
# provides args: dates (of each source page, the pairs of start and end that it has got beside those it had)
dates_added = Signal()
# provides args: thing (a source page or record about to be deleted)
thing_gone = Signal()


def touch(*things: Model, reach: Reach = Reach.FRAME) -> None:
    """Bring everything that shows these pages and records up to date; `reach` says how far what was written goes."""
    current = _sources(things)
    further = _named(rows_stale.send(sender=touch, things=current))
    shown = documents.show([thing for thing in current if isinstance(thing, PortalPage)])
    entries_stale.send(sender=touch, things=_sources([*current, *further, *shown]))
    raise_stamp((_territory_of(thing) for thing in (*things, *further)), reach)


def touch_dates(dates: Mapping[PortalPage, Dates]) -> None:
    """Bring up to date what shows these pages' dates, nothing else of which has changed: they have got more of them."""
    dates_added.send(sender=touch_dates, dates=dates)
    raise_stamp((page.territory_id for page in dates), Reach.DATES)


def follow_text(*shown: PortalDocument) -> None:
    """Bring the pages that show these documents up to date with the text inside them."""
    pages = Page.objects.filter(documents_shown__in=shown).distinct().specific()
    found = _sources(page for page in pages if isinstance(page, PortalPage))
    entries_stale.send(sender=follow_text, things=found)
    raise_stamp(_territory_of(page) for page in found)


def touch_below(page: Page) -> None:
    """Bring everything that shows this page, or one below it, up to date with what is public and where it stands."""
    pages = Page.objects.filter(path__startswith=page.path)
    further = _named(publicity_stale.send(sender=touch_below, pages=pages))
    entries_stale.send(sender=touch_below, things=[*documents.follow(pages), *further])
    raise_stamp([*Territory.objects.values_list("pk", flat=True), None])


def _named(answers: Iterable[tuple[Any, Any]]) -> list[Model]:
    """Return the further things that the listeners of a signal named."""
    return [thing for _listener, found in answers for thing in found or ()]


def _sources(things: Iterable[Model]) -> list[Model]:
    """Return each thing once, pages as their source language's, fresh from the database."""
    found: dict[tuple, Model] = {}
    for thing in things:
        source = thing.fresh_source() if isinstance(thing, PortalPage) else thing
        if source is not None:
            found[type(source), source.pk] = source
    return list(found.values())


def _territory_of(thing: Any) -> int | None:
    return thing.pk if isinstance(thing, Territory) else getattr(thing, "territory_id", None)


# --- pages -------------------------------------------------------------------------------------------------------


def _tree_state(page: Page) -> tuple | None:
    fields = ("live", "expire_at", "url_path")
    return Page.objects.filter(pk=page.pk).values_list(*fields).first()


@receiver(pre_save)
def _remember_tree_state(sender: type, instance: Model, raw: bool = False, **kwargs: Any) -> None:
    if isinstance(instance, PortalPage) and not raw:
        instance._tree_state_before = _tree_state(instance)  # type: ignore[attr-defined]


@receiver(post_save)
def _follow_tree_state(sender: type, instance: Model, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if isinstance(instance, PortalPage) and not created and not raw:
        before = getattr(instance, "_tree_state_before", None)
        if before is not None and before != _tree_state(instance):
            touch_below(instance)


def tree_state_changed(page: PortalPage) -> bool:
    """Tell whether a page was saved with another state in the tree than it had, which those below it share."""
    before = getattr(page, "_tree_state_before", None)
    return before is None or before != _tree_state(page)


@receiver(page_published)
def _follow_publication(sender: type, instance: Page, **kwargs: Any) -> None:
    page = instance.specific
    if isinstance(page, PortalPage):
        # What is published for the first time is more than itself: what is above it has got something below.
        first = page.first_published_at == page.last_published_at
        touch(page, reach=Reach.FRAME if first else page.reach)


@receiver(page_unpublished)
def _follow_unpublication(sender: type, instance: Page, **kwargs: Any) -> None:
    """Wagtail says so too of what it is about to delete, still live in the database: `_before_delete` sees to that."""
    page = instance.specific
    if isinstance(page, PortalPage) and not Page.objects.filter(pk=page.pk, live=True).exists():
        touch(page)


@receiver(post_page_move)
def _follow_move(sender: type, instance: Page, **kwargs: Any) -> None:
    for page in Page.objects.filter(path__startswith=instance.path).order_by("path").specific():
        if isinstance(page, PortalPage):
            page.take_place_in_tree()
            type(page).objects.filter(pk=page.pk).update(**{f: getattr(page, f) for f in page.tree_fields})
            touch(page)
    touch_below(instance)


@receiver(pre_delete)
def _before_delete(sender: type, instance: Model, **kwargs: Any) -> None:
    if isinstance(instance, PortalPage):
        if instance.is_source:
            thing_gone.send(sender=touch, thing=instance)
        instance._documents_shown = list(instance.documents_shown.all())  # type: ignore[attr-defined]


@receiver(post_delete)
def _after_delete(sender: type, instance: Model, **kwargs: Any) -> None:
    if isinstance(instance, PortalPage):
        shown = documents.settle(getattr(instance, "_documents_shown", []))
        entries_stale.send(sender=touch, things=shown)
        raise_stamp([instance.territory_id])


@receiver([post_save, post_delete], sender=PageViewRestriction)
def _follow_restriction(sender: type, instance: PageViewRestriction, **kwargs: Any) -> None:
    touch_below(instance.page)


# --- files, pictures and vocabularies ---------------------------------------------------------------------------


@receiver([post_save, post_delete], sender=CollectionViewRestriction)
def _follow_collection(sender: type, instance: CollectionViewRestriction, **kwargs: Any) -> None:
    inside = PortalDocument.objects.filter(collection__path__startswith=instance.collection.path)
    entries_stale.send(sender=touch, things=list(inside))
    follow_text(*inside)
    raise_stamp([None])


@receiver(post_save, sender=PortalDocument)
def _follow_document(sender: type, instance: PortalDocument, **kwargs: Any) -> None:
    """Put a new file into its closed collection, and one that was changed back where it belongs."""
    entries_stale.send(sender=touch, things=documents.settle([instance]))
    # What a file said goes with it, at once; the new one is read later.
    outdated = DocumentText.objects.filter(document=instance).exclude(file=instance.file.name)
    if outdated.update(text="", state=DocumentText.State.WAITING) or hasattr(instance, "text"):
        follow_text(instance)
    raise_stamp([None])


@receiver(pre_delete, sender=PortalDocument)
def _document_gone(sender: type, instance: PortalDocument, **kwargs: Any) -> None:
    thing_gone.send(sender=touch, thing=instance)
    DocumentText.objects.filter(document=instance).delete()
    follow_text(instance)
    raise_stamp([None])


@receiver([post_save, post_delete], sender=Territory)
@receiver([post_save, post_delete], sender=Municipality)
@receiver([post_save, post_delete], sender=Quarter)
@receiver([post_save, post_delete], sender=Topic)
@receiver([post_save, post_delete], sender=Audience)
@receiver([post_save, post_delete], sender=PortalImage)
def _follow_name(sender: type, instance: Model, **kwargs: Any) -> None:
    """Rows and pages read these when they are shown: only what was remembered of them is out of date."""
    raise_stamp([*Territory.objects.values_list("pk", flat=True), None])
