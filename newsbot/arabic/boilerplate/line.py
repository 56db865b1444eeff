"""Lines inside an article's body that are none of its text.

Publishers put links to other articles, calls to follow them, share labels and
advertisement labels between the paragraphs. Such a line is recognised by its wording
alone: by tables, by the form that a kind of message has
(:mod:`newsbot.arabic.boilerplate.messages.forms`), or by several kinds of evidence that
agree (:mod:`newsbot.arabic.boilerplate.evidence`). It is compared through
:func:`newsbot.arabic.text.fold`, so that أيضا, أيضًا and ايضآ are one word and bullets,
arrows and emoji do not count.

A line is left in the text whenever it could be a sentence of the news: many of these
words are verbs in the past tense too (``شاهد``: watch, or he watched), so most
phrases count only when they stand alone or before a colon or a dash.
"""

import re
from functools import lru_cache
from typing import Final

from newsbot.arabic.boilerplate.calls import OPENINGS_OF_CALLS, is_call
from newsbot.arabic.boilerplate.endings import words_of_dates
from newsbot.arabic.boilerplate.evidence import is_interface, speaks_to_readers
from newsbot.arabic.boilerplate.labels.bars import (
    OPENINGS_OF_PARTS,
    is_bar_of_networks,
    shows_player,
    tells_reading_time,
)
from newsbot.arabic.boilerplate.labels.buttons import OPENINGS_OF_LABELS, is_button
from newsbot.arabic.boilerplate.labels.keywords import KEYWORDS, lists_keywords
from newsbot.arabic.boilerplate.labels.label_forms import (
    ALSO,
    LIKED,
    MAY_LIKE,
    MOST_READ,
    READ_ALSO,
)
from newsbot.arabic.boilerplate.labels.labelled import (
    LONGEST_LABEL,
    is_labelled,
    is_labelled_address,
)
from newsbot.arabic.boilerplate.labels.labels import (
    ALONE,
    LABELS,
    RELATED,
    RELATED_ALONE,
)
from newsbot.arabic.boilerplate.legal import is_legal, may_open_rule
from newsbot.arabic.boilerplate.messages.messages import (
    OPENINGS_OF_MESSAGES,
    is_message,
)
from newsbot.arabic.boilerplate.messages.services import (
    FIRSTS,
    is_service,
    may_be_service,
)
from newsbot.arabic.boilerplate.phrases import LONGEST, words_of
from newsbot.arabic.boilerplate.quoted import without_quoted_calls
from newsbot.arabic.boilerplate.rows import is_row, may_be_row
from newsbot.arabic.boilerplate.rules import compiled
from newsbot.arabic.boilerplate.speech import (
    ends_sentence,
    is_quoted,
    is_told,
    tells_speech,
)
from newsbot.arabic.boilerplate.vocabulary import GLUE, KNOWN
from newsbot.arabic.text import clean, fold

_ANNOUNCING: Final = RELATED | RELATED_ALONE
_WHOLE_LINES: Final = ALONE | LABELS | _ANNOUNCING

# «أقرأ»: I read; the imperative has no hamza.
_I_READ: Final = re.compile("أقر[أا]")
# An arrow behind «المزيد عن …» leads there.
_POINTS: Final = re.compile(
    " [>»]$|[\u2190-\u21ff\u25b2-\u25c5\u2b05-\u2b07\U0001f446-\U0001f449]$"
)
_MORE_OF: Final = re.compile(
    r"(?:المزيد|التفاصيل|تفاصيل|اقرا|شاهد)(?: (?:عن|حول|من|في))?\b"
)
# Before a call: «عاجل | حملوا …», «عزيزي القارئ، شاركنا …».
_HEAD: Final = re.compile(r"(.+)([،؟!|…✦•])(?!.*[،؟!|…✦•]) ?(?=\w)")
_HEADS: Final = re.compile("[،؟!|…✦•]")
_MOST_IN_HEAD: Final = 8  # words
# «اقرأ/ي»
_GENDERS: Final = re.compile(r"(?<=\w)/(?:ي|ين|وا|ن|ة|ت)\b")
_MOST_OF_BAR: Final = 120  # characters
# A word of these stands in every link to more of the same.
_TO_ARTICLES: Final = words_of(
    "اقرأ اقرأوا اقروا اقرؤوا اقرئي read قد وقد ربما وربما الأكثر أيضا كذلك كمان برضه",
    "برضو بردو برده زاده زادا حتى وحتى المزيد أكثر التفاصيل للكاتب للكاتبة لنفس",
)
_LISTED: Final = words_of(
    "مواضيع موضوعات مقالات أخبار قصص فيديوهات تقارير روابط مقال موضوع خبر"
)
# Of sentences that are looked at; none at all behind marks and emoji.
_OPENINGS: Final = {label.split()[0] for label in _WHOLE_LINES | KEYWORDS} | {""}
_OPENINGS_OF_ROWS: Final = (
    _OPENINGS
    | OPENINGS_OF_CALLS
    | OPENINGS_OF_MESSAGES
    | FIRSTS
    | OPENINGS_OF_LABELS
    | OPENINGS_OF_PARTS
    | (KNOWN - GLUE)
    | words_of_dates()
)


