"""Visible dates: the date line of an article, among all dates that a page prints."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final, Literal

from newsbot.arabic.dates import published_and_modified
from newsbot.pages.dates import Candidate
from newsbot.pages.fallback import names
from newsbot.pages.fallback.outline import finder, letters, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row

# A date line has a day, at least: one or two digits, or a relative form.
_LONGEST: Final = 120
_DIGIT_OR_WORD: Final = re.compile(r"\d|منذ|قبل|أمس|امس|اليوم")
_LABEL: Final = re.compile(
    r"نشر|تاريخ|التاريخ|تحديث|حدث|كتب في|أضيف|اضيف|تعديل|publish|updat|posted|modified",
    re.IGNORECASE,
)
_PLAIN: Final = re.compile(r"[\s\d:/.,،|()-]+")
# Behind a date line stand counts: «القراءات: 120», «تعليقات 3», «زمن القراءة».
_COUNTS: Final = re.compile(
    r"[\s|•·,،–—-]*[(\[]?\s*(?:عدد\s+)?(?:ال)?(?:قراءات|قراءة|مشاهدات|مشاهدة|زيارات|زيارة"
    r"|تعليقات|تعليق|زمن القراءة|وقت القراءة|دقائق|دقيقة|القراءات"
    r"|المشاهدات|views?|comments?"
    r"|min(?:utes?)? read)\b.*$",
    re.IGNORECASE,
)
# A date may be a link to its day; a headline with a date in it is longer.
_MOST_LINKED: Final = 6
_REACH_ABOVE: Final = 8
_REACH_BELOW: Final = 4


def is_date_line(text: str) -> bool:
    """Whether a row says when something was published, and hardly more."""
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return False
    if text.endswith((".", "؟", "!")) and not _PLAIN.fullmatch(text):
        return False
    return any(_read(text, datetime.now(UTC), "UTC"))


def visible_dates(
    rows: Sequence[Row],
    *,
    title: int | None,
    first: int,
    last: int,
    now: datetime,
    tz: str,
    text: Container[int],
    is_others: Callable[[_Element], bool],
) -> list[Candidate]:
    """The dates that the page prints as those of its article, as candidates of the
    rule ``text``: in the rows around the headline down to the text, else straight
    behind the text.

    What stands above the headline counts only with a label or in an element that is
    named a date's, and never as today: that is the clock of the page.

    :param title: index of the headline's row; None where it is not on the page
    :param first: index of the text's first row
    :param last: index of its last row
    :param now: an aware instant, the time of the fetch
    :param tz: IANA zone of the site's local times
    :param text: indices of the rows that are the text itself
    :param is_others: whether an element belongs to other articles or to comments
    """
    start = first if title is None else title
    above = range(start - 1, max(start - _REACH_ABOVE, 0) - 1, -1)
    between = range(start, max(min(first + 3, last + 1, start + 40), start + 3))
    if title is None:
        between = range(0)
    below = range(last, min(last + 1 + _REACH_BELOW, len(rows)))
    for reach, is_above in ((between, False), (above, True), (below, False)):
        for i in reach:
            if i in text or i >= len(rows) or is_others(rows[i].element):
                continue
            row = rows[i]
            if any(map(names.is_caption, _near(row.element))):
                continue
            found = _row_dates(row, now, tz, is_above=is_above or reach is below)
            if found:
                # A label and its update may stand in rows of their own.
                following = rows[i + 1] if i + 1 < len(rows) else None
                if following is not None and _LABEL.search(following.text):
                    found += _row_dates(following, now, tz, is_above=True)
                return found
    return []


def _row_dates(row: Row, now: datetime, tz: str, *, is_above: bool) -> list[Candidate]:
    if row.is_linked and len(row.text.split()) > _MOST_LINKED:
        return []
    is_named = any(map(names.is_date, _near(row.element)))
    updates: list[Candidate] = []
    for text in _texts(row):
        has_label = _LABEL.search(text) is not None
        if is_above and not (has_label or is_named):
            continue
        published, modified = _read(text, now, tz)
        if published is not None:
            if is_above and not has_label and _is_today(published, now):
                return []
            return [Candidate("published", "text", text)]
        if modified is not None:
            updates.append(Candidate("modified", "text", text))
    return updates[:1]


def _texts(row: Row) -> Iterator[str]:
    """What a row may be read as, best first: without its links, with its parts kept
    apart («٦:٢٥ م», «الدوحة» stand apart on the screen only), whole, and each part by
    itself («المشاهدات 320», «2026-11-20»)."""
    parts = [" ".join(part.split()) for part in map(str, row.element.itertext())]
    own = [part for part in parts if part and part in row.text]
    whole = text_of(row.element) if len(row.element) > 0 else ""
    # Its element may hold more rows.
    spaced = whole if letters(whole) == row.key else ""
    for text in dict.fromkeys((row.unlinked, spaced, row.text, whole, *own)):
        if len(text) <= _LONGEST and _DIGIT_OR_WORD.search(text):
            yield _COUNTS.sub("", text)


def _read(
    text: str, now: datetime, tz: str
) -> tuple[datetime | date | None, datetime | date | None]:
    return published_and_modified(text, now=now, tz=tz)


def _is_today(value: datetime | date | None, now: datetime) -> bool:
    if value is None:
        return False
    day = value.date() if isinstance(value, datetime) else value
    return abs((now.date() - day).days) <= 1


def _near(element: _Element) -> list[_Element]:
    found, node = [element], element.getparent()
    while node is not None and len(found) < 3:
        found.append(node)
        node = node.getparent()
    return found


def stated_dates(
    scope: _Element, *, is_others: Callable[[_Element], bool]
) -> list[Candidate]:
    """Dates that elements state for machines: microdata, else ``time`` elements, else
    the microformat's ``abbr``; the first for each field.

    :param scope: the element that holds headline and text
    :param is_others: whether an element belongs to other articles or to comments
    """
    root = scope.getroottree().getroot()
    found: list[Candidate] = []
    for element in _DATE_PROPERTIES(root):
        names_of = element.get("itemprop", "").lower().split()
        field = next((_FIELDS[name] for name in names_of if name in _FIELDS), None)
        if field is None or is_others(element):
            continue
        value = element.get("content") or element.get("datetime") or text_of(element)
        if value:
            found.append(Candidate(field, "time", value[:_LONGEST]))
    if not found:
        for element in scope.iter("time", "abbr"):
            value = element.get("datetime", "").strip()
            if not value and not names.words_of(element).isdisjoint(_HATOM):
                value = element.get("title", "")
            if not value or is_others(element):
                continue
            field = "modified" if _is_update(element) else "published"
            found.append(Candidate(field, "time", value[:_LONGEST]))
    first: dict[str, Candidate] = {}
    for candidate in found:
        first.setdefault(candidate.field, candidate)
    return list(first.values())


def named_dates(
    scope: _Element,
    *,
    now: datetime,
    tz: str,
    is_others: Callable[[_Element], bool],
) -> list[Candidate]:
    """The first date in an element that is named a date's, where no row is one:
    buttons beside it run into its row.

    Arguments are those of :func:`visible_dates`.
    """
    for element in _NAMED_DATES(scope):
        if not names.is_date(element) or is_others(element):
            continue
        text = _COUNTS.sub("", text_of(element))
        if not text or len(text) > _LONGEST or not _DIGIT_OR_WORD.search(text):
            continue
        published, modified = _read(text, now, tz)
        if published is not None:
            return [Candidate("published", "text", text)]
        if modified is not None:
            return [Candidate("modified", "text", text)]
    return []


def _is_update(element: _Element) -> bool:
    label = element.get("class", "")
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        label = f"{label} {previous.text or ''} {previous.tail or ''}"
    elif parent is not None:
        label = f"{label} {parent.text or ''}"
    words = names.words_of(element)
    # WordPress classes a post that was never changed "published updated".
    return _UPDATE.search(label) is not None and "published" not in words | {
        "published" if "entry" in words else ""
    }


_FIELDS: Final[dict[str, Literal["published", "modified"]]] = {
    "datepublished": "published",
    "datecreated": "published",
    "datemodified": "modified",
    "dateupdated": "modified",
}
_HATOM: Final = frozenset({"published", "date", "dtpublished", "publish"})
_UPDATE: Final = re.compile(r"updat|modif|تحديث|تعديل", re.IGNORECASE)
_DATE_PROPERTIES: Final = finder("//@itemprop[contains(., 'date')]/..")
_NAMED_DATES: Final = finder(
    ".//*[contains(@class, 'date') or contains(@class, 'Date')"
    " or contains(@class, 'time') or contains(@class, 'Time')"
    " or contains(@class, 'publish') or contains(@id, 'Date') or contains(@id, 'date')"
    " or contains(@id, 'Time') or contains(@class, 'posted')]"
)
