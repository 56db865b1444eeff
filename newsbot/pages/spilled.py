"""What a post that closes an element too often has pushed out of its body.

Authors paste pieces of other pages, and WordPress prints a post as it was written. A
``</div>`` that closes nothing of the post closes the theme's container: what follows
stands behind it, beside the theme's own elements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.etree import _Element

# What posts are made of, and themes print in elements of their own.
_TEXT: Final = frozenset("p h2 h3 h4 h5 h6 ul ol blockquote figure table".split())


def take_back(body: _Element, behind: Collection[_Element]) -> bool:
    """Put all that stands between *body* and the first of *behind* back into *body*,
    if there is text among it.

    :param body: the container of a post's text
    :param behind: what the theme prints right behind that
    :return: whether anything was moved
    """
    marks = set(behind)  # of thousands, a list would be searched for each element
    spilled: list[_Element] = []
    place: _Element | None = body
    while place is not None:
        following = place.getnext()
        if following is None:
            place = place.getparent()
        elif following in marks:
            break
        elif any(one in marks for one in following.iter()):
            return False
        else:
            spilled.append(following)
            place = following
    if place is None or not any(node.tag in _TEXT for node in spilled):
        return False
    words, body.tail = body.tail, None
    etree.SubElement(body, "br").tail = words  # the end of the line before them
    body.extend(spilled)
    return True
