"""Other crawlers of news on the same pages: newspaper4k, news-please, trafilatura.

They lie in an environment of their own, since they ask for other versions of what
newsbot needs; this file runs there too, so it imports only the standard library.
fundus is none of them: it reads only the publishers that it was written for.

Measured is the CPU of fetching and reading page after page, in one process, their
import not counted.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_MODULES = {
    "newspaper4k": "newspaper",
    "news-please": "newsplease",
    "trafilatura": "trafilatura",
}


def _newspaper4k() -> Callable[[str], tuple[str | None, str | None]]:
    import newspaper  # type: ignore[import-not-found]

    def read(url: str) -> tuple[str | None, str | None]:
        article = newspaper.Article(url, language="ar", fetch_images=False)
        article.download()
        article.parse()
        return article.title, article.text

    return read


def _news_please() -> Callable[[str], tuple[str | None, str | None]]:
    from newsplease import NewsPlease  # type: ignore[import-not-found]

    def read(url: str) -> tuple[str | None, str | None]:
        article = NewsPlease.from_url(url)
        return article.title, article.maintext

    return read


def _trafilatura() -> Callable[[str], tuple[str | None, str | None]]:
    from trafilatura import bare_extraction

    def read(url: str) -> tuple[str | None, str | None]:
        # Its own fetch_url() asks for no address of this machine.
        with urlopen(url) as answer:
            page = answer.read()
        found: Any = bare_extraction(page, url=url, with_metadata=True)
        return (found.title, found.text) if found else (None, None)

    return read


_READERS = {
    "newspaper4k": _newspaper4k,
    "news-please": _news_please,
    "trafilatura": _trafilatura,
}


def compare(
    python: str,
    urls: Sequence[str],
    truth: dict[str, Any],
    own: float,
    environment: dict[str, str],
) -> Iterator[str]:
    """Run the peers that are installed for the interpreter *python*; give a line each.

    :param python: path of their interpreter
    :param own: seconds of CPU that newsbot needs for an article
    """
    for name in _READERS:
        done = subprocess.run(
            [python, "-I", __file__, name],
            input="\n".join(urls),
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )
        if done.returncode:
            said = (done.stderr.strip() or "failed").splitlines()[-1]
            yield f"{name}: not measured ({said[:100]})"
            continue
        found = json.loads(done.stdout.splitlines()[-1])
        texts = found["texts"]
        titles = sum(truth[url]["title"] in (texts[url][0] or "") for url in urls)
        whole = sum(truth[url]["text"] == (texts[url][1] or "") for url in urls)
        each = found["cpu"] / len(urls)
        yield (
            f"{name:14}{each * 1e3:15.2f}  {each / own:.1f} x newsbot; of {len(urls)} "
            f"articles {titles} with the headline, {whole} with the very text"
        )


def _main(name: str) -> None:
    if importlib.util.find_spec(_MODULES[name]) is None:
        sys.exit(f"{name} is not installed")
    urls = sys.stdin.read().split()
    read = _READERS[name]()
    begin = time.process_time()
    texts = {url: read(url) for url in urls}
    cpu = time.process_time() - begin
    print(json.dumps({"cpu": cpu, "texts": texts}))


if __name__ == "__main__":
    _main(sys.argv[1])
