"""Who posts to the addresses of receivers: the public internet, and the networks that the settings name."""

from ipaddress import ip_network

from django.conf import settings

from portal.fetching import Poster


def poster() -> Poster:
    """Return who posts, within the bounds of the settings."""
    return Poster(networks=tuple(ip_network(network) for network in settings.WEBHOOK_NETWORKS))
