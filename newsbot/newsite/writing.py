"""A draft as TOML: written, mended in the file of a person, and put in its place."""

from __future__ import annotations

import os
import tomllib
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from newsbot.sites import Profile, SiteError, read_profile
from newsbot.sites.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from newsbot.newsite.draft import Draft, Learned
    from newsbot.sites.selectors import Rule

_HEAD: Final = """\
# Written by `scrapy newsite`. What is not said here is found on each page.
"""
_NO_ZONE: Final = """\
# The site does not state its time zone, so its clocks tell only days:
# timezone = "Asia/Riyadh"
"""
_TOP: Final = ("theme", "name", "url", "timezone", "language", "listings", "feeds")
_SECTIONS: Final = ("listing", "article", "fields")
_WIDTH: Final = 88
_SHORT: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def quoted(text: str) -> str:
    """*text* as a basic string of TOML 1.0: with controls, and whatever could reorder
    or hide what stands beside it, as escapes."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(sign: str) -> str:
    if sign in _SHORT:
        return _SHORT[sign]
    if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
        # TOML has no surrogates.
        code = 0xFFFD if 0xD800 <= ord(sign) < 0xE000 else ord(sign)
        return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return sign


def rendered(draft: Draft) -> str:
    """The profile of *draft*."""
    lines = [_HEAD]
    for key in _TOP:
        if key in draft.top:
            value = draft.top[key]
            lines.append(f"{key} = {_value(value)}\n")
        elif key == "timezone":
            lines.append(_NO_ZONE)
    return "".join([*lines, sections(draft)])


def _value(value: str | list[str]) -> str:
    if isinstance(value, str):
        return quoted(value)
    return f"[{', '.join(map(quoted, value))}]"


def sections(draft: Draft, without: Collection[str] = ()) -> str:
    """The tables of *draft*, but for those named in *without*."""
    lines = []
    for section in _SECTIONS:
        rules = {key: one for (of, key), one in draft.rules.items() if of == section}
        if rules and section not in without:
            lines.append(f"\n[{section}]\n")
            lines += [rule_of(key, one) for key, one in rules.items()]
    return "".join(lines)


def rule_of(key: str, learned: Learned) -> str:
    """One rule with its comment."""
    why = f"# {learned.why}\n" if learned.why else ""
    return f"{why}{line_of(key, learned.rules)}"


def line_of(key: str, rules: Sequence[Rule]) -> str:
    """A key with one rule, or with a list of them."""
    texts = [_rule(rule) for rule in rules]
    if len(texts) == 1:
        return f"{key} = {texts[0]}\n"
    line = f"{key} = [{', '.join(texts)}]\n"
    if len(line) <= _WIDTH:
        return line
    return f"{key} = [\n{''.join(f'    {text},{chr(10)}' for text in texts)}]\n"


def _rule(rule: Rule) -> str:
    if isinstance(rule, str):
        return quoted(rule)
    pairs = ", ".join(f"{key} = {quoted(str(value))}" for key, value in rule.items())
    return f"{{ {pairs} }}"


def changed(text: str, section: str, key: str, new: str) -> str:
    """The profile *text* with the lines *new* in the place of *key* in *section*; empty
    ones take it away. All else stays, with its comments.

    :raises SiteError: if the place cannot be told
    """
    lines = text.splitlines(keepends=True)
    number = Lines(text).of(key, section)
    if number is None:
        raise SiteError(f"where {key} of [{section}] stands cannot be told")
    start, end = number - 1, number
    while end <= len(lines):
        try:
            tomllib.loads("".join(lines[start:end]))
        except tomllib.TOMLDecodeError:
            end += 1
        else:
            return "".join([*lines[:start], new, *lines[end:]])
    raise SiteError(f"where {key} of [{section}] ends cannot be told")


def read_back(text: str, name: str) -> Profile:
    """The profile that *text* is, read as from a file *name*.

    :raises SiteError: if it is none
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.toml"
        path.write_text(text, "utf-8")
        return read_profile(path)


def put(text: str, path: Path) -> None:
    """Write a profile, whole or not at all.

    :raises SiteError: if *text* is no profile
    :raises OSError: if it cannot be written
    """
    read_back(text, path.name.partition(".toml")[0])
    path = Path(os.path.realpath(path))  # a symbolic link stays
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, "utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
