"""Bytes and misread strings: Arabic pages in the charset they were written in.

Two accidents are undone, each only by a strict round trip, so that nothing is
guessed and a text that was read well is never touched:

* a page in windows-1256 that declares nothing, or declares something else;
* UTF-8 that was read as windows-1252 or windows-1256 (``Ø§Ù„`` or ``ط§ظ„`` for
  ``ال``), and perhaps encoded as UTF-8 once more.

How windows-1252 treats its five unassigned bytes follows the WHATWG Encoding
Standard (a C1 control each); Python's ``cp1252`` refuses them.
"""

import codecs
import re
from typing import Final

from newsbot.arabic.characters import regex_class

_HIGH: Final = range(0x80, 0x100)


def _byte_of(codec: str) -> dict[int, int]:
    """Code point -> byte for the upper half of a single-byte charset."""
    table = {byte: byte for byte in range(0x80, 0xA0)}  # C1, as ISO 8859-1 reads them
    for byte in _HIGH:
        char = bytes([byte]).decode(codec, "ignore")
        table[ord(char) if char else byte] = byte
    return table


_CP1252: Final = _byte_of("cp1252")
_CP1256: Final = _byte_of("cp1256")
# Byte 9D is unassigned in windows-1252 and ZWNJ in windows-1256: a quotation mark
# misread as windows-1256 within sound Arabic ("â€" and ZWNJ) is read here too.
_CP1252_QUOTES: Final = _CP1252 | {0x200C: 0x9D}


def _continuation(table: dict[int, int], besides: str = "") -> str:
    """The characters that stand for UTF-8 continuation bytes, as a class body."""
    return regex_class(
        point
        for point, byte in table.items()
        if byte < 0xC0 and chr(point) not in besides
    )


_RUN_1252: Final = re.compile(f"([{regex_class(_CP1252_QUOTES)}]{{2,}})")
_RUN_1256: Final = re.compile(f"([{regex_class(_CP1256)}]{{2,}})")

# What follows a letter in sound text too: punctuation, quotes, spaces, joiners.
_PLAIN: Final = "\u00a0\u200c\u200d،؛؟«»‘’“”‹›–—…•"

# Gates: a lead byte and a continuation byte as the two charsets show them. In
# windows-1256 nearly every Arabic letter is a lead byte, so only those of UTF-8's
# Arabic letters, general punctuation, presentation forms and emoji are asked for.
_LEAD_1252: Final = re.compile(f"[\u00c2-\u00f4][{_continuation(_CP1252_QUOTES)}]")
_SUSPECT_LETTER: Final = re.compile(f"[طظعغ][{_continuation(_CP1256, _PLAIN)}]")
_SUSPECT_MARK: Final = re.compile("â€|ï[\u00ac-\u00b9؛»]|\u064bں")
_ONLY_1252: Final = re.compile("[ÂÃÄÅÐÑÒØÙÚÛÝ]")

# What Arabic news can contain: Latin, Arabic, punctuation and symbols, forms, emoji.
# Braille, CJK and the rest are what sound Western text gives when it is read as
# UTF-8 by chance: the French «été », with NBSP, holds the bytes of an ideogram.
_PLAUSIBLE: Final = re.compile(
    "[\u0080-\u024f\u02c6\u02dc\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u2000-\u206f"
    "\u20a0-\u20cf\u2100-\u27ff\u2900-\u2bff\u3000\ufb50-\ufdff\ufe00-\ufe0f\ufe70-\ufeff"
    "\ufffd\U0001f000-\U0001faff]+"
)

_LATIN: Final = "A-Za-zÀ-ÖØ-öø-ÿŒœƒ"
_ARABIC: Final = "ء-ْپٹچژڈگکڑںھہے"
_ARABIC_WORD: Final = re.compile(
    f"(?<![{_LATIN}{_ARABIC}])[{_ARABIC}]{{2,}}+(?![{_LATIN}])"
)
_HIGH_LETTER: Final = re.compile(f"[{_ARABIC}À-ÖØ-öø-ÿŒœƒ]")

