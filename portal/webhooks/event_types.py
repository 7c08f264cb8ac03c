"""The names of what may be told, and the field in which somebody chooses among them."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _


class EventType(models.TextChoices):
    """The names of events, as receivers read them."""

    PAGE_PUBLISHED = "page.published", _("a page is public, or has changed")
    PAGE_UNPUBLISHED = "page.unpublished", _("a page is no longer public")
    PAGE_MOVED = "page.moved", _("a page has another address")
    OCCURRENCE_CANCELLED = "occurrence.cancelled", _("a date is cancelled or taken away")
    OCCURRENCE_MOVED = "occurrence.moved", _("a date is moved, or takes place after all")
    MINUTES_APPROVED = "minutes.approved", _("minutes are approved")


#: What an address gets when somebody tries it; nobody subscribes to it.
TEST = "webhook.test"


class EventTypesField(models.JSONField):
    """A list of names of events in one column, at least one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        """Return a box to tick for each."""
        return forms.TypedMultipleChoiceField(
            choices=EventType.choices,
            coerce=str,
            widget=forms.CheckboxSelectMultiple,
            label=self.verbose_name,
            initial=EventType.values,
        )
