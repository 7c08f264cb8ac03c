"""Names that last: unique for their kind over the platform, given once, kept when a title or an address changes."""

from typing import Any, ClassVar

from django.db import models
from django.utils.text import slugify


def free_slug(
    model: type[models.Model], words: str, field: str = "slug", *, taken_by: models.Model | None = None
) -> str:
    """Return the slug of `words`, with a number behind it where another thing of this kind has it already."""
    base = slugify(words)[:80] or model._meta.model_name or "x"
    others = model._default_manager.exclude(pk=taken_by.pk) if taken_by and taken_by.pk else model._default_manager
    taken = set(others.filter(**{f"{field}__startswith": base}).values_list(field, flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


class LastingSlugMixin(models.Model):
    """A record with a slug that is given at the first save and never changed."""

    slug = models.SlugField(unique=True, max_length=90, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give the slug from the name at the first save."""
        self.slug = self.slug or free_slug(type(self), str(self))
        super().save(*args, **kwargs)


class PublicSlugMixin(models.Model):
    """A page with a name that lasts beside Wagtail's own slug; it stands on the source language's page alone."""

    # NULL, not "": translations have none, and only NULL may stand more than once in a unique column.
    public_slug = models.SlugField(max_length=90, unique=True, null=True, editable=False)  # noqa: DJ001

    kept_fields: ClassVar[tuple[str, ...]] = ("public_slug",)
    exclude_fields_in_copy = ["public_slug"]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give the slug from the title at the first save; translations and aliases have none."""
        if not self.is_source or self.alias_of_id:  # type: ignore[attr-defined]
            self.public_slug = None
        elif not self.public_slug:
            owner = self._meta.get_field("public_slug").model
            self.public_slug = free_slug(owner, self.title, "public_slug")  # type: ignore[attr-defined]
        super().save(*args, **kwargs)
