"""The two vocabularies: topics, which editors add freely, and audiences, which are fixed."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel

from portal.localized import LocalizedField


class Topic(TagBase):
    """What a thing is about: a free word, with its label in other languages."""

    free_tagging = True
    labels = LocalizedField(_("labels"), blank=True, help_text=_("How the topic is called in each language."))

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("labels")]
    api_fields = ["name", "slug", "labels"]

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    @property
    def label(self) -> str:
        """The topic in the reader's language."""
        return self.labels.text() or self.name


class TaggedPage(ItemBase):
    """A topic of a page, whatever the page's type."""

    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="tagged_pages")
    content_object = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="tagged_topics")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="topic_once_per_page")]


class Audience(models.Model):
    """For whom a thing is: an age, a condition of life, never a problem."""

    slug = models.SlugField(_("identifier"), unique=True)
    labels = LocalizedField(_("labels"), help_text=_("How the audience is called in each language."))
    asked_as = models.CharField(
        _("words that people use"),
        max_length=500,
        blank=True,
        help_text=_("Parted by commas, in any language: elementari, scuola primaria. A search with one is for them."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    panels = [FieldPanel("slug"), FieldPanel("labels"), FieldPanel("asked_as"), FieldPanel("position")]
    api_fields = ["slug", "labels"]

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The audience in the reader's language."""
        return self.labels.text() or self.slug

    @property
    def name(self) -> str:
        """The same, under the name that topics use too."""
        return self.label
