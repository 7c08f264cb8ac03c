"""What is brought, and for whom."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from events.importing.items import Reading, UnreadableError
from events.importing.reading import read, read_file
from events.importing.targets import is_lab, targets_of
from portal.fetching import FetchError, fetch


class ImportForm(forms.Form):
    """A file or an address, and the lab or territory that it is for; `reading` is what was read."""

    target: Any = forms.ModelChoiceField(
        None,
        label=_("For which lab or territory"),
        help_text=_(
            "Everything that you take stands below it. Activities need a lab; events may also be a territory's."
        ),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("A calendar (ICS) or a sheet (CSV, XLSX), at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".ics,.csv,.xlsx,text/calendar,text/csv"}),
    )
    address = forms.CharField(
        label=_("Or the address of a public calendar"),
        required=False,
        max_length=500,
        help_text=_("As the other calendar gives it: it begins with https:// or webcal://."),
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )
    add_topics = forms.BooleanField(
        label=_("Add topics that are not known here yet"),
        required=False,
        help_text=_("Else they are left out, and the preview says which."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        targets = targets_of(user)
        field: Any = self.fields["target"]
        field.queryset = _queryset(targets)
        field.choices = [("", "---------"), *((page.pk, _called(page)) for page in targets)]
        self.reading = Reading()

    def clean(self) -> dict[str, Any]:
        """Read what was brought; say at its field why it cannot be read."""
        given: dict[str, Any] = super().clean() or {}
        file, address = given.get("file"), given.get("address")
        if bool(file) == bool(address) and not self.errors:
            self.add_error("file", _("Choose a file, or write an address: one of the two."))
        elif not self.errors:
            name = "file" if file else "address"
            try:
                self.reading = self._read(file, address or "")
            except (UnreadableError, FetchError) as error:
                self.add_error(name, str(error))
        return given

    @property
    def source(self) -> str:
        """The address that was read, empty for a file."""
        return self.cleaned_data["address"].strip()

    @property
    def name(self) -> str:
        """What the import is called."""
        file = self.cleaned_data["file"]
        return PurePath(file.name).name[:255] if file else self.source[:255]

    def _read(self, file: Any, address: str) -> Reading:
        return read_file(file, file.name, file.size) if file else read(fetch(address).content, "address.ics")


def _queryset(pages: list[Any]) -> Any:
    return Page.objects.filter(pk__in=[page.pk for page in pages])


def _called(page: Any) -> str:
    return f"— {page.title}" if is_lab(page) else page.title
