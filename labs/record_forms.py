"""The forms of records of labs: what they ask beside their models."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from labs.models import Contact, LabPage
from portal.permissions import choosable
from portal.territory_forms import TerritoryRecordForm


class ContactForm(TerritoryRecordForm):
    """The form of a contact: a person is named only together with a consent that holds."""

    def clean(self) -> Any:
        """Refuse what is newly said of a person without a consent; what a withdrawal leaves is erased at saving."""
        cleaned = super().clean()
        if not self._has_consent():
            for name in Contact.personal_fields:
                if cleaned.get(name) and name in self.changed_data:
                    message = _("Only with the person's consent: add below who agreed to what, and when.")
                    self.add_error(name, message)
        return cleaned

    def _has_consent(self) -> bool:
        today = timezone.localdate()
        rows = self.formsets["consents"]
        staying = [row for row in rows.forms if row.is_valid() and not rows._should_delete_form(row)]
        return any(row.instance.given_on and row.instance.holds(today) for row in staying)


class ClosureForm(TerritoryRecordForm):
    """The form of a closure: its lab is one of the person's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labs = choosable(self.for_user, LabPage) if self.for_user else LabPage.objects.all()
        field = self.fields["lab"]
        field.widget = forms.Select()
        field.queryset = labs.filter(locale__language_code=settings.SOURCE_LANGUAGE).order_by("title")
