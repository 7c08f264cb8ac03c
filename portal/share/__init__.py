"""Share pictures: what a social network shows of an address (https://ogp.me), drawn when one asks for it."""

from portal.share.card import HEIGHT, WIDTH, ShareCard
from portal.share.things import card_of, shared

__all__ = ["HEIGHT", "WIDTH", "ShareCard", "card_of", "shared"]
