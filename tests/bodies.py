"""The body of an article, read from the HTML inside its element."""

from __future__ import annotations

from newsbot.pages.body import Body, read_body
from newsbot.pages.html import parse

PAGE = "https://manara.example/news/one/"
"""Address of the article's page."""


def body(html: str) -> Body:
    """What is read from a container with *html* in it."""
    root = parse(f'<div id="body">{html}</div>').find(".//div")
    assert root is not None
    return read_body(root, base=PAGE)