_UTF8_SEQUENCE: Final = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH_BYTES: Final = bytes(_HIGH)
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Charsets that servers and templates declare by default, whatever the page is in.
_DECLARED_BY_DEFAULT: Final = frozenset(
    {"utf-8", "ascii", "iso8859-1", "iso8859-15", "cp1252", "cp1250", "cp1254"}
    | {"iso8859-2", "iso8859-9", "iso8859-6", "cp1256"}
)
# Python's codecs that no page is written in, some of them slow or unsafe to try.
_NO_CHARSETS: Final = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7"}
)


def repair(data: bytes | str, *, declared: str | None = None) -> str:
    """Decode a page, or mend a string that was decoded wrongly; once, before all else.

    ``data`` is the body of a response, or text; ``declared`` the charset that the
    response declares (an unknown name counts as none). Bytes are taken in this
    order: a byte order mark; strict UTF-8, whatever is declared; UTF-8 with some
    damage (U+FFFD where a byte is bad) if more high bytes lie in whole sequences
    than outside; a declared charset that nobody declares by default (windows-1251,
    gb18030); windows-1256 or ISO 8859-6 if the high bytes form Arabic words;
    the declared charset; windows-1252. Never raises; UTF-8 read as windows-1252 or
    windows-1256 is then undone where the round trip is strict.
    """
    text = data if isinstance(data, str) else _decoded(data, _codec(declared))
    return undo_misreading(_reread(text))


# In a page that was misread, one of these comes about: alef, lam or yeh, Persian
# letters, punctuation, Latin letters. Looking for them is 30 times as fast as the
# gates above; what a page has of single misread letters is left to its texts.
_PAGE: Final = 5_000
_MARKS: Final = ("§", "„", "ٹ", "Ø", "Ù", "Ú", "Û", "Ã", "Â", "ï")


def _has_mark(text: str) -> bool:
    # Two characters take forty times as long to look for as one.
    return any(map(text.__contains__, _MARKS)) or ("â" in text and "â€" in text)


def undo_misreading(text: str) -> str:
    """Undo UTF-8 that was read as windows-1252 or windows-1256, run by run.

    A run is a longest stretch of characters from the upper half of the charset. It
    is read as UTF-8 as a whole or left alone, and only in a text with at least one
    run that cannot be anything else; ``ط،`` (the letter, then a comma) also is the
    UTF-8 of ``ء``, so a single pair is no evidence.
    """
    if text.isascii() or (len(text) > _PAGE and not _has_mark(text)):
        return text
    # One level by one charset: "â€œ" reads the same in both, and mended by the wrong
    # one its quotation mark would run together with what is still damaged.
    first, second = _undo_1256, _undo_1252
    if _ONLY_1252.search(text):
        first, second = second, first
    mended = first(text)
    return second(text) if mended == text else mended


def may_be_misread(text: str) -> bool:
    """Whether :func:`undo_misreading` could find something; one cheap search each."""
    return not text.isascii() and bool(
        _LEAD_1252.search(text) or _is_suspect_1256(text)
    )


def _is_suspect_1256(text: str) -> bool:
    # A search that begins with a class of characters is three times as fast as one
    # with alternatives, and the marks are rare.
    if _SUSPECT_LETTER.search(text):
        return True
    has_mark = "â" in text or "ï" in text or "\u064bں" in text
    return has_mark and _SUSPECT_MARK.search(text) is not None


def _undo_1252(text: str) -> str:
    return _undo(text, _RUN_1252, _CP1252_QUOTES) if _LEAD_1252.search(text) else text


def _undo_1256(text: str) -> str:
    return _undo(text, _RUN_1256, _CP1256) if _is_suspect_1256(text) else text


