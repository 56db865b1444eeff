"""What a look has brought, for the person who goes on from there."""

from __future__ import annotations

import difflib
import re
import sys
from shlex import quote
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from newsbot.terminal import isolated, printable, readers_may_leave

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from newsbot.newsite.cases import Case
    from newsbot.newsite.draft import Draft
    from newsbot.newsite.look import Look
    from newsbot.newsite.mending import Mended

_SHORT: Final = 200
_ESCAPED: Final = re.compile(r"(?:%[89A-F][0-9A-F])+", re.IGNORECASE)


def show(lines: Iterable[str]) -> None:
    """Print *lines* on standard output, whatever they contain, if it is read."""
    # It may have been closed: >&-
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    form = isolated if is_terminal else printable
    with readers_may_leave():
        for line in lines:
            line = _ESCAPED.sub(_letters, line)
            print(form(line if len(line) <= _SHORT else f"{line[:_SHORT]}…"))


def _letters(escaped: re.Match[str]) -> str:
    """The letters that an address escapes (RFC 3987, section 3.2)."""
    letters = unquote(escaped[0], errors="replace")
    return escaped[0] if "\ufffd" in letters else letters


def of_draft(draft: Draft) -> Iterator[str]:
    """What was found, what was learned, and what is unsure."""
    yield from (f"found    {line}" for line in draft.found)
    for (section, key), learned in draft.rules.items():
        rules = ", ".join(map(str, learned.rules))
        yield f"learned  [{section}] {key}: {rules}"
    yield from (f"unsure   {line}" for line in draft.unsure)


def of_cases(cases: list[Case]) -> Iterator[str]:
    """What a person must do with saved pages."""
    waiting = [case for case in cases if not case.is_confirmed]
    if waiting:
        folder = cases[0].folder.parent
        yield f"confirm  {len(waiting)} of {len(cases)} saved pages in {folder}"
        yield "         expected.json holds what the machine found: read it beside"
        yield '         page.html, mend it, and write "confirmed": true into meta.json'


def of_next(name: str, look: Look) -> Iterator[str]:
    """What a person does with a new profile: look at a page, then crawl."""
    if look.articles:
        address = min((page.url for page in look.articles), key=len)
        yield f"next     scrapy page -a {name} {quote(address)}"
    yield f"next     scrapy crawl latest -a site={name}"


def of_mended(old: str, mended: Mended, path: Path) -> Iterator[str]:
    """What has changed, and the change that is proposed."""
    yield from (f"changed  {line}" for line in mended.changes)
    yield from (f"unsure   {line}" for line in mended.doubts)
    if not mended.changes:
        yield f"same     {path} still fits its site"
        return
    yield from difflib.unified_diff(
        old.splitlines(), mended.text.splitlines(), str(path), "proposed", lineterm=""
    )


def of_check(
    case: Case, differences: dict[str, tuple[object, object]]
) -> Iterator[str]:
    """What of a saved page is not as expected."""
    mark = "" if case.is_confirmed else " (not confirmed)"
    if not differences:
        yield f"same     {case.name}{mark}"
    for field, (expected, found) in differences.items():
        yield f"differs  {case.name}{mark} {field}"
        yield f"         expected {_value(expected)}"
        yield f"         found    {_value(found)}"


def _value(value: object) -> str:
    if value is None:
        return "nothing"
    parts = value if isinstance(value, list) else str(value).split("\n")
    return " | ".join(map(str, parts))
