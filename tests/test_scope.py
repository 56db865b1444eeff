"""Simple selectors find in a scope what XPath finds without one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsel.csstranslator import HTMLTranslator

from newsbot.pages.html import parse
from newsbot.sites.scope import Scope
from newsbot.sites.selectors import Selectors
from newsbot.sites.steps import read_simple

SIMPLE = (
    *("p", ".a", "p.a", ".a.b", "p.a.b", "div p", "div > p", ".a p", ".a > .b"),
    *("div.a > p .b", "p[lang]", "p[lang=ar]", ".a[lang=ar] .b", "p.a::attr(lang)"),
    *(".a::attr(class)", ".a, .c", "p.a, div.b > p", "P.a", ".a > p > .b"),
)
OTHER = (
    *("p::text", "p:first-child", "#x", "p ~ p", "p + p", ".a:not(.b)", "*"),
    *("[lang]", "p[lang^=a]", ".a::attr('x')", "svg|p"),
)


@pytest.mark.parametrize("selector", SIMPLE)
def test_simple_selectors(selector: str) -> None:
    assert read_simple(selector) is not None


@pytest.mark.parametrize("selector", OTHER)
def test_all_else_is_left_to_xpath(selector: str) -> None:
    assert read_simple(selector) is None


def markup() -> st.SearchStrategy[str]:
    names = st.lists(st.sampled_from(["a", "b", "c", "ab"]), max_size=3)
    space = st.sampled_from([" ", "\n", "\t ", "  "])
    lang = st.sampled_from(["", " lang=ar", " lang='en'"])
    tag = st.sampled_from(["div", "span", "section"])
    words = st.sampled_from(["", "كلمة", " كلمتان هنا "])

    def element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.builds(
            lambda tag, names, space, lang, children: (
                f"<{tag} class='{space.join(names)}'{lang}>{''.join(children)}</{tag}>"
            ),
            st.one_of(tag, st.just("p")),
            names,
            space,
            lang,
            st.lists(inner, max_size=4),
        )

    return st.recursive(words, element, max_leaves=20)


@given(markup(), st.sampled_from(SIMPLE))
def test_they_find_what_xpath_finds(html: str, selector: str) -> None:
    root = parse(f"<div class='a root'>{html}</div>").find(".//div")
    assert root is not None
    rule = Selectors([selector])
    xpath = Selectors([{"xpath": HTMLTranslator().css_to_xpath(selector)}])
    for place in (Scope(root), root):
        assert rule.all(place) == xpath.all(root)
        assert rule.strings(place) == xpath.strings(root)
        assert rule.string(place) == xpath.string(root)
        assert rule.element(place) is xpath.element(root)


def test_children_of_elements_in_one_another_stay_in_order() -> None:
    root = parse("<div class='a'><div class='a'><p>1</p></div><p>2</p></div>")
    assert Selectors([".a > p"]).strings(Scope(root)) == ["1", "2"]


def test_only_white_space_of_html_divides_classes() -> None:
    root = parse("<p class='a\u00a0b'>1</p><p class='a b'>2</p>")
    assert Selectors([".b"]).strings(Scope(root)) == ["2"]


@given(markup(), st.sampled_from(SIMPLE))
def test_parts_find_what_scopes_of_their_own_find(html: str, selector: str) -> None:
    root = parse(f"<div class='a root'>{html}</div>").find(".//div")
    assert root is not None
    elements = [*root.iter("div", "section", "p")]  # some lie in others
    rule = Selectors([selector])
    scope = Scope(root)
    for element in elements:
        part = scope.part(element)
        assert rule.all(part) == rule.all(Scope(element))
        for inner in element.iter("div", "section", "p"):
            assert rule.all(part.part(inner)) == rule.all(Scope(inner))
