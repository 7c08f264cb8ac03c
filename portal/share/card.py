"""What a share picture shows; its address changes when that does, so that no network keeps an old one."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.cache import caches
from django.utils.translation import gettext_lazy as _

from portal.addresses import absolute, reader_language
from portal.models.media import PortalImage
from portal.models.territory import Territory
from portal.share.drawing import MARGIN, PHOTO_WIDTH, STRIP, WIDTH, composed, photo_of
from portal.territory_brand import brand_of
from portal.typesetting import edition, layer

TEMPLATE = Path(__file__).resolve().parent / "card.typ"
TAGLINE = _("Labs, activities and events, open to all")


@dataclass(frozen=True)
class ShareCard:
    """The words of a picture, in the active language, and the `kind` and `thing` by which its address names it.

    `above` says whose it is, `state` what has become of a date that is not as planned; `photo` is the page's own.
    """

    kind: str
    thing: str
    title: str
    above: str = ""
    when: str = ""
    where: str = ""
    state: str = ""
    territory: Territory | None = None
    photo: PortalImage | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """All that is written on it, from the most to the least important; also its alternative text."""
        return tuple(said for said in (self.title, self.state, self.when, self.where, self.above) if said)

    @property
    def version(self) -> str:
        """A short digest of all that can be seen."""
        look = self.territory and (self.territory.pk, self.territory.modified)
        seen = (self.words, look, _identity(self.photo), reader_language(), edition(TEMPLATE))
        return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]

    @property
    def form(self) -> str:
        """The kind of file: a photo is a JPEG, flat colours are a PNG."""
        return "jpg" if self.photo else "png"

    @property
    def address(self) -> str:
        """The absolute address of the picture."""
        return absolute(f"/share/{reader_language()}/{self.kind}/{self.thing}/{self.version}.{self.form}")

    def draw(self) -> bytes:
        """Return the picture, drawn once for each version."""
        content: Any = caches["typeset"].get_or_set(f"share-{self.kind}-{self.thing}-{self.version}", self._drawn)
        return content

    def _drawn(self) -> bytes:
        brand, photo = brand_of(self.territory), photo_of(self.photo)
        words = {"title": self.title, "above": self.above, "state": self.state}
        room = {"margin": MARGIN, "strip": STRIP, "width": WIDTH - 2 * MARGIN - (PHOTO_WIDTH - MARGIN if photo else 0)}
        below = [said for said in (self.when, self.where) if said]
        facts = {**words, **room, **brand, "below": below, "language": reader_language()}
        return composed(layer(TEMPLATE, facts), brand["colour"], brand["accent"], photo, self.form)


def _identity(photo: PortalImage | None) -> tuple[Any, ...]:
    """Return what changes whenever a photo, or the part of it that is shown, does."""
    return (photo.pk, photo.file.name, photo.file_hash, str(photo.get_focal_point())) if photo else ()
