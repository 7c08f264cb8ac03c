"""Pictures and documents: Wagtail's own, with what residents need to know about them."""

import re
from pathlib import PurePath
from typing import Any

from django.conf.global_settings import LANGUAGES
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import Collection
from wagtail.search import index

from portal.entries import findable
from portal.findable_documents import FindableDocument
from portal.models.territory import Territory

IMAGE_SUFFIX = r"\.(?:jpe?g|png|webp|avif|gif|heic)"
# IMG_1234, 20260512_101010, locandina-2026, "Foto gruppo.jpg": what cameras and computers write, not people.
FILE_NAME = re.compile(rf"[\w.-]*[\d_][\w.-]*|.*{IMAGE_SUFFIX}", re.IGNORECASE)


def languages() -> list[tuple[str, str]]:
    """Return the languages that a document may be in, many more than those of the interface."""
    return [(code, str(_(name))) for code, name in LANGUAGES]


class RightsMixin(models.Model):
    """Whose work a file is, in words that may be read by everyone."""

    rights = models.CharField(
        _("author and licence"),
        max_length=255,
        blank=True,
        help_text=_("Everyone can read it: whose work it is and who may use it. Never the names of people portrayed."),
    )

    class Meta:
        abstract = True


class PortalImage(RightsMixin, AbstractImage):
    """A picture that either says what it shows or declares that it shows nothing needed.

    The alternative text is Wagtail's own `description`: Wagtail already searches it, offers it in its choosers and
    answers it in both APIs, and a second field would leave editors to fill in two. The flag cannot be called
    `decorative`: Wagtail keeps an attribute of that name on every image, about one use of it in one block.
    """

    description = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        default="",
        help_text=_("What the picture shows, in a sentence, for people who cannot see it."),
    )
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("It says nothing that the text beside it does not say: people who cannot see it miss nothing."),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "is_decorative",
        "rights",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    api_fields = ["description", "is_decorative", "rights"]
    search_fields = [*AbstractImage.search_fields, index.FilterField("is_decorative")]

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Ask for an alternative text, unless the picture is decorative; the name of a file is none."""
        super().clean()
        self.description = " ".join(self.description.split())
        if not self.is_decorative and not self.description:
            raise ValidationError({"description": _("Say what the picture shows, or tick “decorative”.")})
        if self._is_file_name(self.description):
            raise ValidationError({"description": _("This is the name of a file: say what the picture shows.")})

    @property
    def default_alt_text(self) -> str:
        """The alternative text, empty for a decorative picture; never the title, which is for editors."""
        return "" if self.is_decorative else self.description

    def _is_file_name(self, text: str) -> bool:
        own = PurePath(self.file.name or "")
        names = {own.name.casefold(), own.stem.casefold()}
        return bool(text) and (text.casefold() in names or bool(FILE_NAME.fullmatch(text)))


class PortalRendition(AbstractRendition):
    """A picture in one size."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_picture_and_size"
            )
        ]

    def __str__(self) -> str:
        return f"{self.image_id}: {self.filter_spec}"


@findable
class PortalDocument(FindableDocument, RightsMixin, AbstractDocument):
    """A file to take away, with the language that it is in.

    Its collection says whether everyone may have it, `shown_by` which pages show it: `portal.documents` keeps both.
    """

    language = models.CharField(
        _("language"), max_length=15, blank=True, default="it", choices=languages, help_text=_("Of the text inside.")
    )
    shown_by: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        "wagtailcore.Page", related_name="documents_shown", editable=False
    )

    admin_form_fields = ("title", "file", "language", "rights", "collection", "tags")
    api_fields = ["language", "rights"]
    search_fields = [*AbstractDocument.search_fields, index.FilterField("language")]

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Check the file's extension; a file refused by its field already has its sentence."""
        if self.file:
            super().clean()

    @property
    def territory(self) -> Territory | None:
        """The territory in whose collections the document lies, if any."""
        above = Collection.objects.ancestor_of(self.collection, inclusive=True)
        return Territory.objects.filter(collection__in=above).first()
