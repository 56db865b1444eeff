"""Whether a page came whole.

A page may break off although its answer ends in order: where a template of PHP fails
after a part was sent, or where a server names no length and closes the connection.
"""

from __future__ import annotations

import re

# Statistics and caches leave their comments behind the page.
_END = 4_000
# Elements whose end tag no page may leave out (HTML, section 13.1.2.4), unlike those
# of body, p, li and the parts of tables; and what hides tags from the reader.
_TOKENS = re.compile(
    r"<(?P<end>/?)(?P<name>div|main|section|article|aside|header|footer|nav|ul|ol"
    r"|table|form|script|style|textarea|title)(?=[\s/>])|<!--|-->",
    re.IGNORECASE,
)
_HIDING = ("script", "style", "textarea", "title")
_HEAD = re.compile(r"<head[\s>]", re.IGNORECASE)
_AFTER_HEAD = re.compile(r"</head[\s>]|<body[\s>]", re.IGNORECASE)


def is_closed(html: str | bytes) -> bool:
    """Whether the page ends with ``</html>``, as nearly all do; but none has to (HTML,
    section 13.1.2.4).

    :param html: the decoded page, or its UTF-8
    """
    if isinstance(html, bytes):
        return b"</html" in html[-_END:].lower()
    return "</html" in html[-_END:].lower()


def breaks_off(html: str) -> bool:
    """Whether the page ends, without ``</html>`` or ``</body>``, inside an element that
    every page closes, inside a tag, or before its body has begun.

    Pages without ``</html>`` that are whole close their elements; one whose author has
    forgotten to cannot be told from one that is cut.

    :param html: the decoded page
    """
    if is_closed(html) or "</body" in html[-_END:].lower():
        return False
    if html.rfind("<") > html.rfind(">"):
        return True
    if _HEAD.search(html) and not _AFTER_HEAD.search(html):
        return True
    return _is_left_open(html)


def _is_left_open(html: str) -> bool:
    depth: dict[str, int] = {}
    hidden = ""
    for token in _TOKENS.finditer(html):
        name = (token["name"] or token[0]).lower()
        if hidden:
            # Inside of these nothing but their own end is a tag.
            if name == hidden and (token["end"] or name == "-->"):
                hidden = ""
        elif name == "<!--":
            hidden = "-->"
        elif token["end"]:
            # One too many closes nothing.
            depth[name] = max(0, depth.get(name, 0) - 1)
        elif name in _HIDING:
            hidden = name
        elif name != "-->":
            depth[name] = depth.get(name, 0) + 1
    return bool(hidden) or any(depth.values())
