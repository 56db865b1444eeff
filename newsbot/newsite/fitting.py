"""Which selector gives on every page what is known to be right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.arabic.text import clean, fold
from newsbot.newsite.naming import Choice, choices
from newsbot.pages.fallback.outline import letters
from newsbot.pages.html import absolute
from newsbot.sites.selectors import Selectors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsbot.newsite.look import Page

_SURE: Final = 3
# A value stands in a few places of a page; a page may be made to have it in thousands.
_HOLDERS: Final = 100
_CHOICES: Final = 400
# Longer texts are no field.
_LONGEST: Final = 600
_ATTRIBUTES: Final = ("content", "datetime", "src", "data-src", "href")

Normal = Callable[[str, str], str]
"""Of a value and the address of its page the form that is compared."""


@lru_cache(maxsize=8192)
def plain(value: str) -> str:
    """The letters of a text: of two that differ in marks only, the same."""
    return letters(fold(clean(value)))


def _plain(value: str, _url: str) -> str:
    return plain(value)


def same_names(found: Collection[str], wanted: Collection[str]) -> bool:
    """Whether two lists of names are the same, in whatever order."""
    return set(found) == set(wanted) and bool(found)


class Wanted:
    """What is known of one field on one page.

    :param page: the page
    :param values: for a field with one value each that is right; for a list, all of it;
        empty if the page says nothing
    :param is_sure: whether the site itself states them, and they are not only read off
        the page
    """

    def __init__(
        self, page: Page, values: Iterable[str], *, is_sure: bool = False
    ) -> None:
        self.page = page
        self.is_sure = is_sure
        self.values = [value for value in values if value]


class Field:
    """One field on all pages that were looked at.

    :param wanted: what is known of it, page by page
    :param normal: the form in which values are compared
    :param is_list: whether it has several values
    :param attributes: whether values are sought in attributes instead
    :param may_miss: whether a page of which the site states nothing may have another
        value than was read off it, one of those of the other pages
    :param is_fit: which elements are made for the field; None for all
    """

    def __init__(
        self,
        wanted: list[Wanted],
        *,
        normal: Normal = _plain,
        is_list: bool = False,
        attributes: bool = False,
        may_miss: bool = False,
        is_fit: Callable[[_Element], bool] | None = None,
    ) -> None:
        self._is_list = is_list
        self._normal = normal
        self._attributes = attributes
        self._is_fit = is_fit
        self._pages = [
            (one.page, {normal(value, one.page.url) for value in one.values} - {""})
            for one in wanted
        ]
        self._unsure = [one.page for one in wanted if not one.is_sure]
        self._usual = self._usual_of(wanted) if may_miss else set()

    def _usual_of(self, wanted: list[Wanted]) -> set[str]:
        """The values that are known for sure; none where these are too few to tell."""
        pages = zip(wanted, self._pages, strict=True)
        sure = [values for one, (_, values) in pages if one.is_sure and values]
        is_enough = len(sure) >= _SURE and len(set(map(frozenset, sure))) > 1
        return set().union(*sure) if is_enough else set()

    @property
    def known(self) -> int:
        """On so many pages something is known."""
        return sum(bool(values) for _, values in self._pages)

    def best(self, lists: Sequence[Page] = ()) -> list[str]:
        """The best selector that gives on every page what is wanted, and nothing where
        nothing is; none if there is none, or fewer than two pages to tell by.

        Of a list, it may be two: names are links on some pages, and plain on others.

        :param lists: pages that are no article's: what gives the same there as on every
            article belongs to the frame of the site
        """
        if self.known < 2:
            return []
        tried: set[str] = set()
        for page, values in [one for one in self._pages if one[1]][:2]:
            for choice in sorted(set(self._choices(page, values)))[:_CHOICES]:
                selector = choice.selector
                if selector in tried:
                    continue
                tried.add(selector)
                both = [f"{selector} a", selector]
                for rules in [[selector], both] if self._is_list else [[selector]]:
                    if self.fits(rules) and not self._is_frame(rules, lists):
                        return rules
        return []

    def _is_frame(self, rules: list[str], lists: Sequence[Page]) -> bool:
        rule = Selectors(rules)
        told = {plain(rule.string(page.tree) or "") for page, _ in self._pages}
        others = {plain(rule.string(page.tree) or "") for page in lists}
        return len(told) == 1 and bool(told & others)

    def fits(self, rules: list[str]) -> bool:
        """Whether *rules* give on every page what is wanted."""
        rule = Selectors(rules)
        return all(self._agrees(rule, page, values) for page, values in self._pages)

    def _agrees(self, rule: Selectors, page: Page, values: set[str]) -> bool:
        found = [self._normal(one, page.url) for one in rule.strings(page.tree)]
        found = [one for one in found if one]
        if not values:
            return set(found) <= self._usual
        if self._is_list:
            is_right = same_names(found, values)
        else:
            is_right = bool(found) and found[0] in values
        return is_right or (page in self._unsure and _is_of(found, self._usual))

    def _choices(self, page: Page, values: set[str]) -> Iterator[Choice]:
        for element, ending in islice(self._holders(page, values), _HOLDERS):
            for cost, selector in choices(element):
                yield Choice(cost, f"{selector}{ending}")

    def _holders(self, page: Page, values: set[str]) -> Iterator[tuple[_Element, str]]:
        """The elements that hold one of *values*, each with what gives it."""
        body = page.tree.find("body")
        for element in [] if body is None else body.iter():
            if not isinstance(element.tag, str) or element.tag in ("script", "style"):
                continue
            if self._is_fit is not None and not self._is_fit(element):
                continue
            if self._attributes:
                for name in _ATTRIBUTES:
                    value = element.get(name)
                    if value and self._normal(value, page.url) in values:
                        yield element, f"::attr({name})"
            elif (text := short_text(element)) and self._normal(
                text, page.url
            ) in values:
                yield element, ""


def _is_of(found: list[str], usual: set[str]) -> bool:
    return bool(found) and set(found) <= usual


def short_text(element: _Element) -> str | None:
    """The words in *element*; None if they are too many for a field."""
    parts, length = [], 0
    for part in element.itertext():
        length += len(part)
        if length > 4 * _LONGEST:
            return None
        parts.append(str(part))
    text = " ".join("".join(parts).split())
    return text if len(text) <= _LONGEST else None


def address(value: str, url: str) -> str:
    """The form in which addresses are compared."""
    return absolute(url, value) or ""
