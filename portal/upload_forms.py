"""Wagtail's forms for pictures and documents with our checks: admin, choosers and API v3 all come through here."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.core.files.uploadedfile import UploadedFile
from django.forms import FileField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from portal.pictures import redraw
from portal.uploads import check_document


class PictureField(WagtailImageField):
    """Wagtail's field, given a picture that has been checked and drawn again first: bad bytes would break it."""

    def to_python(self, data: Any) -> Any:
        """Return the uploaded picture without its metadata."""
        uploaded = FileField.to_python(self, data)
        if uploaded is None:
            return None
        self.check_image_file_size(uploaded)
        redraw(uploaded)
        return super().to_python(uploaded)


class PartialFormMixin:
    """A form that may carry only some fields of its model, as a partial update through the API does."""

    fields: dict[str, Any]

    def add_error(self, field: str | None, error: Any) -> None:
        """Say at the form itself what the model finds wrong with a field that the form leaves out."""
        if field is not None or not hasattr(error, "error_dict"):
            super().add_error(field, error)  # type: ignore[misc]
            return
        for name, errors in error.error_dict.items():
            known = name in self.fields or name == NON_FIELD_ERRORS
            super().add_error(name if known else None, errors)  # type: ignore[misc]


class PortalImageForm(PartialFormMixin, BaseImageForm):
    """The form of a picture."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = PictureField(label=field.label, required=field.required, widget=field.widget)


class PortalDocumentForm(PartialFormMixin, BaseDocumentForm):
    """The form of a document."""

    def clean_file(self) -> Any:
        """Check a new file; the one already there has been checked."""
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            check_document(file)
        return file
