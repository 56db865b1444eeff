"""The rows of a CSV file, which hold only text, as the records that they were.

Scrapy's exporter writes a list of texts with commas between and other values as Python
does: numbers, and the dictionaries of ``sources``, ``found`` and ``related``.
"""

from __future__ import annotations

import re
from ast import literal_eval
from typing import TYPE_CHECKING, Any, Final

from newsbot.items import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# A cleaned text begins with no space, so a comma with one behind it is within a text.
_BETWEEN: Final = re.compile(r",(?! )")
# Addresses hold commas.
_BETWEEN_ADDRESSES: Final = re.compile(r",(?=https?://)")


def _texts(cell: str) -> list[str]:
    is_address = cell.startswith(("http://", "https://"))
    return (_BETWEEN_ADDRESSES if is_address else _BETWEEN).split(cell)


_READ: Final[dict[str, Callable[[str], Any]]] = {
    "int": int,
    "float | None": float,
    "list[str]": _texts,
    "list[Related]": literal_eval,
    "dict[str, str]": literal_eval,
    "dict[str, str | None] | None": literal_eval,
}
"""How the cell of a field of that type is read; others are text."""

_EMPTY: Final[dict[str, Callable[[], Any]]] = {
    "str": str,
    "list[str]": list,
    "list[Related]": list,
}
"""What an empty cell of a field of that type stands for; others are None."""

_TYPES: Final = {
    name: str(field.type) for name, field in Article.__dataclass_fields__.items()
}


def record_of(row: Mapping[str, str | None]) -> dict[str, Any]:
    """Return the record that *row*, column → cell, was written from. Columns of other
    names, and cells that newsbot has not written so, stay text.

    A comma without a space behind it, within a name or a tag, cannot be told from that
    between two of them; written to a CSV file again, the row is the same.
    """
    return {name: _value(_TYPES.get(name, ""), cell) for name, cell in row.items()}


def _value(kind: str, cell: str | None) -> Any:
    if cell is None:
        return _EMPTY[kind]() if kind in _EMPTY else None
    try:
        return _READ[kind](cell) if kind in _READ else cell
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return cell  # all this `literal_eval` raises for what it cannot read
