"""XPath 1.0 with what Scrapy's selectors (parsel) add to it, checked when a profile is
read: lxml finds out on the first page that has such an element."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, cast

from lxml import etree

Find = Callable[[etree._Element], "list[etree._Element | str]"]
"""What a compiled XPath is here: its results are elements or strings."""

# As in parsel.Selector: EXSLT.
_NAMESPACES: Final = {
    "re": "http://exslt.org/regular-expressions",
    "set": "http://exslt.org/sets",
}
# XPath 1.0, sections 2.3 and 4; EXSLT as lxml has it; has-class is parsel's.
_FUNCTIONS: Final = frozenset(
    """
    comment node processing-instruction text
    count id last local-name name namespace-uri position
    concat contains normalize-space starts-with string string-length substring
    substring-after substring-before translate
    boolean false lang not true
    ceiling floor number round sum
    re:match re:replace re:test
    set:difference set:distinct set:has-same-node set:intersection set:leading
    set:trailing
    has-class
    """.split()
)
_LITERAL: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_CALL: Final = re.compile(r"((?:[\w-]+:)?[\w-]+)\s*\(")
_OPERATORS: Final = frozenset({"and", "or", "div", "mod"})
_PREFIX: Final = re.compile(r"([\w-]+):(?!:)")
_VARIABLE: Final = re.compile(r"\$[\w-]+")
_IS_CALL: Final = re.compile(r"[a-z-]+\(")


def compiled(xpath: str) -> Find:
    """The compiled *xpath*.

    :raises ValueError: if it names a function, namespace or variable that is not there
    :raises lxml.etree.XPathSyntaxError: if it is none
    """
    bare = _LITERAL.sub("''", xpath)
    for name in _CALL.findall(bare):
        if name not in _FUNCTIONS | _OPERATORS:
            raise ValueError(f"there is no function {name}()")
    for prefix in _PREFIX.findall(bare):
        if prefix not in _NAMESPACES:
            raise ValueError(f"there is no namespace {prefix}")
    if found := _VARIABLE.search(bare):
        raise ValueError(f"there is no variable {found[0]}")
    find = cast("Find", etree.XPath(xpath, namespaces=_NAMESPACES, smart_strings=False))
    return _in_list(find) if _IS_CALL.match(xpath) else find


def _in_list(find: Find) -> Find:
    """*find*, the XPath of a function: it gives a string, number or truth value where
    others give a list."""

    def found(root: etree._Element) -> list[etree._Element | str]:
        value: Any = find(root)
        if isinstance(value, list):
            return value
        return [] if isinstance(value, bool) else [f"{value}"]

    return found
