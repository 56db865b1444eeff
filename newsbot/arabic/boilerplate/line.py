"""Lines inside an article's body that are none of its text.

Publishers put links to other articles, calls to follow them, share labels and
advertisement labels between the paragraphs. Such a line is recognised by its wording
alone: by tables, by the form that a kind of message has
(:mod:`newsbot.arabic.boilerplate.forms`), or by several kinds of evidence that agree
(:mod:`newsbot.arabic.boilerplate.evidence`). It is compared through
:func:`newsbot.arabic.text.fold`, so that أيضا, أيضًا and ايضآ are one word and bullets,
arrows and emoji do not count.

A line is left in the text whenever it could be a sentence of the news: many of these
words are verbs in the past tense too (``شاهد``: watch, or he watched), so most
phrases count only when they stand alone or before a colon or a dash.
"""

import re
from collections.abc import Callable
from typing import Final

from newsbot.arabic.boilerplate.buttons import OPENINGS_OF_LABELS, is_button
from newsbot.arabic.boilerplate.calls import OPENINGS_OF_CALLS, is_call
from newsbot.arabic.boilerplate.endings import is_dated, words_of_dates
from newsbot.arabic.boilerplate.english import FRENCH
from newsbot.arabic.boilerplate.evidence import (
    OPENINGS_OF_PARTS,
    is_bar_of_networks,
    is_button_of_row,
    is_interface,
    shows_player,
    speaks_to_readers,
    tells_reading_time,
)
from newsbot.arabic.boilerplate.forms import FORMS
from newsbot.arabic.boilerplate.keywords import KEYWORDS, lists_keywords
from newsbot.arabic.boilerplate.label_forms import (
    ALSO,
    LABELS_OF_KINDS,
    LIKED,
    MAY_LIKE,
    MOST_READ,
    READ_ALSO,
)
from newsbot.arabic.boilerplate.labels import ALONE, LABELS, RELATED, RELATED_ALONE
from newsbot.arabic.boilerplate.legal import is_legal, may_open_rule
from newsbot.arabic.boilerplate.offers import OFFERS
from newsbot.arabic.boilerplate.phrases import LONGEST, words_of
from newsbot.arabic.boilerplate.quoted import without_quoted_calls
from newsbot.arabic.boilerplate.rules import by_first_word, compiled, follows
from newsbot.arabic.boilerplate.services import FIRSTS, is_service, may_be_service
from newsbot.arabic.boilerplate.speech import (
    ends_sentence,
    is_quoted,
    is_told,
    tells_speech,
)
from newsbot.arabic.boilerplate.states import STATES
from newsbot.arabic.boilerplate.vocabulary import GLUE, KNOWN
from newsbot.arabic.boilerplate.widgets import WIDGETS
from newsbot.arabic.text import clean, fold

_ANNOUNCING: Final = RELATED | RELATED_ALONE
_WHOLE_LINES: Final = ALONE | LABELS | _ANNOUNCING

_PICTURES: Final = re.compile(
    r"(?:بالفيديو|بالصور|بالصوت والصوره|بالفيديو والصور|بالصور والفيديو|فيديو|صور)"
)
# بالفيديو.. شاهد لحظة …
_WATCH: Final = (
    r"(?:شاهدوا|تابعوا|اقراوا|تعرفوا علي|(?:شاهد|تابع|اقرا|استمع الي|تعرف علي)"
    r" (?:لحظ|ماذا|كيف|ما|اول|اجمل|ابرز|اهم|اغرب|لقطات|مشاهد|صور|جوله|رد|تفاصيل|هنا"
    r"|المزيد|الفيديو|الصور|اللحظ|مقطع|اخر|احدث|من|لماذا|اللقطات|المشاهد|هذا"
    r"|هذه)\w*)\b.*"
)
_I_READ: Final = re.compile("أقر[أا]")

