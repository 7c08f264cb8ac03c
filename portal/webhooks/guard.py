"""Who posts to the addresses of receivers: the public internet, and the networks that the settings name."""

from portal.fetching import Poster
from portal.fetching.named_networks import WEBHOOKS, named_networks


def poster() -> Poster:
    """Return who posts, within the bounds of the settings."""
    return Poster(networks=named_networks(WEBHOOKS))
