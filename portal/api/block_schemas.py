"""The shapes of a body's blocks, told apart by `type`; in each `html` is the same as safe HTML, its links absolute."""

from typing import Annotated, Literal

from pydantic import Field, RootModel

from portal.api.schemas import FileRef, ImageRef, Strict


class Rendition(Strict):
    """A picture in one width and one format; size in pixels."""

    media_type: Literal["image/avif", "image/webp", "image/jpeg", "image/png"]
    width: int
    height: int
    url: str


class FocalPoint(Strict):
    """The centre and the size of what must not be cut off, as fractions (0 to 1) of the picture's width and height."""

    x: float
    y: float
    width: float
    height: float


class Picture(ImageRef):
    """A picture with all its sizes; `url` is the widest that everything reads, `alt` empty where it is decorative."""

    decorative: bool
    rights: str
    focal_point: FocalPoint | None
    renditions: list[Rendition]


class BlockBase(Strict):
    """What all blocks have; `id` lasts as long as the block, and is empty for what is no block of a body."""

    id: str
    html: str


class HeadingBlock(BlockBase):
    """A heading; `value` is plain text."""

    type: Literal["heading"]
    value: str


class TextBlock(BlockBase):
    """Words with markup; `value` is HTML. A meeting's agenda and its approved minutes are such blocks too."""

    type: Literal["text", "agenda", "minutes"]
    value: str


class Figure(Strict):
    """A picture with its caption; null when the picture was deleted."""

    image: Picture | None
    caption: str


class FigureBlock(BlockBase):
    """A picture."""

    type: Literal["figure"]
    value: Figure


class Documents(Strict):
    """Files to take away."""

    heading: str
    documents: list[FileRef]


class DocumentsBlock(BlockBase):
    """Files to take away."""

    type: Literal["documents"]
    value: Documents


class Callout(Strict):
    """Something that must not be missed; `text` is HTML."""

    tone: Literal["info", "warning"]
    text: str


class CalloutBlock(BlockBase):
    """Something that must not be missed."""

    type: Literal["callout"]
    value: Callout


class LabelledLink(Strict):
    """A way on; `url` is empty where the page is not public (any more)."""

    label: str
    url: str


class LinkBlock(BlockBase):
    """A way on."""

    type: Literal["link"]
    value: LabelledLink


class Question(Strict):
    """A question as plain text, its answer as HTML."""

    question: str
    answer: str


class QuestionBlock(BlockBase):
    """A question with its answer."""

    type: Literal["question"]
    value: Question


class Embed(Strict):
    """Something elsewhere: nothing is loaded from there unless the front end, asked by a person, does so."""

    url: str
    title: str
    provider: str
    media: Literal["video", "audio", "map", "picture", "link"]


class EmbedBlock(BlockBase):
    """A video or something else that stands elsewhere."""

    type: Literal["embed"]
    value: Embed


class Block(
    RootModel[
        Annotated[
            HeadingBlock
            | TextBlock
            | FigureBlock
            | DocumentsBlock
            | CalloutBlock
            | LinkBlock
            | QuestionBlock
            | EmbedBlock,
            Field(discriminator="type"),
        ]
    ]
):
    """One block of a body."""
