"""Character references of HTML that were escaped into the text itself."""

import re
from html.entities import html5
from typing import Final

# "&amp;amp;quot;" in one step: escaping repeated any number of times costs one search.
_ESCAPED_AMPERSAND: Final = re.compile(
    r"&(?:(?:amp|AMP|#0{0,5}38|#[xX]0{0,5}26);)++", re.ASCII
)
# Without its semicolon a name is read only where a browser would read it in an
# attribute, and only the commonest: "?id=1&copy=2" and "R&D" are no references.
_REFERENCE: Final = re.compile(
    r"&(?:#(?P<decimal>[0-9]{1,10});"
    r"|#[xX](?P<hex>[0-9a-fA-F]{1,8});"
    r"|(?P<name>[A-Za-z][A-Za-z0-9]{1,31};)"
    r"|#(?P<open_decimal>[0-9]{2,7})(?![0-9])"
    r"|#[xX](?P<open_hex>[0-9a-fA-F]{2,6})(?![0-9a-fA-F])"
    r"|(?P<open_name>nbsp|quot|amp|lt|gt|laquo|raquo|ldquo|rdquo|ndash|mdash|hellip"
    r"|zwnj|rlm|lrm)(?![A-Za-z0-9=;]))"
)


def unescape(text: str) -> str:
    """Read the character references of a text; what is none stays as it is.

    Differs from :func:`html.unescape` where that harms stored text: a control
    character becomes a space instead of vanishing, names without a semicolon are
    read sparingly, and the halves of a surrogate pair are given as they are (old
    software writes an emoji as two references). References that only come about by
    reading others, other than escaped ampersands, are left for a next call.
    """
    return _REFERENCE.sub(_character, _ESCAPED_AMPERSAND.sub("&", text))


def _character(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    digits = match[kind]
    if kind == "name":
        return html5.get(digits, match[0])
    if kind == "open_name":
        return html5[digits + ";"]
    point = int(digits, 16 if kind.endswith("hex") else 10)
    if point < 0x20 and point not in (0x09, 0x0A, 0x0D):
        return " " if match[0].endswith(";") else match[0]
    if 0x80 <= point < 0xA0:  # as HTML reads them: bytes of windows-1252
        return bytes([point]).decode("cp1252", "ignore") or " "
    return chr(point) if point <= 0x10FFFF else "\ufffd"
