"""Which addresses and host names lead into the local network."""

from __future__ import annotations

import ipaddress
from functools import lru_cache

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# RFC 6761 (localhost), RFC 6762 (local, and the names of its appendix G that private
# networks use), RFC 8375 (home.arpa). The resolver knows more: see newsbot.border.
_LOCAL_DOMAINS = (
    "localhost",
    "localdomain",
    "local",
    "internal",
    "intranet",
    "private",
    "corp",
    "home",
    "lan",
    "home.arpa",
)
# The well-known prefix of NAT64 (RFC 6052, 2.1).
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Not global either, but not yet so to every Python: RFC 8215, RFC 3879.
_NOT_GLOBAL = (
    ipaddress.IPv6Network("64:ff9b:1::/48"),
    ipaddress.IPv6Network("fec0::/10"),
)


def _innermost(address: Address) -> Address:
    """The IPv4 address that *address* stands for, where it is a way to write one:
    mapped, compatible (RFC 4291, 2.5.5), 6to4 (RFC 3056) or NAT64."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    number = int(address)
    if inner := address.ipv4_mapped or address.sixtofour:
        return inner
    # "::" and "::1" are addresses of their own.
    if address in _NAT64 or 1 < number < 1 << 32:
        return ipaddress.IPv4Address(number & 0xFFFF_FFFF)
    return address


@lru_cache(maxsize=256)
def is_local_address(address: Address) -> bool:
    """Whether *address* is none of the Internet's: of this machine, of a private
    network, of a link, or of a group (IANA's special-purpose registries)."""
    inner = _innermost(address)
    if inner.is_multicast or any(inner in network for network in _NOT_GLOBAL):
        return True
    return not inner.is_global


def is_loopback_address(address: Address) -> bool:
    """Whether *address* is this machine's for itself, in whatever form."""
    return _innermost(address).is_loopback


def literal(host: str) -> Address | None:
    """The address that *host* is, without brackets; None if it is a name, or a number
    in a form that only resolvers take for an address, such as ``127.1``."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def is_loopback_host(host: str) -> bool:
    """Whether *host* is this machine for itself, as far as the name tells."""
    address = literal(host)
    if address is None:
        return host == "localhost"  # RFC 6761, section 6.3
    return is_loopback_address(address)


def is_local_host(host: str) -> bool:
    """Whether *host*, an address or a name, is one of the local network, as far as it
    tells by itself: any name may have an address there, which the resolver knows."""
    address = literal(host)
    if address is not None:
        return is_local_address(address)
    host = host.rstrip(".")
    name, _, last = host.rpartition(".")
    # A last part that begins with a digit belongs to a number in another form:
    # resolvers take 127.1 and 0x7f.0.0.1 for 127.0.0.1.
    if not name or not last or last[0].isdigit():
        return True
    return f".{host}".endswith(tuple(f".{domain}" for domain in _LOCAL_DOMAINS))
