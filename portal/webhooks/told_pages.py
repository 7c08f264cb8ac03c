"""What is told of pages: each is compared with what was last told of it, when everything that shows it has followed.

A page is told of when it becomes public, is published anew, moves or is no longer public: by its own change, by that of
a page above it, or by time. What was told stands in `ToldPage`, so nothing that was never public is ever named, and
what a process that died left untold is told by the next tick. Every event is of the source language's page, once for
all its languages.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from wagtail.models import Page, get_page_models

from portal.addresses import absolute, path_in
from portal.models import PortalPage, ToldPage
from portal.public import Publicity
from portal.ticking import every_tick
from portal.webhooks.event_types import EventType
from portal.webhooks.events import Event, whose
from portal.webhooks.outbox import tell

BATCH = 500
#: Stands for a page that was made public without being published.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
COLUMNS = ("path", "url_path", "translation_key", "content_type", "live", "expire_at", "last_published_at")


@transaction.atomic
def tell_changes(pages: QuerySet[Page]) -> int:
    """Tell what has become of these pages since they were last told of; return how many events that were."""
    sources = pages.filter(locale__language_code=settings.SOURCE_LANGUAGE)
    before = {row.key: row for row in ToldPage.objects.filter(key__in=sources.order_by().values("translation_key"))}
    public = list(_rows(Publicity().only_public(sources)))
    shown = {row.key for row in public}
    hidden = sorted((row for key, row in before.items() if key not in shown), key=lambda row: row.url_path)
    changed = [row for row in public if not _same(row, before.get(row.key))]
    events = [*map(_gone, hidden), *(event for row in changed for event in _events(row, before.get(row.key)))]
    _forget(hidden)
    _remember(changed)
    tell(events)
    return len(events)


def tell_page(page: PortalPage) -> None:
    """Tell that a public page changed, whatever was told of it before: in one of its languages."""
    tell([_event(EventType.PAGE_PUBLISHED, row) for row in ToldPage.objects.filter(key=page.translation_key)])


def tell_gone(page: PortalPage) -> None:
    """Tell that a page is no longer there, if it was public."""
    rows = list(ToldPage.objects.filter(key=page.translation_key))
    _forget(rows)
    tell([_gone(row) for row in rows])


@every_tick
def tell_what_was_left() -> int:
    """Tell what changed by time, through no door of ours, or in a process that died; return how many events."""
    with transaction.atomic():
        sources = Page.objects.filter(locale__language_code=settings.SOURCE_LANGUAGE)
        public = Publicity().only_public(sources).order_by()
        lost = ToldPage.objects.exclude(key__in=public.values("translation_key"))
        there = set(sources.filter(translation_key__in=lost.values("key")).values_list("translation_key", flat=True))
        deleted = [row for row in lost if row.key not in there]
        _forget(deleted)
        tell([_gone(row) for row in deleted])
        untold = public.filter(~Exists(_as_told()), content_type__in=_kinds()).values_list("pk", flat=True)
        pages = Page.objects.filter(Q(pk__in=list(untold)) | Q(translation_key__in=there))
        return len(deleted) + (tell_changes(pages) if pages.exists() else 0)


def remember_public(sender: AppConfig, **kwargs: Any) -> None:
    """Remember after a migration what is public, without a word, on a platform that has never told anything."""
    tables = connection.introspection.table_names()
    models = [ToldPage, Page, *_page_models()]
    if all(model._meta.db_table in tables for model in models) and not ToldPage.objects.exists():
        sources = Page.objects.filter(locale__language_code=settings.SOURCE_LANGUAGE)
        _remember(list(_rows(Publicity().only_public(sources))))


def _rows(pages: QuerySet[Page]) -> Iterator[ToldPage]:
    """Yield of each page what is told, those above first; a fixed number of queries, however many there are."""
    kinds = _kinds()
    found = list(pages.filter(content_type__in=kinds).order_by("path").only(*COLUMNS))
    territories = _territories(found, kinds)
    for page in found:
        yield ToldPage(
            key=page.translation_key,
            kind=kinds[page.content_type_id].entry_kind,
            url_path=page.url_path,
            territory_id=territories[page.pk],
            published_at=page.last_published_at,
        )


def _kinds() -> dict[int, type[PortalPage]]:
    """Return the models of pages that are told of, by content type."""
    models = _page_models()
    kinds = ContentType.objects.get_for_models(*models)
    return {kinds[model].pk: model for model in models}


def _page_models() -> list[type[PortalPage]]:
    return [model for model in get_page_models() if issubclass(model, PortalPage)]


def _territories(pages: Iterable[Page], kinds: dict[int, type[PortalPage]]) -> dict[int, int | None]:
    of_kind: dict[int, list[int]] = defaultdict(list)
    for page in pages:
        of_kind[page.content_type_id].append(page.pk)
    found: dict[int, int | None] = {}
    for kind, keys in of_kind.items():
        for start in range(0, len(keys), BATCH):
            rows = kinds[kind].objects.filter(pk__in=keys[start : start + BATCH]).order_by()
            found |= dict(rows.values_list("pk", "territory"))
    return found


def _same(row: ToldPage, before: ToldPage | None) -> bool:
    return before is not None and all(
        getattr(row, name) == getattr(before, name) for name in ("url_path", "territory_id", "published_at")
    )


def _events(row: ToldPage, before: ToldPage | None) -> Iterator[Event]:
    """Yield what is told of a public page that is not as it was told."""
    moved = before is not None and (before.url_path, before.territory_id) != (row.url_path, row.territory_id)
    if moved and before:
        yield _event(EventType.PAGE_MOVED, row, before.territory_id)
    if before is None or before.published_at != row.published_at:
        yield _event(EventType.PAGE_PUBLISHED, row)


def _gone(row: ToldPage) -> Event:
    return _event(EventType.PAGE_UNPUBLISHED, row)


def _event(kind: EventType, row: ToldPage, *former_territory: int | None) -> Event:
    return Event(
        type=kind.value,
        id=row.key,
        kind=row.kind,
        url=absolute(path_in(row.url_path, settings.SOURCE_LANGUAGE)),
        api_path=f"/api/v1/pages/{row.key}/",
        territories=whose([row.territory_id, *former_territory]),
    )


def _forget(rows: list[ToldPage]) -> None:
    keys = [row.key for row in rows]
    for start in range(0, len(keys), BATCH):
        ToldPage.objects.filter(pk__in=keys[start : start + BATCH]).delete()


def _remember(rows: list[ToldPage]) -> None:
    facts = [field.name for field in ToldPage._meta.concrete_fields if not field.primary_key]
    ToldPage.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["key"], update_fields=facts
    )


def _as_told() -> QuerySet[ToldPage]:
    """Return the condition that a page is as it was last told."""
    told, published = (Coalesce(name, Value(NEVER)) for name in ("published_at", OuterRef("last_published_at")))
    here = ToldPage.objects.filter(key=OuterRef("translation_key"), url_path=OuterRef("url_path"))
    return here.annotate(told=told).filter(told=published)
