"""What a site says to its readers, told by evidence where no table knows the wording.

Lines without a full stop are judged by the kinds of words in them: of the site's own
interface, of its channels, «our», «you», what a reader is to do. One kind alone is news
as often as not («تحميل التطبيق»), so two at least must agree, and nothing must speak
for a report: a verb of saying, a clause, a quotation as a whole.
"""

import re
from typing import Final

from newsbot.arabic.boilerplate.channels import PROMISES, SIGN
from newsbot.arabic.boilerplate.labels.bars import (
    BAR_LABELS,
    is_bar,
    is_count,
    is_path,
    shows_player,
)
from newsbot.arabic.boilerplate.speech import is_told
from newsbot.arabic.boilerplate.vocabulary import (
    ACTS,
    ADDRESSES,
    BACK,
    CHANNEL_NOUNS,
    DO,
    ENGLISH,
    KNOWN,
    MAIL,
    MAY_BE_PAGE,
    NETWORK_WORDS,
    NEXT,
    OF_SPEAKERS,
    ON_PAGE,
    OUR_WORDS,
    PAGES,
    REACHED,
    READERS,
    REPORTS,
    SHARED,
    SHOWS,
    SLANG,
    SUBSCRIBERS,
    TO,
)
from newsbot.arabic.text import fold

_MOST_WORDS: Final = 25

_PRESS_HERE: Final = re.compile(
    r"(?<![«\"“‘'])\b[إا](?:ضغط|نقر)(?:وا|ي)? (?:هنا|على (?:هذا )?الرابط"
    r"|(?:على )?زر (?:الاشتراك|الجرس|المتابعة|التنبيهات|الإعجاب))"
)
# «…: انضم من هنا», «…؟ صوتوا الآن»
_ENDS_IN_CALL: Final = re.compile(
    r"[:؟?!|.…✦،] ?(?:انضم|انضموا|[إا]شتركوا?|[إا]ضغطوا?|[إا]نقروا?|سجّ?لوا?|حمّ?لوا?"
    r"|صوّ?توا?|شاركوا?|شاركنا|شاركونا|تابعنا|تابعونا|[اإ]قرأ|شاهد|شاهدوا"
    r"|نزّ?له|نزّ?لوه|حمّ?له|حمّ?لوه|جرّ?به|جرّ?بوه|ثبّ?ته|شاركه|شاركوه|زوروه|تابعه)"
    r"(?: (?:الآن|الان|هنا|من هنا|معنا|مجانا|برأيك|رأيك))+\W*$"
)
_LEAD_TO: Final = frozenset(
    [
        ("من", "هنا"),
        ("بالضغط", "هنا"),
        ("هذا", "الرابط"),
        ("الرابط", "التالي"),
        ("الرابط", "ادناه"),
    ]
)
# A telephone, an address, a handle, a mail box.
_ADDRESS_OF: Final = re.compile(r"https?://|www\.|\w@\w|(?<!\w)@\w{3}|\w\.\w+/")
_CONTACT: Final = re.compile(
    r"(?<!\d)[+0]\d[\d -]{5,}\d|https?://|www\.|\w@\w|(?<!\w)@\w"
)
_ADVERTISERS: Final = re.compile(
    r"\b(?:للاعلان(?! عن)|لاعلان\w+|اعلاناتك\w*|اعلانيه|اعلن معنا|للحجز والاعلان"
    r"|اعلانكم?|الاعلانيه)\b"
)
_PREFERRED: Final = re.compile(
    r"(?:مصدر|مصادر|المصادر)\w* (?:ال)?مفضل.* (?:غوغل|جوجل|قوقل|google|البحث|بحث)"
)
# «— نادي الواحة (@waha) March 3, 2021»
_POSTED: Final = re.compile(r"[—–-] ?[^()]{1,60} ?\(@\w+\)(?: .{0,25}\d{4}| *$)")
_MOST_OF_WAYS: Final = 6  # words: «الخبر السابق الخبر التالي»
_LATIN: Final = re.compile(r"[a-z0-9 ]+")
# Of these, or of the first word, is all that is judged below.
_OF_SITE: Final = (
    SHARED
    | ACTS
    | BACK
    | NEXT
    | ON_PAGE
    | SLANG
    | OUR_WORDS
    | ADDRESSES
    | REACHED
    | frozenset(" ".join(BAR_LABELS).split())
)
_SAID_TO_READERS: Final = ADDRESSES | READERS | PAGES
_SLANG_AND_KNOWN: Final = SLANG | KNOWN
_OF_CHANNELS: Final = NETWORK_WORDS | SUBSCRIBERS
_WAYS: Final = NETWORK_WORDS | MAIL
_BEGIN_CALLS: Final = DO | TO | ADDRESSES
_LED_TO: Final = ON_PAGE | CHANNEL_NOUNS
_OF_SITES: Final = re.compile("علان|مفضل|00|اضغط|انقر|رئيسيه")