_SEPARATOR: Final = re.compile(
    r"[:：|»«/…–—-]|\.\.|[<>•●■★]|[\u2190-\u21ff\u2794-\u27bf\u2b05-\u2b07\u25a0-\u25ff"
    r"\U0001f300-\U0001faff]"
)
_NO_COLONS: Final = frozenset("/–—-»«•")
# An arrow behind «المزيد عن …» leads there.
_POINTS: Final = re.compile(
    " [>»]$|[\u2190-\u21ff\u25b2-\u25c5\u2b05-\u2b07\U0001f446-\U0001f449]$"
)
_MORE_OF: Final = re.compile(
    r"(?:المزيد|التفاصيل|تفاصيل|اقرا|شاهد)(?: (?:عن|حول|من|في))?\b"
)
_FORMS: Final = by_first_word(FORMS + WIDGETS + FRENCH + STATES + OFFERS)
# Before a call: «عاجل | حملوا …», «عزيزي القارئ، شاركنا …».
_HEAD: Final = re.compile(r"(.+)([،؟!|…✦•])(?!.*[،؟!|…✦•]) ?(?=\w)")
_HEADS: Final = re.compile("[،؟!|…✦•]")
_MOST_IN_HEAD: Final = 8  # words
# Between the labels of a row, and between two messages: «طباعة | إرسال», «عذرا … الصوت.
# المرجو تحديثه».
_BETWEEN: Final = re.compile(
    r" ?[|•·▪‖\]\[] ?| [–—-] |[.؟!] (?=\S)|\.{2,}| {2,}|\*"
    r"| ?[\u2190-\u21ff\u25a0-\u25ff\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f? ?"
)
_MOST_PARTS: Final = 8
_BARS: Final = re.compile(r" ?[|•·▪‖] ?")
# «اقرأ/ي»
_GENDERS: Final = re.compile(r"(?<=\w)/(?:ي|ين|وا|ن|ة|ت)\b")
_ADDRESS: Final = re.compile(r"https?://\S+")
_LONGEST_PART: Final = 100  # characters
_MOST_OF_BAR: Final = 120  # characters
_LONGEST_LABEL: Final = 60  # characters
# A word of these stands in every link to more of the same.
_TO_ARTICLES: Final = words_of(
    "اقرأ اقرأوا اقروا اقرؤوا اقرئي read قد وقد ربما وربما الأكثر أيضا كذلك كمان برضه",
    "برضو بردو برده زاده زادا حتى وحتى المزيد أكثر التفاصيل للكاتب للكاتبة لنفس",
)
_LISTED: Final = words_of(
    "مواضيع موضوعات مقالات أخبار قصص فيديوهات تقارير روابط مقال موضوع خبر"
)
_CLOCK: Final = re.compile(r"\d{1,2}:\d\d(?: ?[صم])?")
_WORD: Final = re.compile(r"\w")
# Of sentences that are looked at; none at all behind marks and emoji.
_OPENINGS: Final = {label.split()[0] for label in _WHOLE_LINES | KEYWORDS} | {""}
_OPENINGS_OF_ROWS: Final = (
    _OPENINGS
    | OPENINGS_OF_CALLS
    | _FORMS.keys()
    | FIRSTS
    | OPENINGS_OF_LABELS
    | OPENINGS_OF_PARTS
    | (KNOWN - GLUE)
    | words_of_dates()
)
# What follows a label is a headline; here it goes on: «قد يهمك.. وقد لا يهمك».
_WAVERS: Final = re.compile(r"و?قد (?:لا )?\S+$|و?(?:لكن\S*|بل|لا|ربما|غير ان|او)\b.*")


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
    if len(line) <= _LONGEST_LABEL or not ends_sentence(line) or "\n" in line:
        return False
    first = fold(line.partition(" ")[0])
    return (
        first not in _OPENINGS
        and first.removeprefix("و") not in OPENINGS_OF_CALLS
        and not may_open_rule(first, line)
        and not may_be_service(first, line)
    )


def _is_boilerplate(whole: str) -> bool:
    if "«" in whole or '"' in whole or "“" in whole:
        said = without_quoted_calls(whole)
        if said != whole and fold(said) and not _is_boilerplate(said):
            return False
    words = fold(whole)  # of the whole: known from announces_related
    split = words.split()
    if words in _ANNOUNCING:
        return True
    if words in _WHOLE_LINES or is_button(whole, words):
        return not is_quoted(whole)
    if "://" in whole and _is_labelled_address(whole):
        return True
    is_sentence = ends_sentence(whole)
    if tells_reading_time(split):
        return True
    if is_sentence and words and _is_bar_of_sentence(whole, split):
        return True
    line = _undecorated(_GENDERS.sub("", whole) if "/" in whole else whole)
    separator = _SEPARATOR.search(line, 0, _LONGEST_LABEL)
    if separator and _is_labelled(line, separator, is_sentence=is_sentence):
        return True
    if is_call(whole, words) or is_legal(whole, words):
        return True
    if words and is_service(whole, split):
        return True
    return not is_sentence and words != "" and _is_of_site(whole, line, words, split)


