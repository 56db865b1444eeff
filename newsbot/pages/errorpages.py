"""Addresses of the pages to which sites redirect for what they do not have."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

_LAST = re.compile(r"([a-z0-9-]+)(\.[a-z]{3,5})?")
_NAME = re.compile(
    r"(?:custom-?)?errors?(?:-?page)?|page-?error|(?:page-?)?not-?found"
    r"|(?:error|page)-?404|404-?(?:error|page)"
)
# ASP.NET (customErrors in Web.config) tells its page of errors what was asked for.
_ARGUMENT = "aspxerrorpath"


def names_error(url: str) -> bool:
    """Whether *url*, to which an address has led, is that of the page by which a site
    says that something is not there, or went wrong, with whatever status."""
    parts = urlsplit(url)
    if any(name.lower() == _ARGUMENT for name, _ in parse_qsl(parts.query)):
        return True
    *above, last = unquote(parts.path).lower().replace("_", "-").strip("/").split("/")
    if (match := _LAST.fullmatch(last)) is None:
        return False
    if match[1] == "404":
        # Below a section it may be the number of an article.
        is_bare = not above or above[-1] in ("error", "errors")
        return is_bare or match[2] is not None
    return _NAME.fullmatch(match[1]) is not None