def is_interface(line: str, plain: str) -> bool:
    """Whether words of two kinds at least tell that a line is of the site's interface
    or calls its reader, and none that it is a report.

    :param line: one line, cleaned, without a full stop
    :param plain: the same, folded
    """
    words = plain.split()
    if not 1 < len(words) <= _MOST_WORDS or not REPORTS.isdisjoint(words):
        return False
    if _is_of_nobody(line, plain, words):
        return False
    if (
        is_count(words)
        or ("@" in line and _POSTED.match(line))
        or is_bar(line)
        or shows_player(line)
        or is_path(line)
    ):
        return True
    if not (BACK.isdisjoint(words) or NEXT.isdisjoint(words)):
        return len(words) <= _MOST_OF_WAYS and KNOWN.issuperset(words)
    return _speaks(line, plain, words) and not is_told(line)


def _is_of_nobody(line: str, plain: str, words: list[str]) -> bool:
    """Whether a line has no word at all of those that a site speaks with."""
    first = words[0].removeprefix("و")
    return (
        _OF_SITE.isdisjoint(words)
        and first not in DO
        and first not in TO
        and not plain[0].isascii()
        and "@" not in line
        and not _OF_SITES.search(plain)
    )


def _speaks(line: str, plain: str, words: list[str]) -> bool:
    if _is_closed(plain, words) or _is_addressed(line, plain, words):
        return True
    if not REACHED.isdisjoint(words) and PROMISES.search(plain):
        return True
    if "علان" in plain and _ADVERTISERS.search(plain) and _CONTACT.search(line):
        return True
    return (
        "مفضل" in plain and _PREFERRED.search(plain) is not None and _has_address(words)
    )


def speaks_to_readers(line: str) -> bool:
    """Whether a line has a word that is said to readers: «عزيزي القارئ»."""
    words = set(fold(line).split())
    return not _SAID_TO_READERS.isdisjoint(words)


def _has_address(words: list[str]) -> bool:
    return words[0].removeprefix("و") in DO or not ADDRESSES.isdisjoint(words)


def _is_addressed(line: str, plain: str, words: list[str]) -> bool:
    """Whether a reader is called to the site's own channels: «… من صفحتنا على …»."""
    if _is_slang(words):
        return True
    ours = OUR_WORDS.intersection(words)
    if ours and (_has_address(words) or words[0] in TO):
        return not ours <= OF_SPEAKERS or _names_channel(line, words)
    first = words[0].removeprefix("و")
    leads = tuple(words[-2:]) in _LEAD_TO
    promises = not _WAYS.isdisjoint(words) and PROMISES.search(plain) is not None
    if ours and not NETWORK_WORDS.isdisjoint(words) and (leads or promises):
        return True
    # Said to many or to a woman, it is no verb in the past tense.
    if promises and first in DO and first.endswith(("وا", "ي")):
        return True
    if leads:
        return first in _BEGIN_CALLS and not _LED_TO.isdisjoint(words)
    return _points(line, words, is_ours=bool(ours))


def _is_slang(words: list[str]) -> bool:
    """«لايك وشير», and nothing but words of the interface, or «you» beside one."""
    said = SLANG.intersection(words)
    if len(said) > 1 and _SLANG_AND_KNOWN.issuperset(words):
        return True
    return bool(said) and not ADDRESSES.isdisjoint(words)


def _names_channel(line: str, words: list[str]) -> bool:
    """Whether «our page» is one of the web: an arrow, a network or an address says
    so."""
    return (
        SIGN.search(line) is not None
        or not _OF_CHANNELS.isdisjoint(words)
        or _CONTACT.search(line) is not None
    )


def _points(line: str, words: list[str], *, is_ours: bool) -> bool:
    """Whether a line points to what is to be pressed or opened: «…؟ صوتوا الآن»."""
    is_of_page = not ON_PAGE.isdisjoint(words)
    if (is_ours or is_of_page or _has_address(words)) and _ENDS_IN_CALL.search(line):
        return True
    if is_ours and _ADDRESS_OF.search(line):
        return True
    press = _PRESS_HERE.search(line)
    if press is None:
        return False
    first = words[0].removeprefix("و")
    begins = first in DO or first in TO
    return (begins or is_of_page) and (press.start() > 0 or "زر" not in press[0])


def _is_closed(plain: str, words: list[str]) -> bool:
    """Whether a line has words of the interface only, of the page and what is done
    with it: «متصفحك لا يدعم تشغيل الملف الصوتي», «Share Tweet Pin Email»."""
    if _LATIN.fullmatch(plain):
        named = [word for word in words if not word.isdigit()]
        return len(named) > 1 and ENGLISH.issuperset(named)
    unknown = sum(
        not (word in KNOWN or word.isdigit() or len(word) == 1) for word in words
    )
    if unknown:
        return False
    shows = sum(word.removeprefix("و") in SHOWS for word in words)
    if not PAGES.isdisjoint(words):
        return shows > 0
    return (
        shows > 1
        and len(words) > 2
        and any(word in ACTS or word in DO for word in words)
        and not MAY_BE_PAGE.isdisjoint(words)
    )
