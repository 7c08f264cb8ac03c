"""Forms that keep to a person's territories: records, pages and the rows inside them.

A link that the choosers would not offer is refused also when its id is posted by hand, through the admin or an API:
showing another territory's closed document would open it. What was linked before may stay.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Field, ForeignKey, Model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from portal.permissions import choosable, edits_everywhere, only_territory_of, territories_of

Link = tuple[type[Model], str]
NOT_YOURS = _("This belongs to another territory: choose among what is offered here.")


class OwnLinksMixin:
    """A form that takes new links only to what its person may choose; without a person it is not asked."""

    def clean(self) -> Any:
        """Refuse foreign links at their field, here and in the rows inside."""
        cleaned = super().clean()  # type: ignore[misc]
        person = self.for_user  # type: ignore[attr-defined]
        if person and not edits_everywhere(person):
            for form in (self, *_rows(self)):
                for name in list(_foreign_links(form, person)):
                    form.add_error(name, NOT_YOURS)
        return cleaned


class PortalPageForm(OwnLinksMixin, WagtailAdminPageForm):
    """The form of a page."""


class LinkedRecordForm(OwnLinksMixin, WagtailAdminModelForm):
    """The form of a record that has its territory from elsewhere, or none."""

    def clean(self) -> Any:
        """Refuse a new record without what it needs: an API offers some of the fields, and would leave them empty."""
        cleaned = super().clean()
        if missing := [str(field.verbose_name) for field in self._needed() if field.name not in self.fields]:
            message = _("A new record also needs: %(fields)s.")
            self.add_error(None, ValidationError(message, params={"fields": ", ".join(missing)}))
        return cleaned

    def _needed(self) -> list[Any]:
        if not self.instance._state.adding:
            return []
        asked = [f for f in self.instance._meta.concrete_fields if f.editable and not f.blank and not f.has_default()]
        return [field for field in asked if getattr(self.instance, field.attname) in (None, "")]


class TerritoryRecordForm(LinkedRecordForm):
    """The form of a record that carries its territory: one of the person's, set for who has only one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.narrowed = bool(self.for_user) and not edits_everywhere(self.for_user)
        if self.narrowed:
            self._narrow()

    def clean(self) -> Any:
        """Ask whose the record is: without a territory it would be the platform's."""
        cleaned = super().clean()
        if self.narrowed and "territory" not in self.fields and self.instance.territory_id is None:
            self.add_error(None, _("Say in which territory this is."))
        return cleaned

    def _narrow(self) -> None:
        if only := only_territory_of(self.for_user):
            self.fields.pop("territory", None)
            if self.instance._state.adding:
                self.instance.territory = only
        elif field := self.fields.get("territory"):
            field.queryset = territories_of(self.for_user)
            field.required = True


def _rows(form: Any) -> Iterator[Any]:
    """Yield the forms of the rows inside that stay and can be read."""
    for formset in form.formsets.values():
        for row in formset.forms:
            if row.is_valid() and not formset._should_delete_form(row):
                yield row


def _foreign_links(form: Any, person: Any) -> Iterator[str]:
    """Yield the fields that link to something new which the person may not choose."""
    for name in form.fields:
        field = _model_field(form, name)
        if field is not None and name in form.cleaned_data:
            new = set(_links(field, form.cleaned_data[name])) - set(_links(field, form.initial.get(name)))
            if not all(choosable(person, model).filter(pk=pk).exists() for model, pk in new):
                yield name


def _model_field(form: Any, name: str) -> Field | None:
    try:
        return form.instance._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _links(field: Any, value: Any) -> Iterator[Link]:
    """Yield what a field links to: by a foreign key, or from inside its text or blocks."""
    if isinstance(field, ForeignKey) and value is not None:
        yield field.related_model, str(getattr(value, "pk", value))
    elif hasattr(field, "extract_references") and value:
        for model, pk, *_path in field.extract_references(value):
            yield model, str(pk)
