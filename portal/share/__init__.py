"""Share pictures: what a social network shows of an address (https://ogp.me), drawn when one asks for it."""

from portal.share.card import ShareCard
from portal.share.drawing import HEIGHT, WIDTH
from portal.share.things import card_of, shared

__all__ = ["HEIGHT", "WIDTH", "ShareCard", "card_of", "shared"]
