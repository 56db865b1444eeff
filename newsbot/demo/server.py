"""The demo site over real HTTP, on a free loopback port, also as a proxy for itself."""

import re
import sys
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from newsbot.demo import HOST
from newsbot.demo.options import Options
from newsbot.demo.posts import Posts
from newsbot.demo.response import Response
from newsbot.demo.site import DemoSite
from newsbot.demo.stories import Stories, load

BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


class DemoServer:
    """Serves the demo site in a daemon thread for as long as it is entered.

    A client may ask in the ordinary way, or as one asks a proxy
    (`GET http://alwaha.example/latest/ HTTP/1.1`): then the addresses on the pages
    are the same in every run, whatever the port. Another host in that form is
    answered 502.
    """

    def __init__(
        self,
        options: Options | None = None,
        stories: Stories | None = None,
        port: int = 0,
    ) -> None:
        """Load the stories (None: the bundled ones); `port` 0 takes a free one.

        Raises StoryError if the bundled stories are not in order, OSError if the
        port is taken.
        """
        self.stories = stories if stories is not None else load()
        self.posts = Posts(self.stories, options or Options())
        self._sites: dict[str, DemoSite] = {}
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", port), self)
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(
            target=self._server.serve_forever,
            kwargs={"poll_interval": 0.05},
            name="demo site",
            daemon=True,
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop answering, and free the port."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Address at which a browser finds the site."""
        return f"http://127.0.0.1:{self.port}"

    def respond(self, base: str, target: str, headers: Mapping[str, str]) -> Response:
        """Answer a GET for a target (path and query) under a base address."""
        path, _, query = target.partition("?")
        with self._lock:
            if base not in self._sites:
                self._sites[base] = DemoSite(self.posts, base)
            return self._sites[base].respond(path, query, headers)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Beyond the usual 5, a connection waits a second for the kernel's next try.
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], demo: DemoServer) -> None:
        self.demo = demo
        super().__init__(address, _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle of an answer is no news."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "nginx"
    sys_version = ""
    # Without it, the answer's body waits for the acknowledgement of its headers.
    disable_nagle_algorithm = True
    wbufsize = -1
    server: _Server

    def parse_request(self) -> bool:
        """Escape raw Arabic first: http.server would split the line at some of it."""
        self.raw_requestline: bytes = BEYOND_ASCII.sub(
            lambda match: b"%%%02x" % match[0][0], self.raw_requestline
        )
        return super().parse_request()

    def do_GET(self) -> None:
        target = self.path
        host = self.headers.get("Host") or HOST
        if "://" in target.partition("?")[0]:
            if not _is_ours(target):
                self._send(Response(502, b"", {"Content-Type": "text/plain"}))
                return
            host = urlsplit(target).netloc
            target = target.split("://", 1)[1].removeprefix(host) or "/"
            if target.startswith("?"):
                target = "/" + target
        headers = {name.lower(): value for name, value in self.headers.items()}
        base = f"http://{host.lower().removesuffix(':80')}"
        self._send(self.server.demo.respond(base, target.partition("#")[0], headers))

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send(self, response: Response) -> None:
        self.send_response(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        if response.status != 304:
            self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the log is the crawler's."""


def _is_ours(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (parts.scheme, parts.hostname) == ("http", HOST)
