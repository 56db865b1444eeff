"""An answer of the site, before it is written to a connection."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field

HTML = "text/html; charset=UTF-8"
RSS = "application/rss+xml; charset=UTF-8"
XML = "application/xml; charset=UTF-8"
JSON = "application/json; charset=UTF-8"


@dataclass(frozen=True)
class Response:
    """Status, body and headers of an answer."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def text(status: int, body: str, type_: str = HTML, **headers: str) -> Response:
    """An answer with a text; underscores in names of headers stand for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status, body.encode(), {"Content-Type": type_, **named})


def moved(url: str, status: int = 301) -> Response:
    """A redirect to an absolute address."""
    return Response(status, b"", {"Content-Type": HTML, "Location": url})


def compressed(response: Response) -> Response:
    """As nginx compresses: an ETag is weakened, since the bytes are others now."""
    headers = {
        **response.headers,
        "Content-Encoding": "gzip",
        "Vary": "Accept-Encoding",
    }
    if "ETag" in headers:
        headers["ETag"] = "W/" + headers["ETag"]
    return Response(response.status, gzip.compress(response.body, 1, mtime=0), headers)
