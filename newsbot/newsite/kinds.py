"""What tells an article's page from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsbot.newsite.naming import is_steady
from newsbot.pages.lists.regions import tokens_of
from newsbot.pages.structured import Structured

if TYPE_CHECKING:
    from newsbot.newsite.look import Look, Page

_ARTICLE: Final = frozenset("single article post story news node details entry".split())
_OG_ARTICLE: Final = "meta[property='og:type'][content=article]"


def learn_page(look: Look) -> str | None:
    """What is found on every article and on no list: a class of the whole page, or
    what it states of itself; None if there is neither, or no list to tell by."""
    lists = [*([look.home] if look.home else []), *look.lists]
    if not lists:
        return None
    common = set.intersection(*(_classes(page) for page in look.articles))
    common -= set().union(*(_classes(page) for page in lists))
    telling = [
        name for name in common if is_steady(name) and tokens_of(name) & _ARTICLE
    ]
    if telling:
        return f"body.{min(telling, key=lambda name: (len(name), name))}"
    kinds = [Structured(page.tree).meta.get("og:type") for page in look.articles]
    others = [Structured(page.tree).meta.get("og:type") for page in lists]
    if set(kinds) == {"article"} and "article" not in others:
        return _OG_ARTICLE
    return None


def _classes(page: Page) -> set[str]:
    body = page.tree.find("body")
    return set() if body is None else set(body.get("class", "").split())
