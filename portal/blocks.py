"""The small set of blocks that every body is made of."""

from typing import Any

from django.db.models import JSONField
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    URLBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock

from portal.providers import provider_of

RICH_TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link"]


class FigureBlock(StructBlock):
    """A picture with its caption; the alternative text is the picture's own."""

    image = ImageChooserBlock(label=_("picture"))
    caption = CharBlock(label=_("caption"), required=False, max_length=255)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "portal/blocks/figure.html"


class DocumentsBlock(StructBlock):
    """Files to take away, with type and size."""

    heading = CharBlock(label=_("heading"), required=False, max_length=120)
    documents = ListBlock(DocumentChooserBlock(), label=_("documents"))

    class Meta:
        icon = "doc-full"
        label = _("Documents")
        template = "portal/blocks/documents.html"


class CalloutBlock(StructBlock):
    """Something that must not be missed."""

    tone = ChoiceBlock(
        [("info", _("Good to know")), ("warning", _("Attention"))], default="info", label=_("tone"), search_index=False
    )
    text = RichTextBlock(features=["bold", "italic", "link"], label=_("text"))

    class Meta:
        icon = "warning"
        label = _("Callout")
        template = "portal/blocks/callout.html"

    def get_searchable_content(self, value: Any) -> list[str]:
        """Return the words of the text: how it is set off is not among them."""
        return self.child_blocks["text"].get_searchable_content(value["text"])


class LinkBlock(StructBlock):
    """A way on: a page of the platform or an address elsewhere."""

    label = CharBlock(label=_("words"), max_length=120)
    page = PageChooserBlock(label=_("page"), required=False)
    address = URLBlock(label=_("address elsewhere"), required=False)

    class Meta:
        icon = "link"
        label = _("Link")
        template = "portal/blocks/link.html"


class QuestionBlock(StructBlock):
    """A question that people ask, with its answer behind it."""

    question = CharBlock(label=_("question"), max_length=200)
    answer = RichTextBlock(features=RICH_TEXT_FEATURES, label=_("answer"))

    class Meta:
        icon = "help"
        label = _("Question and answer")
        template = "portal/blocks/question.html"


class EmbedBlock(StructBlock):
    """Something elsewhere, such as a video: on our pages a link, for who asks nothing of others without being asked."""

    title = CharBlock(label=_("title"), max_length=200)
    address = URLBlock(label=_("address"), help_text=_("Of the video, the recording or the map, as one opens it."))

    class Meta:
        icon = "media"
        label = _("Video or other thing elsewhere")
        template = "portal/blocks/embed.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add who shows it, so that people know where the link leads."""
        return super().get_context(value, parent_context) | {"provider": provider_of(value["address"])}


class BodyBlock(StreamBlock):
    """A body: text first, then what helps to understand it."""

    heading = CharBlock(label=_("Heading"), max_length=120, icon="title", template="portal/blocks/heading.html")
    text = RichTextBlock(
        features=RICH_TEXT_FEATURES, label=_("Text"), icon="pilcrow", template="portal/blocks/text.html"
    )
    figure = FigureBlock()
    documents = DocumentsBlock()
    callout = CalloutBlock()
    link = LinkBlock()
    question = QuestionBlock()
    embed = EmbedBlock()


class BodyField(StreamField):
    """A stream of the shared blocks; deconstructs like any StreamField."""

    def __init__(self, block_types: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        super().__init__(block_types or BodyBlock(), **kwargs)

    @cached_property
    def json_field(self) -> JSONField:
        """What reads the database's JSON: made once, where Wagtail makes one for every page that is read."""
        return super().json_field
