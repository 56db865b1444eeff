"""The blocks of a body: which there are, what each may say, and how they are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

READ_ALSO_STYLES = ("strong", "box", "plain", "list", "embed")
FIGURE_STYLES = ("gutenberg", "classic", "bare")

# Key that names a block -> the keys that may stand beside it.
BLOCKS: Mapping[str, frozenset[str]] = {
    "text": frozenset({"raw"}),
    "heading": frozenset({"raw"}),
    "quote": frozenset({"raw"}),
    "list": frozenset({"raw", "ordered"}),
    "rows": frozenset({"row_cells"}),
    "entry": frozenset({"raw", "clock"}),
    "page": frozenset(),
    "more": frozenset(),
    "read_also": frozenset({"style"}),
    "figure": frozenset({"caption", "style"}),
    "gallery": frozenset(),
    "tweet": frozenset(),
    "video": frozenset(),
    "share": frozenset(),
    "ad": frozenset(),
    "cta": frozenset(),
    "credit": frozenset(),
    "empty": frozenset(),
    "html": frozenset(),
}


class StoryError(ValueError):
    """A story is not as the format wants it; the message names story and key."""


@dataclass(frozen=True)
class Block:
    """One block of a body. `texts` are the indexes of the story's text it shows."""

    kind: str
    texts: tuple[int, ...]
    data: Mapping[str, Any]


CREDIT = Block("credit", (), {"credit": True})


def plain_blocks(count: int, has_credit: bool) -> tuple[Block, ...]:
    """A body that shows so many texts in order, one paragraph each, and the credit."""
    blocks = [Block("text", (i,), {"text": i}) for i in range(count)]
    return (*blocks, CREDIT) if has_credit else tuple(blocks)


def fail(where: str, message: str) -> StoryError:
    """An error with the place (file and story) before its message."""
    return StoryError(f"{where}: {message}")


def choice(
    table: Mapping[str, Any], key: str, allowed: tuple[str, ...], where: str
) -> str:
    """One of the allowed values, the first of them by default; else StoryError."""
    value = table.get(key, allowed[0])
    if value not in allowed:
        raise fail(where, f"{key} is {value!r}, not one of {', '.join(allowed)}")
    return str(value)


def _block(table: Mapping[str, Any], text: tuple[str, ...], where: str) -> Block:
    names = [key for key in table if key in BLOCKS]
    if len(names) != 1:
        raise fail(where, f"block {dict(table)!r} must have one key of its kind")
    kind = names[0]
    strange = set(table) - BLOCKS[kind] - {kind}
    if strange:
        raise fail(where, f"block {kind!r} has the unknown key {min(strange)!r}")
    value = table[kind]
    texts: tuple[int, ...] = ()
    if kind in ("text", "heading", "quote", "entry"):
        texts = (value,)
    elif kind in ("list", "rows"):
        texts = tuple(value)
    for index in texts:
        if not isinstance(index, int) or not 0 <= index < len(text):
            raise fail(where, f"block {kind!r} names text {index!r}, which is none")
    raw = table.get("raw", [""] * len(texts) if kind == "list" else "")
    if isinstance(raw, str) == (kind == "list") or (
        kind == "list" and len(raw) != len(texts)
    ):
        raise fail(where, f"raw of block {kind!r} does not match its texts")
    if kind == "rows":
        cells = table.get("row_cells", [[text[index]] for index in texts])
        joined = [" ".join(row) for row in cells]
        if joined != [text[index] for index in texts]:
            raise fail(where, f"cells of {list(texts)} do not add up to their texts")
    if kind == "read_also":
        choice(table, "style", READ_ALSO_STYLES, where)
        if len(value) != 2 or not isinstance(value[1], int):
            raise fail(where, "read_also must be [title, id]")
    if kind == "figure":
        choice(table, "style", FIGURE_STYLES, where)
    return Block(kind, texts, dict(table))


def read_blocks(
    table: Mapping[str, Any], text: tuple[str, ...], where: str
) -> tuple[Block, ...]:
    """The blocks of a story's table; without `body`, each text is one of its own.

    Raises StoryError if a block is strange, or some text is not shown exactly once.
    """
    if "body" in table:
        blocks = [_block(entry, text, where) for entry in table["body"]]
    else:
        blocks = list(plain_blocks(len(text), bool(table.get("credit"))))
    shown = sorted(index for block in blocks for index in block.texts)
    if shown != list(range(len(text))):
        raise fail(where, f"body shows the texts {shown}, not each of {len(text)} once")
    if table.get("credit") and not any(block.kind == "credit" for block in blocks):
        blocks.append(CREDIT)
    return tuple(blocks)
