"""Which IP addresses belong to the public internet, by the registries of special addresses (RFC 6890).

https://www.iana.org/assignments/iana-ipv4-special-registry/
https://www.iana.org/assignments/iana-ipv6-special-registry/
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# Beside what Python calls not global: relays to IPv6 and assignments of the IETF.
REFUSED_IPV4 = [IPv4Network("192.88.99.0/24"), IPv4Network("192.0.0.0/24")]
# All that is given out for the public internet; outside lie loopback, local, mapped (::ffff:0:0/96), NAT64 addresses.
UNICAST_IPV6 = IPv6Network("2000::/3")
# Inside it: Teredo, benchmarks and ORCHID; documentation; 6to4, which carries an IPv4 address.
REFUSED_IPV6 = [
    IPv6Network("2001::/23"),
    IPv6Network("2001:db8::/32"),
    IPv6Network("2002::/16"),
    IPv6Network("3fff::/20"),
]


def is_public(address: str) -> bool:
    """Tell whether an address, as the resolver writes it, is one of the public internet's single hosts."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return _is_public_ipv4(found) if isinstance(found, IPv4Address) else _is_public_ipv6(found)


def _is_public_ipv4(address: IPv4Address) -> bool:
    special = address.is_multicast or address.is_reserved or any(address in network for network in REFUSED_IPV4)
    return address.is_global and not special


def _is_public_ipv6(address: IPv6Address) -> bool:
    if address.scope_id or address not in UNICAST_IPV6:
        return False
    return address.is_global and not any(address in network for network in REFUSED_IPV6)
