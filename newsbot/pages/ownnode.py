"""Which of several articles in a page's JSON-LD is the page's own: plugins describe the
articles around it, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from newsbot.arabic.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# schema.org and JSON-LD: where a node names the page that it is about.
_ADDRESSES = ("mainEntityOfPage", "url", "@id")


def own_node(
    nodes: Sequence[dict[str, Any]], *, urls: Iterable[str], titles: Iterable[str]
) -> dict[str, Any]:
    """The node that names the page's address, else its headline, else no other address;
    of equals one with a date of publication, then the first.

    :param nodes: article nodes, one at least
    :param urls: addresses that the page gives as its own
    :param titles: headlines that it gives as its own, at times with the site's name
    """
    own = {_page(url) for url in urls}
    headlines = [fold(title) for title in titles]

    def fitness(node: dict[str, Any]) -> tuple[bool, bool, bool, bool]:
        named = {_page(url) for url in _addresses(node)} - {("", "")}
        stated = node.get("headline") or node.get("name")
        headline = fold(stated) if isinstance(stated, str) else ""
        return (
            not named.isdisjoint(own),
            bool(headline) and any(headline in title for title in headlines),
            not named,
            bool(node.get("datePublished")),
        )

    return max(nodes, key=fitness)


def _addresses(node: dict[str, Any]) -> Iterable[str]:
    for name in _ADDRESSES:
        value = node.get(name)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            yield value


def _page(url: str) -> tuple[str, str]:
    """Path and query of an address; both empty for a home page, and for what is no
    address of the web."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return "", ""
    return unquote(parts.path).strip("/"), parts.query
