"""The form of a territory, with its quarters."""

from typing import Any

from portal.models.quarter import ELSEWHERE
from portal.territory_forms import LinkedRecordForm


class TerritoryForm(LinkedRecordForm):
    """The form of a territory, whose quarters lie in its own municipalities."""

    def is_valid(self) -> bool:
        """Ask each quarter where it lies: alone it does not know in whose form it stands."""
        valid = super().is_valid()
        strange = [form for form in self._quarters() if not form.instance.is_at_home_in(self.instance.pk)]
        for form in strange:
            form.add_error("municipality", ELSEWHERE)
        return valid and not strange

    def _quarters(self) -> list[Any]:
        formset = self.formsets.get("quarters")
        forms = formset.forms if formset else []
        return [form for form in forms if form.is_bound and not form.errors and form.cleaned_data.get("municipality")]
