"""Topics and audiences as a row remembers them, so that a list reads them with the row."""

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models

from portal.localized import Localized
from portal.models.taxonomy import Audience, Topic


class Term(NamedTuple):
    """A topic or an audience: its slug, and what it is called in each language."""

    slug: str
    labels: Localized


class TermsField(models.JSONField):
    """A tuple of `Term`s in one column, in the order of their vocabulary."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", tuple)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> tuple[Term, ...]:
        """Read what the column holds."""
        return _read(value) if value else ()


def terms_of(things: Iterable[Topic | Audience]) -> tuple[Term, ...]:
    """Return topics or audiences as terms; one without labels is called by its name."""
    found = [(thing, thing.labels or {settings.SOURCE_LANGUAGE: thing.name}) for thing in things]
    return tuple(Term(thing.slug, Localized(labels)) for thing, labels in found)


@lru_cache(maxsize=1024)
def _read(text: str) -> tuple[Term, ...]:
    return tuple(Term(slug, Localized(labels)) for slug, labels in json.loads(text))