def _is_of_site(whole: str, line: str, words: str, split: list[str]) -> bool:
    """Whether a line without a full stop is of the site.

    :param whole: the line
    :param line: the same without marks at its ends
    :param words: folded
    :param split: the same, word for word
    """
    if not _TO_ARTICLES.isdisjoint(split):
        if compiled(READ_ALSO).fullmatch(words):
            return not _I_READ.match(line) and not is_told(whole)
        if compiled(MAY_LIKE).fullmatch(words) or compiled(MOST_READ).fullmatch(words):
            return True
        if compiled(ALSO).fullmatch(words):
            return not is_quoted(whole)
    if split[0].removeprefix("ال") in _LISTED and compiled(LIKED).fullmatch(words):
        return not is_quoted(whole)
    if (
        not whole[-1].isalnum()
        and _POINTS.search(whole, len(whole) - 2)
        and _MORE_OF.match(words)
    ):
        return not is_quoted(whole)
    if follows(_FORMS, split) and not is_told(whole):
        return True
    if is_interface(whole, words):
        return True
    if _ends_in_call(whole) or _is_row(whole, split[0]):
        return True
    return "#" in whole and lists_keywords(whole)


def _is_labelled_address(line: str) -> bool:
    """«الرابط المختصر: https://…»."""
    rest = _ADDRESS.sub("|", line)
    labels = [part.strip(" :：-–") for part in rest.split("|")]
    labels = [label for label in labels if fold(label)]
    return 0 < len(labels) <= _MOST_PARTS and all(
        is_button(label, fold(label)) for label in labels
    )


def _is_row(line: str, first: str) -> bool:
    """Whether a line is some messages of the site, one beside the other.

    :param line: the line
    :param first: its first word, folded
    """
    if first.isalpha() and not first.isascii() and first not in _OPENINGS_OF_ROWS:
        return False
    if _are_parts(_BETWEEN.split(line), _is_part):
        return not is_told(line)
    if "|" in line and _are_parts(_BARS.split(line), _is_part):
        return not is_told(line)
    return "،" in line and _are_parts(line.split("،"), _is_boilerplate)


def _are_parts(split: list[str], is_one: Callable[[str], bool]) -> bool:
    """Whether all of some parts, two at least, are each what *is_one* knows."""
    if not len(split) > 1:
        return False
    parts = [bare for part in split if (bare := part.strip(' ()"«»'))]
    if max(map(len, parts), default=0) > _LONGEST_PART:
        return False
    parts = [part for part in parts if _WORD.search(part)]
    return 1 < len(parts) <= _MOST_PARTS and all(map(is_one, parts))


def _is_bar_of_sentence(line: str, words: list[str]) -> bool:
    """Whether a row of labels, or a player, ends in a full stop for once."""
    if len(line) > _MOST_OF_BAR:
        return False
    if shows_player(line) or is_bar_of_networks(words):
        return True
    return _has_bars(line) and _is_row(line.rstrip(". "), words[0])


def _has_bars(line: str) -> bool:
    return "|" in line or " - " in line or " – " in line or "،" in line


def _is_part(part: str) -> bool:
    if is_button_of_row(fold(part)) or is_dated(part) or _CLOCK.fullmatch(part):
        return True
    return _is_boilerplate(part)


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


def _is_labelled(line: str, separator: re.Match[str], *, is_sentence: bool) -> bool:
    """Whether a line is a label, a mark, and what the label is of.

    :param separator: the mark
    :param is_sentence: whether the line ends in a full stop
    """
    label, mark = fold(line[: separator.start()]), separator[0]
    is_colon = mark in ":：|"
    if is_sentence and mark in _NO_COLONS:
        return False
    if label in RELATED:
        return is_colon or not _WAVERS.match(fold(line[separator.end() :]))
    if label in KEYWORDS and (is_colon or mark in "-–—"):
        return not is_sentence
    if label in LABELS:
        return is_colon or not (is_sentence or mark in _NO_COLONS)
    if is_sentence or mark in _NO_COLONS:
        return False
    if any(compiled(see).fullmatch(label) for see in LABELS_OF_KINDS):
        return True
    if not _PICTURES.fullmatch(label):
        return False
    return compiled(_WATCH).fullmatch(fold(line[separator.end() :])) is not None


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
    return len(line) <= _LONGEST_LABEL and fold(line) in _ANNOUNCING
