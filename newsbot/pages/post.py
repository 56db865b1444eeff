"""A post's page: which element is the post, its number, what its body holds."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from newsbot.exceptions import NotAnArticle, ProtectedArticle
from newsbot.pages.body import Body, read_body
from newsbot.pages.html import absolute
from newsbot.pages.lines import leave_out_own
from newsbot.pages.ownname import own_paper
from newsbot.pages.spilled import take_back
from newsbot.pages.structured import Structured
from newsbot.sites.scope import Scope

if TYPE_CHECKING:
    from datetime import datetime

    from lxml.etree import _Element

    from newsbot.pages.fallback.fields import Fallback
    from newsbot.sites import Profile

# WordPress numbers posts in a bigint; Python refuses to read thousands of digits.
_POST_ID = re.compile(r"(?:^|\s)post(?:id)?-([0-9]{1,19})(?=\s|$)")
_SHORTLINK = re.compile(r"[?&]p=([0-9]{1,19})(?:&|$)")


class Post:
    """The post that a page shows.

    :param tree: the page
    :param url: its address after redirects
    :param profile: the rules of its site
    :param tz: IANA zone of the site's local times
    :param now: an aware instant, the time of the fetch
    """

    def __init__(
        self, tree: _Element, *, url: str, profile: Profile, tz: str, now: datetime
    ) -> None:
        self.tree = tree
        self.url = url
        self._profile = profile
        self._tz = tz
        self._now = now
        self.is_torn = False
        """Whether the post has closed an element of its page too early, and what
        belongs to it may stand outside of :attr:`root`; known with :attr:`scope`."""

    @cached_property
    def structured(self) -> Structured:
        """Structured data of the page."""
        return Structured(self.tree)

    @property
    def root(self) -> _Element:
        """The element that all rules are applied to; raises as :attr:`scope` does."""
        return self.scope.element

    @cached_property
    def scope(self) -> Scope:
        """:attr:`root`, to look up many rules in.

        :raises NotAnArticle: if the page is none of an article
        :raises ProtectedArticle: if it asks for a password
        """
        page = self._profile.rule("article", "page")
        if page and page.element(self.tree) is None:
            raise NotAnArticle("the page is not that of a single post")
        rule = self._profile.rule("article", "root")
        posts = rule.elements(self.tree) if rule else [self.tree]
        if not posts:
            raise NotAnArticle("the page holds no post")
        scope = Scope(self._own(posts))
        body = self._profile.rule("article", "body").element(scope)
        behind = self._profile.rule("article", "behind")
        if body is not None and behind and take_back(body, behind.all(scope)):
            # The root may be closed too early as well.
            self.is_torn = len(posts) == 1
            scope = Scope(scope.element)
        place = scope.element if body is None else body
        if self._profile.rule("article", "protected").element(place) is not None:
            raise ProtectedArticle("the post asks for a password")
        return scope

    def _own(self, posts: list[_Element]) -> _Element:
        """The post that the page is of, where scripts have appended others.

        :raises NotAnArticle: if there are only others
        """
        wanted, numbers = _number(self.tree.find("body")), [*map(_number, posts)]
        own = posts[0]
        if wanted is not None:
            if wanted in numbers:
                own = posts[numbers.index(wanted)]
            elif None in numbers:
                own = posts[numbers.index(None)]
            else:
                raise NotAnArticle(f"the page is of post {wanted}, and holds others")
        # A text that leaves an element open swallows the posts behind it.
        for post, number in zip(posts, numbers, strict=True):
            if number not in (None, _number(own)) and own in post.iterancestors():
                _remove(post)
        return own

    @cached_property
    def fallback(self) -> Fallback:
        """Rules for what the profile has no selectors for.

        :raises NotAnArticle: if the page is none of an article
        """
        # Loaded late: a known theme's pages never need it.
        from newsbot.pages.fallback.fields import Fallback

        found = Fallback(
            self.tree,
            url=self.url,
            structured=self.structured,
            tz=self._tz,
            now=self._now,
            container=self._profile.rule("article", "body").element(self.root),
        )
        is_told = self._profile.rule("article", "body") or self.given_text
        if not is_told and found.why_not:
            raise NotAnArticle(found.why_not)
        return found

    @cached_property
    def given_text(self) -> list[str]:
        """The body where the profile tells it without an element: in JSON, or as
        paragraphs."""
        return self._profile.rule("fields", "text").strings(self.root)

    @cached_property
    def container(self) -> _Element | None:
        """The element that holds the body, or None."""
        if self.given_text:
            return None
        if self.is_sought:
            return self.fallback.container
        found = self._selected
        if found is not None and "<" in found.get("class", ""):
            # A lost quotation mark: the attribute has swallowed the text.
            return None
        return found

    @cached_property
    def _selected(self) -> _Element | None:
        return self._profile.rule("article", "body").element(self.scope)

    @cached_property
    def is_sought(self) -> bool:
        """Whether the body is read by the fallback: the profile has no selector for
        it, or one that finds nothing on a page with an article's text."""
        if not self._profile.rule("article", "body"):
            return not self.given_text
        if self._selected is not None or self.given_text:
            return False
        found = self.fallback
        is_text = found.why_not is None and bool(found.body.lines)
        return is_text and self._is_own(found.container)

    def _is_own(self, container: _Element | None) -> bool:
        """Whether *container* lies in this post, and in nothing that the profile
        leaves out; None: the text was not in an element."""
        if container is None:
            return True
        place = {container, *container.iterancestors()}
        left_out = [
            *self._profile.rule("article", "drop").all(self.tree),
            *self._profile.rule("related", "entries").all(self.tree),
        ]
        return self.root in place and place.isdisjoint(left_out)

    @cached_property
    def body(self) -> Body:
        """What the body holds; an empty one where its container is not found."""
        body = self._read_body()
        paper = own_paper(self.tree, self.structured, told=self._profile.name)
        leave_out_own(body, paper, base=self.url)
        return body

    def _read_body(self) -> Body:
        if self.given_text:
            from newsbot.pages.markup import body_of  # few profiles need it

            return body_of(self.given_text, base=self.url)
        if self.is_sought:
            return self.fallback.body
        if self.container is None:
            return Body()
        place = self.scope.part(self.container)
        drop = self._profile.rule("article", "drop").all(place)
        return read_body(self.container, base=self.url, drop=drop)

    @cached_property
    def post_id(self) -> int | None:
        """The site's own number of the post, or None."""
        for node in (self.root, self.tree.find("body")):
            if (number := _number(node)) is not None:
                return number
        for link in self.tree.iter("link"):
            found = _SHORTLINK.search(link.get("href", ""))
            if found and link.get("rel") == "shortlink":
                return int(found[1])
        return None

    @property
    def further_pages(self) -> list[str]:
        """Addresses of the other pages of an article in several pages, in order."""
        found = self._profile.rule("article", "pages").strings(self.scope)
        urls = (absolute(self.url, address) for address in found)
        return list(dict.fromkeys(url for url in urls if url and url != self.url))

    def join(self, page: Post) -> None:
        """Add the body of *page*, a further page of the same article."""
        self.body.lines += page.body.lines
        self.body.images += page.body.images
        self.body.media += page.body.media
        self.body.credit = self.body.credit or page.body.credit


def _number(node: _Element | None) -> int | None:
    """WordPress's number of the post in the names of an element, or None."""
    if node is None:
        return None
    found = _POST_ID.search(f"{node.get('id', '')} {node.get('class', '')}")
    return int(found[1]) if found else None


def _remove(node: _Element) -> None:
    """Take *node* out of its tree, but not the text that follows it."""
    parent, previous = node.getparent(), node.getprevious()
    assert parent is not None
    if node.tail and previous is not None:
        previous.tail = (previous.tail or "") + node.tail
    elif node.tail:
        parent.text = (parent.text or "") + node.tail
    parent.remove(node)