def _undo(text: str, runs: re.Pattern[str], table: dict[int, int]) -> str:
    pieces = runs.split(text)  # sound text, run, sound text, run, ...
    # Words come again, and in a page of megabytes thousands of times.
    readings = {run: _read(run, table) for run in set(pieces[1::2])}
    if not any(
        reading is not None and _is_sure(run, reading)
        for run, reading in readings.items()
    ):
        return text
    all_damaged = None not in readings.values()
    for index in range(1, len(pieces), 2):
        run = pieces[index]
        reading = readings[run]
        if reading and (all_damaged or len(reading) > 1 or run[1] not in _PLAIN):
            pieces[index] = reading
    return "".join(pieces)


def _read(run: str, table: dict[int, int]) -> str | None:
    """The run as UTF-8, or None if it is none or nothing that news could contain."""
    try:
        reading = run.translate(table).encode("latin-1").decode()
    except UnicodeDecodeError:
        return None
    return reading if _PLAUSIBLE.fullmatch(reading) else None


def _is_sure(run: str, reading: str) -> bool:
    """Whether a run that reads as UTF-8 cannot be sound text as it stands.

    Three bytes of one punctuation mark or presentation form (``â€œ``) never occur
    in sound text; of pairs it takes two, not mostly letter and punctuation.
    """
    if max(reading) >= "\u2000":
        return True
    odd = sum(char not in _PLAIN for char in run[1::2])
    return len(reading) > 1 and 2 * odd >= len(reading)


def _codec(declared: str | None) -> str | None:
    """Python's name of a declared charset; None without one or for an unknown one."""
    try:
        info = codecs.lookup(declared.strip(" \t\r\n\"'")) if declared else None
        "".encode(info.name) if info else None  # refuses rot13, base64 and the like
    except (LookupError, ValueError):
        return None
    return info.name if info and info.name not in _NO_CHARSETS else None


def _decoded(data: bytes, codec: str | None) -> str:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    if codec and codec.startswith(("utf-16", "utf-32")) and b"\0" in data:
        return data.decode(codec, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _decoded_damaged(data, codec)


def _decoded_damaged(data: bytes, codec: str | None) -> str:
    """Decode bytes that are no sound UTF-8."""
    high = len(data) - len(data.translate(None, _HIGH_BYTES))
    whole = sum(map(len, _UTF8_SEQUENCE.findall(data)))
    if whole > high - whole:
        return data.decode("utf-8", "replace")
    if codec and codec not in _DECLARED_BY_DEFAULT:
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            codec = None
    for arabic in ("cp1256", "iso8859-6"):  # the first shows the second as Latin
        text = data.decode(arabic, "replace")
        if _arabic_letters(text) >= 2 and "\ufffd" not in text:
            return text
    if codec and codec not in {"utf-8", "ascii", "iso8859-1", "cp1252"}:
        return data.decode(codec, "replace")
    return data.decode("latin-1").translate(_C1_AS_CP1252)


_ARABIC_LETTER: Final = re.compile("[\u0600-\u06ff]")
_C1_AS_CP1252: Final = {byte: point for point, byte in _CP1252.items() if point > 0xFF}


def _reread(text: str) -> str:
    """Undo windows-1256 that was read as windows-1252 from end to end."""
    if text.isascii() or _ARABIC_LETTER.search(text):
        return text  # sound, or at least not a byte of it is windows-1252
    try:
        data = text.translate(_CP1252).encode("latin-1")
    except UnicodeEncodeError:
        return text
    try:
        data.decode()
    except UnicodeDecodeError:
        reading = data.decode("cp1256")
        return reading if _arabic_letters(reading) >= 3 else text
    return text  # UTF-8 that was misread: not this accident


def _arabic_letters(text: str) -> int:
    """How many letters stand in Arabic words, or 0 if most high letters do not.

    In Western text read as windows-1256, an Arabic letter stands alone among ASCII
    letters (``é`` stays ``é``, ``ä`` becomes ``ن``); in Arabic text it never does.
    """
    in_words = sum(map(len, _ARABIC_WORD.findall(text)))
    others = len(_HIGH_LETTER.findall(text)) - in_words
    return in_words if in_words > 2 * others else 0
