"""XPath in profiles: what Scrapy knows works, and what is none is told at once."""

from __future__ import annotations

import pytest
from lxml import html

from newsbot.sites.selectors import SelectorError, Selectors

PAGE = html.fromstring(
    "<html><body><h1 class='title post-7'>وصول السفينة</h1>"
    "<p class='lead'>رست السفينة</p><p class='lead'>رست السفينة</p></body></html>"
)


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        (r"//*[re:test(@class, 'post-\d+$')]", ["وصول السفينة"]),
        ("//h1[has-class('title')]", ["وصول السفينة"]),
        ("//h1[contains(., 'foo(bar) $x a:b')]", []),
        ("./descendant::p[position() = last()]/text()", ["رست السفينة"]),
        ("(//p[not(preceding-sibling::p)])", ["رست السفينة"]),
        ("//p[count(set:distinct(//p/@class)) = 1][1]", ["رست السفينة"]),
    ],
)
def test_what_scrapy_finds(rule: str, found: list[str]) -> None:
    assert Selectors([rule]).strings(PAGE) == found


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("//h1[foo()]", "no function foo"),
        ("//h1[re:tests(@class, 'a')]", "no function re:tests"),
        ("//svg:path", "no namespace svg"),
        ("//a/child::svg:path", "no namespace svg"),
        ("//h1[@class = $name]", r"no variable \$name"),
    ],
)
def test_what_no_page_could_tell(rule: str, said: str) -> None:
    """lxml compiles these, and fails on the first page that has such an element."""
    with pytest.raises(SelectorError, match=said):
        Selectors([rule])
