"""An article's text in the data that a page's scripts build it from: Next.js, Nuxt and
their like."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from newsbot.pages.fallback.outline import letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_TAG: Final = re.compile(r"<[^<>]*>")
# An article's text has as many words; titles and summaries have fewer.
_FEWEST_WORDS: Final = 40
_DEPTH: Final = 24


def embedded_text(tree: _Element, *, title: str) -> str | None:
    """The longest text, plain or HTML, that stands beside the headline in a script of
    JSON; None where none does.

    :param tree: the page
    :param title: the headline
    """
    key = letters(title)
    best = ""
    for script in tree.iter("script"):
        is_data = script.get("type") == "application/json"
        if not (is_data or script.get("id") == "__NEXT_DATA__") or not script.text:
            continue
        try:
            data = json.loads(script.text)
        except (ValueError, RecursionError):
            continue
        for node in _objects(data, 0):
            texts = [one for one in node.values() if isinstance(one, str)]
            # Other articles' data stand on the page, too.
            if key and any(letters(one) == key for one in texts):
                best = max(best, *texts, key=len)
    words = len(_TAG.sub(" ", best).split())
    return best if words >= _FEWEST_WORDS else None


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEPTH:
        return
    if isinstance(data, dict):
        yield data
    children = data.values() if isinstance(data, dict) else data
    if isinstance(data, dict | list):
        for child in children:
            yield from _objects(child, depth + 1)
