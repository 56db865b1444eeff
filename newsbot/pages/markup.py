"""Bodies that are stated as strings: HTML in JSON, or plain paragraphs."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from newsbot.pages.body import Body, read_body
from newsbot.pages.html import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKUP: Final = re.compile(
    r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|&(?:[a-z]+|#[0-9]+|#x[0-9a-f]+);", re.IGNORECASE
)


def body_of(texts: Iterable[str], *, base: str) -> Body:
    """The body that *texts* make, one after the other.

    A text with tags or entities in it is read as HTML; of others each line is a
    paragraph.

    :param base: address of the page, for relative addresses in it
    """
    parts = [
        text if _MARKUP.search(text) else _paragraphs(text.splitlines())
        for text in texts
    ]
    html = "".join(f"<div>{part}</div>" for part in parts)
    return read_body(parse(f"<html><body>{html}</body></html>"), base=base)


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)
