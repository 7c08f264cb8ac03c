"""What happens to the source happens to its translations: Wagtail and wagtail-localize leave them as they were.

Publishing the source brings its translations up to date and publishes them; unpublishing or deleting it does the
same to them. A translation that an editor took out of synchronisation keeps its own words, and its own publication.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import Page, TranslatableMixin
from wagtail.query import PageQuerySet
from wagtail.signals import page_published, page_unpublished
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import Translation, TranslationSource

from portal.models import PortalPage

_carrying: ContextVar[bool] = ContextVar("carrying", default=False)


def is_carrying() -> bool:
    """Tell whether what happens to a translation now happens because it happened to its source."""
    return _carrying.get()


def hold_facts(models: Iterable[type[Model]]) -> None:
    """Let no translation say another place, hour or price than its source: facts are read from there alone."""
    for model in models:
        if issubclass(model, PortalPage) or (issubclass(model, TranslatableMixin) and not issubclass(model, Page)):
            fields = [field for field in get_translatable_fields(model) if isinstance(field, SynchronizedField)]
            held = [SynchronizedField(field.field_name, overridable=False) for field in fields]
            own = getattr(model, "override_translatable_fields", ())
            model.override_translatable_fields = [*own, *held]  # type: ignore[attr-defined]


@receiver(page_published)
def _carry_publication(sender: type, instance: Page, **kwargs: Any) -> None:
    page = instance.specific
    if not (isinstance(page, PortalPage) and page.is_source):
        return
    source = TranslationSource.objects.get_for_instance_or_none(page)
    enabled = Translation.objects.filter(source=source, enabled=True) if source else Translation.objects.none()
    if source and enabled.exists():
        source.update_from_db()
        with _carried():
            for translation in enabled.select_related("target_locale"):
                _publish(translation)


def _publish(translation: Translation) -> None:
    """Bring a translation up to date and publish it: here, with its source, and not when the transaction is over."""
    translation.save_target(publish=False)
    translation.get_target_instance().get_latest_revision().publish()


@receiver(page_unpublished)
def _carry_unpublication(sender: type, instance: Page, **kwargs: Any) -> None:
    page = instance.specific
    if isinstance(page, PortalPage) and page.is_source and not page.live:
        with _carried():
            for translation in _translations(page).filter(live=True).specific():
                translation.unpublish()


@receiver(post_delete)
def _carry_deletion(sender: type, instance: Model, **kwargs: Any) -> None:
    if isinstance(instance, PortalPage) and instance.is_source:
        for translation in _translations(instance).specific():
            translation.delete()


@contextmanager
def _carried() -> Iterator[None]:
    token = _carrying.set(True)
    try:
        yield
    finally:
        _carrying.reset(token)


def _translations(page: PortalPage) -> PageQuerySet:
    return Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
