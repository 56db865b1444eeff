"""The domain that a host belongs to: what one owner has, by the Public Suffix List."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tldextract import TLDExtract


def domain_of(host: str) -> str:
    """The domain of *host* that its owner has registered: ``example.com`` for
    ``news.example.com``, ``a.blogspot.com`` for itself, since others have their own
    beside it. The host itself where it has none, as addresses.

    Below a suffix that the list does not have, it is the last two labels
    (publicsuffix.org/list, "If no rules match, the prevailing rule is *").

    :param host: in lower case, without a port, in its ASCII form
    """
    found = _extract()(host)
    if found.suffix or found.ipv4 or found.ipv6:
        return found.top_domain_under_public_suffix or host
    return ".".join(host.split(".")[-2:])


@cache
def _extract() -> TLDExtract:
    # Loaded where a redirect leads to another host: it takes 0.3 s.
    from tldextract import TLDExtract

    # The list that comes with the package: nothing is fetched, nothing is written.
    return TLDExtract(
        cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True
    )
