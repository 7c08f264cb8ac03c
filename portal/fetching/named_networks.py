"""Networks that are allowed beside the public internet, as who runs the platform names them in the settings."""

from collections.abc import Iterator
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

#: Those in which others are read, and those in which they are told.
SETTINGS = (SOURCES, WEBHOOKS) = ("SOURCE_NETWORKS", "WEBHOOK_NETWORKS")


def named_networks(setting: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Return the networks that a setting names; raise ValueError for what is none."""
    return tuple(map(ip_network, getattr(settings, setting)))


@register
def networks_are_networks(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse what is no network, before anybody asks."""
    return [problem for setting in SETTINGS for problem in _problems(setting)]


def _problems(setting: str) -> Iterator[CheckMessage]:
    for network in getattr(settings, setting):
        try:
            ip_network(network)
        except ValueError as error:
            hint = "Write networks as 10.1.2.0/24 or fd12:3456::/32, separated by commas."
            yield Error(f"{setting} names what is no network: {error}.", hint=hint, id="portal.E001")
