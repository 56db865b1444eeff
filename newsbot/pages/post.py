"""A post's page: which element is the post, its number, what its body holds."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from newsbot.pages.body import Body, read_body
from newsbot.pages.html import absolute
from newsbot.pages.structured import Structured

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsbot.sites import Profile

# WordPress numbers posts in a bigint; Python refuses to read thousands of digits.
_POST_ID = re.compile(r"(?:^|\s)post(?:id)?-([0-9]{1,19})(?=\s|$)")
_SHORTLINK = re.compile(r"[?&]p=([0-9]{1,19})(?:&|$)")


class NotAnArticle(Exception):  # noqa: N818 - it is an answer, not a failure
    """The page is none of an article; the message says what was missing."""


class ProtectedArticle(NotAnArticle):
    """The page asks for a password."""


class Post:
    """The post that a page shows.

    :param tree: the page
    :param url: its address after redirects
    :param profile: the rules of its site
    """

    def __init__(self, tree: _Element, *, url: str, profile: Profile) -> None:
        self.tree = tree
        self.url = url
        self._profile = profile

    @cached_property
    def structured(self) -> Structured:
        """Structured data of the page."""
        return Structured(self.tree)

    @cached_property
    def root(self) -> _Element:
        """The element that all rules are applied to.

        :raises NotAnArticle: if the page is none of an article
        :raises ProtectedArticle: if it asks for a password
        """
        page = self._profile.rule("article", "page")
        if page and page.element(self.tree) is None:
            raise NotAnArticle("the page is not that of a single post")
        root = self._profile.rule("article", "root").element(self.tree)
        if root is None:
            raise NotAnArticle("the page holds no post")
        body = self._profile.rule("article", "body").element(root)
        place = root if body is None else body
        if self._profile.rule("article", "protected").element(place) is not None:
            raise ProtectedArticle("the post asks for a password")
        return root

    @cached_property
    def container(self) -> _Element | None:
        """The element that holds the body, or None."""
        found = self._profile.rule("article", "body").element(self.root)
        if found is not None and "<" in found.get("class", ""):
            # A lost quotation mark: the attribute has swallowed the text.
            return None
        return found

    @cached_property
    def body(self) -> Body:
        """What the body holds; an empty one where its container is not found."""
        if self.container is None:
            return Body()
        drop = self._profile.rule("article", "drop").all(self.container)
        return read_body(self.container, base=self.url, drop=drop)

    @cached_property
    def post_id(self) -> int | None:
        """The site's own number of the post, or None."""
        for node in (self.root, self.tree.find("body")):
            if node is not None:
                names = f"{node.get('id', '')} {node.get('class', '')}"
                if found := _POST_ID.search(names):
                    return int(found[1])
        for link in self.tree.iter("link"):
            found = _SHORTLINK.search(link.get("href", ""))
            if found and link.get("rel") == "shortlink":
                return int(found[1])
        return None

    @property
    def further_pages(self) -> list[str]:
        """Addresses of the other pages of an article in several pages, in order."""
        found = self._profile.rule("article", "pages").strings(self.root)
        urls = (absolute(self.url, address) for address in found)
        return list(dict.fromkeys(url for url in urls if url and url != self.url))

    def join(self, page: Post) -> None:
        """Add the body of *page*, a further page of the same article."""
        self.body.lines += page.body.lines
        self.body.images += page.body.images
        self.body.media += page.body.media
        self.body.credit = self.body.credit or page.body.credit
