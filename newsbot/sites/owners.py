"""Rules that give an attribute, and the elements that have it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_CSS = re.compile(r"(.*[^\s>+~,:])::attr\(\s*([\w-]+)\s*\)\s*", re.DOTALL)
_XPATH = re.compile(r"([^|]*[^|/\s])\s*/@([\w-]+)\s*", re.DOTALL)
# An element without words.
_META = re.compile(r"(?:.*[\s>+~/:])?meta(?![\w-])[^\s>+~/]*", re.DOTALL)


class Owner(NamedTuple):
    """The elements in whose attribute a rule looks."""

    element: str
    """Their selector."""

    is_xpath: bool

    attribute: str


def owner_of(rule: str | Mapping[str, Any]) -> Owner | None:
    """The elements in whose attribute *rule* looks; None where it gives no attribute,
    different ones, or one of elements that show readers nothing.

    :param rule: CSS or XPath as in :class:`newsbot.sites.selectors.Selectors`, or a
        table with one of them
    """
    if not isinstance(rule, str):
        is_xpath = "xpath" in rule
        rule = rule.get("xpath") or rule.get("css") or ""
    else:
        is_xpath = rule.startswith(("/", "./", "("))
    parts = [rule] if is_xpath else rule.split(",")
    found = [(_XPATH if is_xpath else _CSS).fullmatch(part.strip()) for part in parts]
    elements = [one[1] for one in found if one]
    attributes = {one[2] for one in found if one}
    if len(elements) < len(parts) or len(attributes) != 1:
        return None
    if all(map(_META.fullmatch, elements)):
        return None
    return Owner(", ".join(elements), is_xpath, attributes.pop())
