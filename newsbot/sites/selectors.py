"""Selectors of a profile, compiled once and run on an lxml tree."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lxml import etree
from parsel.csstranslator import HTMLTranslator

from newsbot.sites.owners import Owner, owner_of
from newsbot.sites.scope import Once, Scope, Simple, find_simple
from newsbot.sites.steps import read_simple
from newsbot.sites.strings import line_of, string_of
from newsbot.sites.xpath import Find, compiled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

Rule = str | Mapping[str, Any]
"""A selector, or a table that says where else a value is: see :func:`_tabled`."""

_CSS = HTMLTranslator()
_FORMS = ("css", "xpath", "json", "jsonld", "meta", "value")


class SelectorError(ValueError):
    """A selector that is neither CSS nor XPath, or a table that is no rule; the
    message says why."""


@lru_cache(maxsize=1024)
def _compiled(selector: str) -> Find:
    return _selected(selector, selector.startswith(("/", "./", ".//", "(")))


def _selected(selector: str, is_xpath: bool) -> Find:
    """The compiled *selector*.

    :raises SelectorError: if it is neither
    """
    try:
        xpath = selector if is_xpath else _CSS.css_to_xpath(selector)
        # A profile means "in this element", never "somewhere in the page".
        if xpath.startswith("/"):
            xpath = f".{xpath}"
        find = compiled(xpath)
        simple = None if is_xpath else read_simple(selector)
    except Exception as error:
        language = "XPath" if is_xpath else "CSS selector"
        raise SelectorError(f"{selector!r} is no {language}: {error}") from error
    return find if simple is None else _Simple(simple, find)


class _Simple:
    """A CSS selector that needs no XPath in a :class:`Scope`."""

    __slots__ = ("_is_tagged", "_otherwise", "_simple")

    def __init__(self, simple: tuple[Simple, ...], otherwise: Find) -> None:
        self._simple = simple
        self._otherwise = otherwise
        self._is_tagged = all(selector.steps[0].tag for selector in simple)

    def __call__(self, root: _Element) -> list[_Element | str]:
        if self._is_tagged:
            return self.in_scope(Once(root))
        return self._otherwise(root)

    def in_scope(self, scope: Scope) -> list[_Element | str]:
        found = find_simple(self._simple, scope)
        return self._otherwise(scope.element) if found is None else found


def _found(find: Find, root: _Element | Scope) -> list[_Element | str]:
    if not isinstance(root, Scope):
        return find(root)
    if isinstance(find, _Simple):
        return find.in_scope(root)
    return find(root.element)


def _tabled(table: Mapping[str, Any]) -> Find:
    """A rule in the form of a table, with one of these keys:

    - ``css``, ``xpath``: a selector;
    - ``json``: a JMESPath into the page's JSON: that of the scripts of this type, or
      that of ``in`` (a selector), or of ``variable`` (which a script assigns);
    - ``jsonld``: a JMESPath into the article's node of the JSON-LD;
    - ``meta``: the name of a ``meta`` element;
    - ``value``: a string or a list of them, the same for every page.
    """
    # Most profiles have no table, and a run of them is often a second long.
    from newsbot.sites import embedded

    places = [key for key in embedded.PLACES if key in table]
    form = _form_of(table, places)
    if form == "value":
        values = _values(table[form])
        if not values or not all(isinstance(value, str) for value in values):
            raise SelectorError("value must be a string or a list of them")
        return lambda _: list(values)
    for key in (form, *places):
        if not isinstance(table[key], str) or not table[key].strip():
            raise SelectorError(f"{key} must be a string in quotes, and not empty")
    if form in ("css", "xpath"):
        return _selected(table[form], form == "xpath")
    try:
        if form == "jsonld":
            return embedded.in_article(table[form])
        if form == "meta":
            return embedded.in_meta(table[form])
        if places == ["in"]:
            return embedded.in_place(table[form], _compiled(table["in"]))
        if places == ["variable"]:
            return embedded.in_variable(table[form], table["variable"])
        return embedded.in_scripts(table[form])
    except embedded.PathError as error:
        raise SelectorError(str(error)) from error


def _form_of(table: Mapping[str, Any], places: list[str]) -> str:
    """The one of `_FORMS` that *table* has, beside those keys that say where."""
    forms = [key for key in _FORMS if key in table]
    if len(forms) != 1 or len(table) > 1 + len(places):
        raise SelectorError(
            f"a rule in braces has one of the keys {', '.join(_FORMS)}, "
            f"and beside json in or variable; here: {', '.join(table) or 'none'}"
        )
    if len(places) > (forms[0] == "json"):
        raise SelectorError("in and variable say where json is: give one, beside json")
    return forms[0]


def _values(value: Any) -> list[Any]:
    """A fixed value as a list: one alone is a list of one."""
    return value if isinstance(value, list) else [value]


def _shown(rule: Rule) -> str:
    if isinstance(rule, str):
        return rule
    return f"{{{', '.join(f'{key} = {value!r}' for key, value in rule.items())}}}"


class Selectors:
    """One or several rules; the first that finds something counts.

    :param rules: CSS with ``::text`` and ``::attr(name)`` as in parsel, or XPath
        where it begins with ``/``, ``./`` or ``(``; or a table (:func:`_tabled`)
    :raises SelectorError: if one cannot be compiled
    """

    __slots__ = ("_compiled", "_owners", "fixed", "texts")

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        rules = tuple(rules)
        self.texts = tuple(map(_shown, rules))
        """The rules as they are written."""
        self._compiled: tuple[Find, ...] = tuple(
            _compiled(rule) if isinstance(rule, str) else _tabled(rule)
            for rule in rules
        )
        self._owners = tuple(map(owner_of, rules))
        self.fixed = tuple(
            value
            for rule in rules
            if not isinstance(rule, str) and "value" in rule
            for value in _values(rule["value"])
        )
        """The values that are the same for every page."""

    def __bool__(self) -> bool:
        return bool(self.texts)

    def each(self, root: _Element) -> list[tuple[str, list[str]]]:
        """What every rule finds below *root*, also behind the one that counts: the
        rule as it is written, and its strings."""
        return [
            (text, [found for found in map(string_of, find(root)) if found])
            for text, find in zip(self.texts, self._compiled, strict=True)
        ]

    def elements(self, root: _Element | Scope) -> list[_Element]:
        """The elements that the first successful selector finds below *root*."""
        for find in self._compiled:
            found = [
                node for node in _found(find, root) if isinstance(node, etree._Element)
            ]
            if found:
                return found
        return []

    def all(self, root: _Element | Scope) -> list[_Element]:
        """The elements that any of the selectors finds below *root*."""
        return [
            node
            for find in self._compiled
            for node in _found(find, root)
            if isinstance(node, etree._Element)
        ]

    def element(self, root: _Element | Scope) -> _Element | None:
        """The first of :meth:`elements`, or None."""
        for find in self._compiled:
            for node in _found(find, root):
                if isinstance(node, etree._Element):
                    return node
        return None

    def strings(self, root: _Element | Scope) -> list[str]:
        """What the first successful selector finds below *root*, as strings
        without outer white space; an element counts as the text in it."""
        for find in self._compiled:
            found = [text for text in map(string_of, _found(find, root)) if text]
            if found:
                return found
        return []

    def printed(self, root: _Element | Scope, *, bare: bool) -> str | None:
        """What readers see in the element whose attribute :meth:`string` gives, such
        as ``datetime``. None where the value is no attribute, or the element holds
        more than a line.

        :param bare: where there is no such attribute, take the only element that
            could have it: for a root that holds one article, and not a whole page,
            which prints other dates, too
        """
        if not any(self._owners):
            return None
        for find, owner in zip(self._compiled, self._owners, strict=True):
            if owner is None:
                if any(map(string_of, _found(find, root))):
                    return None
                continue
            own = [
                node
                for node in _found(_owning(owner), root)
                if isinstance(node, etree._Element)
            ]
            given = [one for one in own if (one.get(owner.attribute) or "").strip()]
            if given or (bare and len(own) == 1):
                return line_of(*given[:1] or own)
            if own:
                return None
        return None

    def string(self, root: _Element | Scope) -> str | None:
        """The first of :meth:`strings`, or None."""
        for find in self._compiled:
            for node in _found(find, root):
                if text := string_of(node):
                    return text
        return None


@lru_cache(maxsize=256)
def _owning(owner: Owner) -> Find:
    return _selected(owner.element, owner.is_xpath)
