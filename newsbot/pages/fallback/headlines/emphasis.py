"""The headline of a page that has neither headings nor names: a line printed bolder or
larger than the text."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from newsbot.arabic.boilerplate import announces_related, is_boilerplate
from newsbot.arabic.boilerplate.edges import ends_article
from newsbot.pages.fallback import names
from newsbot.pages.fallback.authors.bylines import byline
from newsbot.pages.fallback.dates.datelines import is_date_line
from newsbot.pages.fallback.headlines.headings import agree
from newsbot.pages.fallback.headlines.lines import together
from newsbot.pages.fallback.headlines.titles import parts_of
from newsbot.pages.fallback.outline import letters, says

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row
    from newsbot.pages.fallback.text.cells import Cells

_FEWEST: Final = 2
# Labels of boxes are bold, too, and of as many words.
_LABEL: Final = 2
# More words are no name of a site.
_NAME: Final = 5
# Rows of the page that are looked at, and candidates among them.
_REACH: Final = 400
_CANDIDATES: Final = 20
_MOST: Final = 30
# Elements in a headline's and around it, at most.
_PARTS: Final = 20
_AROUND: Final = 4
# HTML 4.01, section 15.2.2: sizes are 1 to 7, the text's is 3, and «+1» is one more;
# its section 7.5.5 leaves the sizes of headings to browsers, whose h4 is the text's.
_TEXT: Final = 3.0
_BOLD: Final = frozenset("b strong th h1 h2 h3 h4 h5 h6".split())
_TAGS: Final = {"big": 4.0, "h1": 6.0, "h2": 5.0, "h3": 4.0, "h4": 3.0}
_SIZE: Final = re.compile(r"\s*([+-]?)([1-7])\s*")
_STYLE: Final = re.compile(
    r"font-size\s*:\s*(\d{1,3})(?:\.\d+)?\s*(px|pt)", re.IGNORECASE
)
_STYLED_BOLD: Final = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
# Size 3 in either unit; so many units are a size more.
_POINTS: Final = {"px": 16, "pt": 12}
_STEP: Final = 4
_PRINTING: Final = ("b", "big", "font", "span", "strong", "p", "div")
# Of more words one is no likelier a headline.
_LONG: Final = 6
# So many rows may stand between headline and text: date, source, buttons, counts.
_BETWEEN: Final = 16


def emphasised_headline(
    rows: Sequence[Row], cells: Cells, stated: str
) -> tuple[Row, str] | None:
    """The row above the text that is printed bolder or larger than it, and its words
    with those of the lines before it that are printed together with it. None without
    one.

    Of all such rows those are looked at below which the most sentences stand, in the
    same column and with no other sentence between; of these those in the text's own
    table; of these one that is a part of the stated title, else the largest.

    :param rows: the page's outline
    :param cells: its cells
    :param stated: the title that the page states
    """
    parts = {letters(part) for part in parts_of(stated)}
    # «جريدة … .. صوت المدينة»: a name with its motto.
    site = tuple(
        letters(part)
        for part in parts_of(stated)
        if 1 < len(part.split()) < _NAME and not _is_cut(part, stated)
    )
    found: list[tuple[tuple[float, ...], tuple[Row, str]]] = []
    texts: dict[int, int] = {}
    tried = 0
    for i, row in enumerate(islice(rows, _REACH)):
        if tried == _CANDIDATES or not _may_be(row):
            continue
        whole = together(rows, i)
        if not whole.key.endswith(row.key):
            # Its last line stands for it.
            continue
        is_stated = row.key in parts
        if not is_stated and whole.key.startswith(site):
            continue
        printed = emphasis(whole) or emphasis(row) or (_PLAIN if is_stated else None)
        if printed is None:
            continue
        tried += 1
        run = cells.below(i)
        between = range(i + 1, run.start)
        if not run or len(between) > _BETWEEN or any(map(cells.words, between)):
            continue
        text = emphasis(rows[run.start]) or _PLAIN
        # A label in its own size may stand over a small text.
        is_larger = printed.size > max(text.size, _TEXT)
        is_bolder = printed.is_bold > text.is_bold and len(whole.text.split()) > _LABEL
        if not (is_larger or is_bolder or is_stated):
            continue
        shared = _shared(row, rows[run.start])
        if shared is None or shared.tag == "tr":
            # In two columns.
            continue
        is_stated = is_stated or agree(whole.key, whole.text, stated)
        depth = sum(one.tag == "table" for one in (shared, *shared.iterancestors()))
        # Another sentence may be taken for its first.
        texts.setdefault(run.stop, sum(map(cells.words, run)))
        words = min(len(whole.text.split()), _LONG)
        rank = texts[run.stop], depth, is_stated, *printed, words, -i
        found.append((rank, (row, whole.text)))
    return max(found, key=lambda one: one[0], default=(None, None))[1]


class Emphasis(NamedTuple):
    """How a row is printed."""

    size: float
    """As of ``font``, from 1 to 7; 3 is a page's own."""

    is_bold: bool


_PLAIN: Final = Emphasis(_TEXT, is_bold=False)


def emphasis(row: Row) -> Emphasis | None:
    """How all of a row is printed; None where nothing tells. What the style of a class
    says is not known."""
    size, is_bold = 0.0, False
    parts = islice(row.element.iterdescendants(*_PRINTING), _PARTS)
    around = islice(row.element.iterancestors(), _AROUND)
    for element in (row.element, *parts, *around):
        if says(element, row.key):
            size = max(size, _size(element))
            style = _STYLED_BOLD.search(element.get("style", ""))
            is_bold = is_bold or element.tag in _BOLD or style is not None
    return Emphasis(size or _TEXT, is_bold) if size or is_bold else None


def _size(element: _Element) -> float:
    if element.tag in _TAGS:
        return _TAGS[str(element.tag)]
    if element.tag == "font" and (size := _SIZE.fullmatch(element.get("size", ""))):
        return float(size[2]) if not size[1] else _TEXT + float(size[1] + size[2])
    if style := _STYLE.search(element.get("style", "")):
        # Of the text's own size, or of a smaller one, nothing is known.
        return _TEXT + (int(style[1]) - _POINTS[style[2].lower()]) / _STEP
    return 0.0


def _shared(row: Row, other: Row) -> _Element | None:
    """The smallest element that holds two rows."""
    holders = {other.element, *other.element.iterancestors()}
    chain = (row.element, *row.element.iterancestors())
    return next((one for one in chain if one in holders), None)


def _is_cut(part: str, title: str) -> bool:
    """Whether points stand behind a part of a title."""
    return title.partition(part)[2].lstrip().startswith(("...", "…"))


def _may_be(row: Row) -> bool:
    if row.is_linked or not _FEWEST <= len(row.text.split()) <= _MOST:
        return False
    if row.text.endswith(".") and not row.text.endswith(".."):
        # A sentence of a text in larger letters.
        return False
    if names.is_page_part(row.element) or names.is_foreign(row.element):
        return False
    if is_date_line(row.text) or byline(row.text) or is_boilerplate(row.text):
        return False
    return not (ends_article(row.text) or announces_related(row.text))