def is_boilerplate(line: str) -> bool:
    """Whether a line of a body is a link, a call, a share or advertisement label.

    ``line`` is one paragraph or heading as text, cleaned or not; of several lines each
    must be boilerplate. False for an empty line, for any line above 200 characters,
    and wherever the line could be a sentence of the news. A source line
    (:func:`newsbot.arabic.credits.credit`) is no boilerplate.
    """
    if len(line) > LONGEST or _is_prose(line):
        return False
    lines = [part for part in clean(line).split("\n") if part]
    return bool(lines) and all(map(_is_boilerplate, lines))


def _is_prose(line: str) -> bool:
    """Whether a line is a sentence that begins like no call, label or rule."""
    if len(line) <= LONGEST_LABEL or not ends_sentence(line) or "\n" in line:
        return False
    first = fold(line.partition(" ")[0])
    return (
        first not in _OPENINGS
        and first.removeprefix("و") not in OPENINGS_OF_CALLS
        and not may_open_rule(first, line)
        and not may_be_service(first, line)
    )


# A row is parted in several ways, whose parts are mostly the same, and rows themselves.
@lru_cache(1024)
def _is_boilerplate(line: str) -> bool:
    """Whether one line, cleaned and of any length, is of the site."""
    if "«" in line or '"' in line or "“" in line:
        said = without_quoted_calls(line)
        if said != line and fold(said) and not _is_boilerplate(said):
            return False
    plain = fold(line)  # with its marks: known from announces_related
    words = plain.split()
    if plain in _ANNOUNCING:
        return True
    if plain in _WHOLE_LINES or is_button(line, plain):
        return not is_quoted(line)
    if is_labelled_address(line) or tells_reading_time(words):
        return True
    is_sentence = ends_sentence(line)
    if is_sentence and words and _is_bar_of_sentence(line, words):
        return True
    bare = _undecorated(_GENDERS.sub("", line) if "/" in line else line)
    if is_labelled(bare, is_sentence=is_sentence):
        return True
    if is_call(line, plain) or is_legal(line, plain):
        return True
    if words and is_service(line, words):
        return True
    return not is_sentence and bool(words) and _is_of_site(line, bare, plain, words)


def _is_of_site(line: str, bare: str, plain: str, words: list[str]) -> bool:
    """Whether a line without a full stop is of the site.

    :param bare: the line without marks at its ends
    :param plain: the line folded
    :param words: the same, word for word
    """
    if not _TO_ARTICLES.isdisjoint(words):
        if compiled(READ_ALSO).fullmatch(plain):
            return not _I_READ.match(bare) and not is_told(line)
        if compiled(MAY_LIKE).fullmatch(plain) or compiled(MOST_READ).fullmatch(plain):
            return True
        if compiled(ALSO).fullmatch(plain):
            return not is_quoted(line)
    if words[0].removeprefix("ال") in _LISTED and compiled(LIKED).fullmatch(plain):
        return not is_quoted(line)
    if (
        not line[-1].isalnum()
        and _POINTS.search(line, len(line) - 2)
        and _MORE_OF.match(plain)
    ):
        return not is_quoted(line)
    if is_message(line, plain, words):
        return True
    if is_interface(line, plain):
        return True
    if _ends_in_call(line) or _is_row(line, words[0]):
        return True
    return "#" in line and lists_keywords(line)


def _is_row(line: str, first: str) -> bool:
    """Whether a line is some messages of the site, one beside the other.

    :param first: its first word, folded
    """
    if first.isalpha() and not first.isascii() and first not in _OPENINGS_OF_ROWS:
        return False
    return is_row(line, _is_boilerplate)


def _is_bar_of_sentence(line: str, words: list[str]) -> bool:
    """Whether a row of labels, or a player, ends in a full stop for once."""
    if len(line) > _MOST_OF_BAR:
        return False
    if shows_player(line) or is_bar_of_networks(words):
        return True
    return may_be_row(line) and _is_row(line.rstrip(". "), words[0])


def _ends_in_call(line: str) -> bool:
    if not _HEADS.search(line):
        return False
    head = _HEAD.match(line)
    if head is None or head[1].count(" ") >= _MOST_IN_HEAD or tells_speech(head[1]):
        return False
    if head[2] in "،!…" and not speaks_to_readers(head[1]):
        return False
    call = line[head.end() :]
    return is_call(call, fold(call)) and not is_told(line)


def _undecorated(line: str) -> str:
    """*line* without what is neither letter nor digit at its ends."""
    start, end = 0, len(line)
    while start < end and not line[start].isalnum():
        start += 1
    while end > start and not line[end - 1].isalnum():
        end -= 1
    return line[start:end]


def announces_related(line: str) -> bool:
    """Whether a heading announces links to other articles that follow it.

    True for ``مواضيع ذات صلة`` or ``اقرأ أيضا:`` with nothing after it; False for a
    label with its link on the same line, which :func:`is_boilerplate` knows.
    """
    return len(line) <= LONGEST_LABEL and fold(line) in _ANNOUNCING
