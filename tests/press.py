"""A news site of any size in the target's markup, whose lists can be switched off, or
made to fail in the middle."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

from tests.crawling import FAST, ROOT

if TYPE_CHECKING:
    from pathlib import Path

ZONE = ZoneInfo("Asia/Riyadh")
START = datetime(2025, 1, 1, tzinfo=ZONE)
_WORDS = (
    "افتتح وزير الري محطة جديدة في واحة بعيدة بعد عام من العمل وقال سكان القرية إن "
    "الماء يصل اليوم إلى كل بيت وذكر مهندس المشروع أن السد القديم يحتاج صيانة كبيرة "
    "قبل موسم المطر وتابع مجلس البلدة خطة زراعة النخيل على ضفاف الوادي مع مدرسة محلية"
).split()


@dataclass(frozen=True)
class Post:
    """One post: *number* is its id, and *published* its instant."""

    number: int
    published: datetime
    protected: bool = False

    @property
    def path(self) -> str:
        return f"/khabar-{self.number}/"

    @property
    def title(self) -> str:
        return f"الخبر رقم {self.number}"

    @property
    def text(self) -> list[str]:
        chance = random.Random(self.number)
        return [" ".join(chance.choices(_WORDS, k=30)) + "." for _ in range(3)]


class Press(ThreadingHTTPServer):
    """The site. The switches may be thrown while it runs.

    The post n (1, 2, …) was published n minutes after START, but of each ten the last
    three in the same second.
    """

    daemon_threads = True

    def __init__(self, articles: int) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.posts: list[Post] = []
        self.zone = ZONE.key
        self.robots = ""
        """Further lines of robots.txt."""
        self.rest = True
        self.rest_answer: tuple[int, str, str] | None = None
        """What the interface answers to everything: status, kind and text."""
        self.rest_most = 100
        """So many posts it gives at once, if it is asked for more."""
        self.is_strict = False
        """Whether it answers 400 instead."""
        self.rest_counts = True
        """Whether it says how many posts and pages there are."""
        self.rest_hides = 0
        """Each post of so many is counted and not listed; 0: none."""
        self.rest_host = ""
        """Host that it names instead of the site's own."""
        self.rest_ends_at: int | None = None
        """From so many requests for posts on, the interface answers 403."""
        self.rest_limits = True
        """Whether it heeds after= and before=."""
        self.rest_extra = 0
        """So many more posts it says there are."""
        self.feed = True
        self.feed_pages: int | None = None
        self.sitemap: str | None = "core"
        """``core`` (without lastmod), ``yoast`` (with), or None."""
        self.more_in_sitemap = ""
        """Entries that each of its files has besides."""
        self.listings = True
        self.related = (8, 40)
        """So many related articles each article names, among so many newest ones."""
        self.gate = threading.Event()
        """While it is cleared, no article is answered."""
        self.gate.set()
        self.gate_closes_at: int | None = None
        """The request for posts that clears it."""
        self.asked: list[str] = []
        self.served: list[int] = []
        self._lock = threading.Lock()
        self._thread = threading.Thread(
            target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        self.publish(articles)

    def publish(self, articles: int, **changes: Any) -> None:
        """Put so many newer posts on the site."""
        first = len(self.posts) + 1
        for number in range(first, first + articles):
            minute = number - number % 10 + min(number % 10, 7)
            at = START + timedelta(minutes=minute)
            self.posts.insert(0, Post(number, at, **changes))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.gate.set()
        self.shutdown()
        self._thread.join()
        self.server_close()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def name(self) -> str:
        """Name of the site's folder below the data folder."""
        return f"127.0.0.1_{self.port}"

    def count(self, part: str) -> int:
        """How many requests had *part* in their address."""
        return sum(part in target for target in self.asked)

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    # The answers: status, kind and body, and headers.

    def answer(self, target: str) -> tuple[int, str, str, dict[str, str]]:
        path, query = urlsplit(target).path, dict(parse_qsl(urlsplit(target).query))
        with self._lock:
            self.asked.append(target)
            if path == "/robots.txt":
                lines = f"User-agent: *\nDisallow: /wp-admin/\n{self.robots}"
                if self.sitemap == "yoast":
                    lines += f"Sitemap: {self.url}/sitemap_index.xml\n"
                return 200, "text/plain", lines, {}
            if path == "/":
                return self._page("home", "", "<p>صحيفة الحقل: أخبار القرى.</p>")
            if path.startswith("/wp-json/") and self.rest_answer is not None:
                return *self.rest_answer, {}
            if path == "/wp-json/":
                zone = json.dumps({"timezone_string": self.zone})
                return 200, "application/json", zone, {}
            if path == "/wp-json/wp/v2/posts":
                return self._posts(query)
            if path == "/feed/" and self.feed:
                return self._feed(int(query.get("paged", "1")))
            if path.startswith("/latest/") and self.listings:
                number = path.removeprefix("/latest/").removeprefix("page/").strip("/")
                return self._listing(int(number or "1"))
            if path.endswith(".xml"):
                return self._sitemap(path.strip("/"))
            if path.endswith("/feed/") and self.feed and "withoutcomments" in query:
                name = path.removesuffix("feed/")
                return self._rss([post for post in self.posts if post.path == name])
            if path.startswith("/khabar-"):
                return self._post(path.strip("/").removeprefix("khabar-"))
            return 404, "text/html", "<title>404</title>", {}

    def _page(
        self, classes: str, head: str, body: str
    ) -> tuple[int, str, str, dict[str, str]]:
        rest = f"<link rel='https://api.w.org/' href='{self.url}/wp-json/'>"
        feed = f"<link rel=alternate type=application/rss+xml href='{self.url}/feed/'>"
        page = (
            f"<html lang=ar><head>{head}{rest}{feed}</head>"
            f"<body class='zox-site {classes}'>{body}</body></html>"
        )
        return 200, "text/html; charset=utf-8", page, {}

    def _posts(self, query: dict[str, str]) -> tuple[int, str, str, dict[str, str]]:
        asked = self.count("/wp-json/wp/v2/posts")
        if asked == self.gate_closes_at:
            self.gate.clear()
        dead = self.rest_ends_at is not None and asked >= self.rest_ends_at
        if dead or not self.rest:
            return 403, "application/json", '{"code":"rest_forbidden"}', {}
        posts = self.posts
        if self.rest_limits and "after" in query:
            posts = [post for post in posts if _clock(post) > query["after"]]
        if self.rest_limits and "before" in query:
            posts = [post for post in posts if _clock(post) < query["before"]]
        if "slug" in query:
            slugs = query["slug"].split(",")
            posts = [post for post in posts if post.path.strip("/") in slugs]
        size, page = int(query.get("per_page", "10")), int(query.get("page", "1"))
        if size > self.rest_most and self.is_strict:
            return 400, "application/json", '{"code":"rest_invalid_param"}', {}
        size = min(size, self.rest_most)
        pages = -(-len(posts) // size)
        if page > max(pages, 1):
            return 400, "application/json", '{"code":"rest_post_invalid_page"}', {}
        some = [
            self._object(post)
            for post in posts[(page - 1) * size : page * size]
            if not self.rest_hides or post.number % self.rest_hides
        ]
        total = len(posts) + self.rest_extra
        headers = {"X-WP-Total": str(total), "X-WP-TotalPages": str(pages)}
        if not self.rest_counts:
            headers = {}
        return 200, "application/json", json.dumps(some), headers

    def _object(self, post: Post) -> dict[str, Any]:
        return {
            "id": post.number,
            "date": _clock(post),
            "date_gmt": f"{post.published.astimezone(UTC):%Y-%m-%dT%H:%M:%S}",
            "modified_gmt": f"{post.published.astimezone(UTC):%Y-%m-%dT%H:%M:%S}",
            "slug": post.path.strip("/"),
            "link": (self.rest_host or self.url) + post.path,
            "title": {"rendered": post.title},
            "content": {"protected": post.protected},
        }

    def _feed(self, page: int) -> tuple[int, str, str, dict[str, str]]:
        posts = self.posts[(page - 1) * 20 : page * 20]
        if not posts or (self.feed_pages is not None and page > self.feed_pages):
            return 404, "text/html", "<title>404</title>", {}
        return self._rss(posts)

    def _rss(self, posts: list[Post]) -> tuple[int, str, str, dict[str, str]]:
        items = "".join(
            f"<item><title>{post.title}</title><link>{self.url}{post.path}</link>"
            f"<pubDate>{format_datetime(post.published.astimezone(UTC))}</pubDate>"
            "</item>"
            for post in posts
        )
        return 200, "text/xml", f"<rss><channel>{items}</channel></rss>", {}

    def _listing(self, page: int) -> tuple[int, str, str, dict[str, str]]:
        posts = self.posts[(page - 1) * 10 : page * 10]
        rows = "".join(
            f"<article class='zox-art-wrap infinite-post'><a rel=bookmark "
            f"href='{self.url}{post.path}'>{post.title}</a></article>"
            for post in posts
        )
        following = f"<a class=inactive href='{self.url}/latest/page/{page + 1}/'>n</a>"
        if page * 10 >= len(self.posts):
            following = ""
        pages = f"<div class=pagination><span class=current>{page}</span>{following}"
        body = f"<div id=zox-main-blog-wrap>{rows}{pages}</div></div>"
        return self._page("page", "", body)

    def _sitemap(self, name: str) -> tuple[int, str, str, dict[str, str]]:
        core = ("wp-sitemap.xml", "wp-sitemap-posts-post-{}.xml", 200)
        yoast = ("sitemap_index.xml", "post-sitemap{}.xml", 100)
        if self.sitemap is None:
            return 404, "text/html", "<title>404</title>", {}
        index, part, size = core if self.sitemap == "core" else yoast
        oldest = self.posts[::-1]
        files = {
            part.format(place + 1): oldest[place * size : (place + 1) * size]
            for place in range(-(-len(oldest) // size))
        }
        if name == index:
            locs = "".join(
                f"<sitemap><loc>{self.url}/{file}</loc></sitemap>" for file in files
            )
            return 200, "text/xml", f"<sitemapindex>{locs}</sitemapindex>", {}
        if name not in files:
            return 404, "text/html", "<title>404</title>", {}
        locs = "".join(
            f"<url><loc>{self.url}{post.path}</loc>"
            + (
                f"<lastmod>{post.published.isoformat()}</lastmod>"
                if self.sitemap == "yoast"
                else ""
            )
            + "</url>"
            for post in files[name]
        )
        locs += self.more_in_sitemap
        return 200, "text/xml", f"<urlset>{locs}</urlset>", {}

    def _post(self, number: str) -> tuple[int, str, str, dict[str, str]]:
        post = next((one for one in self.posts if str(one.number) == number), None)
        if post is None:
            return 404, "text/html", "<title>404</title>", {}
        self.served.append(post.number)
        text = "".join(f"<p>{paragraph}</p>" for paragraph in post.text)
        if post.protected:
            text = "<form class=post-password-form></form>"
        day = post.published.date()
        some, span = self.related
        near = self.posts[:span]
        related = "".join(
            f"<div class=zox-art-wrap><a rel=bookmark href='{self.url}{one.path}'>"
            f"<h2 class=zox-s-title2>{one.title}</h2></a></div>"
            for one in random.Random(post.number).sample(near, min(some, len(near)))
            if one is not post
        )
        body = (
            f"<article id=post-{number} class='post-{number} post type-post'>"
            f"<h1 class='zox-post-title entry-title'>{post.title}</h1>"
            f"<time itemprop=datePublished datetime='{day}'>{day}</time>"
            f"<div class='zox-post-body left'>{text}</div>"
            f"<div class=zox-post-more-grid>{related}</div></article>"
        )
        head = f"<link rel=canonical href='{self.url}{post.path}'>"
        return self._page(f"single single-post postid-{number}", head, body)


def _clock(post: Post) -> str:
    return f"{post.published:%Y-%m-%dT%H:%M:%S}"


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: Press

    def do_GET(self) -> None:
        if self.path.startswith("/khabar-"):
            self.server.gate.wait()
        status, kind, text, headers = self.server.answer(self.path)
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def start(*args: str, data: Path, log: Path) -> subprocess.Popen[bytes]:
    """Start ``scrapy`` with *args*, fast, and do not wait for it; stderr in *log*."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("NEWSBOT_") and not name.lower().endswith("_proxy")
    }
    environment["SCRAPY_SETTINGS_MODULE"] = "newsbot.settings"
    environment["PYTHONPATH"] = str(ROOT)
    environment["NEWSBOT_DATA"] = str(data)
    with log.open("wb") as file:
        return subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "scrapy", *args, *FAST],
            cwd=log.parent,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=file,
        )
