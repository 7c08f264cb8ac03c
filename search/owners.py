"""From the entries back to the things that own them, by the names that `portal.entries.owner_of` gives."""

from collections import defaultdict

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from wagtail.models import Page

from search.querysets import EntryQuerySet

PAGES = "page"


def owned_by(entries: EntryQuerySet) -> list[Model]:
    """Return the things, still there, that these entries speak of; pages as the source language's."""
    keys = defaultdict(list)
    for owner in entries.order_by().values_list("owner", flat=True).distinct():
        label, _colon, key = owner.partition(":")
        keys[label].append(key)
    return [thing for label, found in keys.items() for thing in _things(label, found)]


def _things(label: str, keys: list[str]) -> list[Model]:
    if label == PAGES:
        source = Page.objects.filter(locale__language_code=settings.SOURCE_LANGUAGE)
        return list(source.filter(translation_key__in=keys).specific())
    try:
        model = apps.get_model(label)
    except LookupError:
        # A type that there is no more.
        return []
    return list(model._default_manager.filter(pk__in=keys))
