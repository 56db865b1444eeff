"""Addresses of e-mail that Cloudflare hides in the pages that it passes on.

In the place of each stands «[email protected]», and a script in the reader's browser
puts it back: ``data-cfemail`` holds a byte, then the bytes of the address, each XOR
that one, as hexadecimal digits (seen in its ``email-decode.min.js``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

MARK: Final = "data-cfemail"
"""The attribute that holds an address."""

_HIDDEN: Final = re.compile(r"(?:[0-9a-fA-F]{2}){4,512}")


def show_addresses(tree: _Element) -> None:
    """Put the addresses of e-mail back into *tree*, as readers see them. What hides
    none stays as it is."""
    for node in tree.iterfind(f".//*[@{MARK}]"):
        address = _address(node.get(MARK, ""))
        if address is not None:
            del node[:]
            node.text = address


def _address(hidden: str) -> str | None:
    if not _HIDDEN.fullmatch(hidden):
        return None
    key, *data = bytes.fromhex(hidden)
    try:
        address = bytes(byte ^ key for byte in data).decode()
    except UnicodeDecodeError:
        return None
    return address if "@" in address and address.isprintable() else None
