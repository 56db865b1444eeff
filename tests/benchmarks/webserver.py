"""A fast web server in a process of its own: an answer is made once and kept, so that
the machine's time goes to the crawlers that are measured."""

from __future__ import annotations

import asyncio
import gzip
import multiprocessing
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from multiprocessing.connection import Connection

    from newsbot.demo.response import Response

    # Makes the function that answers a target (path and query) under a base address.
    MakeSite = Callable[[str], Callable[[str, Mapping[str, str]], Response]]

_REASONS = {200: "OK", 301: "Moved Permanently", 304: "Not Modified", 404: "Not Found"}


class WebServer:
    """Serves a site on a free loopback port for as long as it is entered.

    :param make_site: called once in the server's process with the base address; gives
        the function that answers. An answer is kept, as the cache of a busy site does.
    :param keep: whether answers are kept; not for sites larger than the memory
    """

    def __init__(self, make_site: MakeSite, *, keep: bool = True) -> None:
        # Forked, so that a site may be any function; no threads run here yet.
        context = multiprocessing.get_context("fork")
        self._pipe, there = context.Pipe()
        self._asked = context.Value("q", 0)
        self._process = context.Process(
            target=self._serve, args=(make_site, there, keep), daemon=True
        )

    def __enter__(self) -> Self:
        self._process.start()
        self.port: int = self._pipe.recv()
        self.url = f"http://127.0.0.1:{self.port}"
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.join()

    @property
    def asked(self) -> int:
        """How many requests have been answered."""
        return int(self._asked.value)

    def _serve(self, make_site: MakeSite, pipe: Connection, keep: bool) -> None:
        asyncio.run(self._main(make_site, pipe, keep))

    async def _main(self, make_site: MakeSite, pipe: Connection, keep: bool) -> None:
        loop = asyncio.get_running_loop()
        answers = _Answers(self._asked, keep)
        server = await loop.create_server(lambda: _Connection(answers), "127.0.0.1")
        port = server.sockets[0].getsockname()[1]
        answers.respond = make_site(f"http://127.0.0.1:{port}")
        pipe.send(port)
        await server.serve_forever()


class _Answers:
    respond: Callable[[str, Mapping[str, str]], Response]

    def __init__(self, asked: object, keep: bool) -> None:
        self._asked = asked
        self._keep = keep
        self._kept: dict[tuple[str, ...], bytes] = {}

    def to(self, target: str, headers: Mapping[str, str]) -> bytes:
        """The whole answer, compressed where the client takes that."""
        self._asked.value += 1  # type: ignore[attr-defined]
        names = ("accept-encoding", "if-modified-since")
        key = (target, *(headers.get(name, "") for name in names))
        answer = self._kept.get(key)
        if answer is None:
            answer = _on_the_wire(self.respond(target, headers), headers)
            if self._keep:
                self._kept[key] = answer
        return answer


def _on_the_wire(answer: Response, headers: Mapping[str, str]) -> bytes:
    body, named = answer.body, dict(answer.headers)
    if "gzip" in headers.get("accept-encoding", "") and len(body) > 256:
        body = gzip.compress(body, 5, mtime=0)
        named["Content-Encoding"] = "gzip"
    named["Content-Length"] = str(len(body))
    lines = [f"HTTP/1.1 {answer.status} {_REASONS.get(answer.status, 'Answer')}"]
    lines += [f"{name}: {value}" for name, value in named.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


class _Connection(asyncio.Protocol):
    """HTTP/1.1 as far as crawlers speak it: GET, one after another."""

    def __init__(self, answers: _Answers) -> None:
        self._answers = answers
        self._waiting = b""
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        while b"\r\n\r\n" in self._waiting:
            head, _, self._waiting = self._waiting.partition(b"\r\n\r\n")
            first, *lines = head.decode("latin-1").split("\r\n")
            pairs = (line.partition(":") for line in lines)
            headers = {name.lower(): value.strip() for name, _, value in pairs}
            target = first.split(" ")[1]
            self._transport.write(self._answers.to(target, headers))
            if headers.get("connection", "").lower() == "close":
                self._transport.close()
