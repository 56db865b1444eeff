"""Editions of a site in several languages, by the folders in which they lie."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# ISO 639-1, of the languages that sites beside an Arabic edition have; "cn" for Chinese
# is common, and "ps" is a place too.
LANGUAGES = frozenset(
    "ar az bn bs ckb cn de en es fa fr ha he hi id it ja ko ku ms nl pt ru so sq sv sw"
    " tr ug ur uz zh".split()
)
"""Names of folders that are languages."""
_FOLDER = re.compile(r"/([a-z]{2,3})(?:[-_][a-z]{2,4})?(?:/|$)", re.IGNORECASE)


def is_other_edition(url: str, home: str) -> bool:
    """Whether *url* lies in the folder of another language than *home* does:
    ``/en/…`` seen from ``/ar/``; not seen from ``/``, which may be of all.

    :param url: an absolute web address
    :param home: that of the home page, or of a page of the same edition
    """
    own = _language(home)
    return own is not None and _language(url) not in (own, None)


def _language(url: str) -> str | None:
    match = _FOLDER.match(urlsplit(url).path)
    code = match[1].lower() if match is not None else ""
    return code if code in LANGUAGES else None
