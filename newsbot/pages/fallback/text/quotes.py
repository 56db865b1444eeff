"""Who said a quotation that stands by itself between the paragraphs."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from newsbot.pages.fallback import names
from newsbot.pages.fallback.outline import finder, text_of
from newsbot.pages.plugins import kind_of_classes

if TYPE_CHECKING:
    from lxml.etree import _Element

_CAPTIONS: Final = finder(".//figure/figcaption")
_MEDIA: Final = ("img", "picture", "video", "audio", "iframe", "amp-img")
_QUOTES: Final = frozenset("blockquote pullquote quotation quote".split())
_SAYING: Final = frozenset("attribution author by cite credit name source".split())
# So far up a quotation's element goes; characters of who said it.
_LEVELS: Final = 3
_LONGEST: Final = 120


def close_quotes(tree: _Element) -> None:
    """Put the caption of a ``figure`` that holds a quotation, and neither a picture nor
    a post, into the quotation, where who said it stands (HTML, 4.4.4), and the
    quotation in the place of its figure.

    :param tree: the page; changed in place
    """
    for caption in list(_CAPTIONS(tree)):
        quote = caption.getprevious()
        figure = caption.getparent()
        if quote is None or figure is None or quote.tag != "blockquote":
            continue
        is_post = any(
            kind_of_classes(one.get("class", "")) == "post" for one in (figure, quote)
        )
        if not is_post and next(figure.iter(*_MEDIA), None) is None:
            caption.tag = "footer"
            quote.append(caption)
            around = figure.getparent()
            if around is not None and len(figure) == 1:
                quote.tail = figure.tail
                around.replace(figure, quote)


def is_attribution(element: _Element) -> bool:
    """Whether an element names who said the quotation that it is the last part of: a
    ``footer`` or an element named an author's, in a ``blockquote`` or in an element
    named a quotation's, behind words of it. The posts of social networks are none."""
    is_named = not _SAYING.isdisjoint(names.words_of(element))
    if not (is_named or element.tag == "footer"):
        return False
    around = [element, *islice(element.iterancestors(), _LEVELS)]
    for child, node in pairwise(around):
        if node.tag == "blockquote" or not _QUOTES.isdisjoint(names.words_of(node)):
            is_post = kind_of_classes(node.get("class", "")) == "post"
            is_behind = child.getprevious() is not None or bool(
                (node.text or "").strip()
            )
            is_short = len(text_of(element)) <= _LONGEST
            return is_behind and is_short and not is_post
    return False
