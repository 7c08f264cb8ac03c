"""Who shows what stands elsewhere, and what it is: told by its address alone, so that nobody else is asked."""

from typing import NamedTuple
from urllib.parse import urlsplit


class Provider(NamedTuple):
    """Who shows it, as people call them, and what they show: `video`, `audio`, `map`, `picture` or `link`."""

    name: str
    media: str


KNOWN = {
    "youtube.com": Provider("YouTube", "video"),
    "youtu.be": Provider("YouTube", "video"),
    "youtube-nocookie.com": Provider("YouTube", "video"),
    "vimeo.com": Provider("Vimeo", "video"),
    "dailymotion.com": Provider("Dailymotion", "video"),
    "raiplay.it": Provider("RaiPlay", "video"),
    "raiplaysound.it": Provider("RaiPlay Sound", "audio"),
    "spotify.com": Provider("Spotify", "audio"),
    "soundcloud.com": Provider("SoundCloud", "audio"),
    "spreaker.com": Provider("Spreaker", "audio"),
    "openstreetmap.org": Provider("OpenStreetMap", "map"),
    "umap.openstreetmap.fr": Provider("uMap", "map"),
    "flickr.com": Provider("Flickr", "picture"),
    "commons.wikimedia.org": Provider("Wikimedia Commons", "picture"),
    "facebook.com": Provider("Facebook", "link"),
    "instagram.com": Provider("Instagram", "link"),
}
#: Which of PeerTube's many hosts it is cannot be known, but its addresses are alike.
PEERTUBE = ("/w/", "/videos/watch/")


def provider_of(address: str) -> Provider:
    """Return who shows what is at an address: a name that people know, else the address's host."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    known = next((name for name in _above(host) if name in KNOWN), None)
    if known:
        return KNOWN[known]
    return Provider(host, "video" if parts.path.startswith(PEERTUBE) else "link")


def _above(host: str) -> list[str]:
    """Return a host and the domains above it."""
    labels = host.split(".")
    return [".".join(labels[place:]) for place in range(len(labels) - 1)]
