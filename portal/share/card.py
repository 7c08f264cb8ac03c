"""What a share picture shows; its address changes when that does, so that no network keeps an old one."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from portal.addresses import absolute, reader_language
from portal.models.territory import Territory
from portal.territory_brand import brand_of
from portal.typesetting import edition, picture

TEMPLATE = Path(__file__).resolve().parent / "card.typ"
WIDTH, HEIGHT = 1200, 630
TAGLINE = _("Labs, activities and events, open to all")


@dataclass(frozen=True)
class ShareCard:
    """The words of a picture, in the active language, and the `kind` and `thing` by which its address names it.

    `above` says whose it is, `state` what has become of a date that is not as planned.
    """

    kind: str
    thing: str
    title: str
    above: str = ""
    when: str = ""
    where: str = ""
    state: str = ""
    territory: Territory | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """All that is written on it, from the most to the least important; also its alternative text."""
        return tuple(said for said in (self.title, self.state, self.when, self.where, self.above) if said)

    @property
    def version(self) -> str:
        """A short digest of all that can be seen."""
        look = self.territory and (self.territory.pk, self.territory.modified)
        seen = (self.title, self.above, self.when, self.where, self.state, look, reader_language(), edition(TEMPLATE))
        return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]

    @property
    def address(self) -> str:
        """The absolute address of the picture."""
        return absolute(f"/share/{reader_language()}/{self.kind}/{self.thing}/{self.version}.png")

    def draw(self) -> bytes:
        """Return the picture as PNG, WIDTH by HEIGHT pixels."""
        words = {"title": self.title, "above": self.above, "state": self.state}
        below = [said for said in (self.when, self.where) if said]
        return picture(TEMPLATE, {**words, "below": below, "language": reader_language(), **brand_of(self.territory)})
