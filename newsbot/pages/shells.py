"""Home pages without a word: those that scripts fill, and those of guards."""

from __future__ import annotations

from newsbot.pages.html import parse
from newsbot.pages.structured import title_of

# Where the frameworks put what they make: React, Vue and Svelte by custom, the others
# by their documentation.
_ROOTS = frozenset("root app __next __nuxt q-app svelte ___gatsby main-app".split())
_ELEMENT = "app-root"  # Angular
_FEEDS = ("application/rss+xml", "application/atom+xml")


def is_shell(html: str) -> bool:
    """Whether a page without a word is a site's own, which its scripts fill: it has a
    title and a script, and names a feed or the element that is to be filled. What a
    guard sends in its place has nothing of the kind.

    :param html: the decoded page
    """
    tree = parse(html)
    if not title_of(tree).strip() or next(tree.iter("script"), None) is None:
        return False
    if any(link.get("type", "").lower() in _FEEDS for link in tree.iter("link")):
        return True
    ids = {element.get("id", "").lower() for element in tree.iter("div", "main")}
    return not _ROOTS.isdisjoint(ids) or next(tree.iter(_ELEMENT), None) is not None
