"""A news site that misbehaves: one answer per fault, and pages that stand in the way.

Every page here is invented; what guards put into theirs are the marks by which the
pages are known (names of scripts, of headers and of elements).
"""

from __future__ import annotations

import functools
import itertools
import re
import time
from typing import TYPE_CHECKING

from newsbot.demo.response import Response
from newsbot.demo.server import DemoServer
from newsbot.demo.stories import Stories, load
from tests.crawling import MockNews, page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

HTML = {"Content-Type": "text/html; charset=UTF-8"}

CHALLENGE = """<!DOCTYPE html><html lang="ar" dir="rtl"><head>
<title>لحظة…</title><meta name="robots" content="noindex,nofollow"></head><body>
<p>alwaha.example يتحقق من أن الاتصال آمن قبل المتابعة.</p>
<script>window._cf_chl_opt = {cType: 'managed'};</script>
<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>
</body></html>"""

CONSENT = """<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>الواحة</title></head>
<body><h1>نحن نقدّر خصوصيتك</h1><p>نستخدم نحن وشركاؤنا ملفات تعريف الارتباط. اختر ما
تسمح به ثم تابع إلى الموقع.</p><form action="/consent" method="post">
<button name="all">أوافق على الكل</button> <button name="none">الخيارات</button>
</form></body></html>"""

LOGIN = """<!DOCTYPE html><html lang="ar" dir="rtl"><head>
<title>تسجيل الدخول ‹ صحيفة الواحة</title></head><body><h1>صحيفة الواحة</h1>
<form action="/wp-login.php" method="post"><label>البريد <input name="log"></label>
<label>كلمة المرور <input type="password" name="pwd"></label>
<button>دخول</button></form></body></html>"""

PAYWALL = """<!DOCTYPE html><html lang="ar" dir="rtl"><head>
<title>ميزانية البلدية للعام الجديد - صحيفة الواحة</title>
<meta property="og:type" content="article"><script type="application/ld+json">
{"@type": "NewsArticle", "headline": "ميزانية البلدية", "isAccessibleForFree": false}
</script></head><body><h1>ميزانية البلدية للعام الجديد</h1>
<p>هذا المقال للمشتركين. سجّل الدخول أو اشترك لتقرأه كاملا.</p>
<a href="/subscribe/">اشترك</a></body></html>"""

SHELL = """<!DOCTYPE html><html><head><title>الواحة</title><script src="/app.js">
</script></head><body><div id="root"></div><noscript>فعّل جافاسكربت</noscript></body>
</html>"""


class Cut(bytes):
    """A body that is announced longer than it is."""

    def __len__(self) -> int:
        return super().__len__() + 5_000


def cut(html: str) -> Response:
    """An answer whose connection ends in the middle of the body."""
    return Response(200, Cut(html.encode()), {**HTML, "Connection": "close"})


def bad_gzip() -> Response:
    """An answer that is not what its Content-Encoding says."""
    return Response(200, b"\x1f\x8b\x08 no gzip", {**HTML, "Content-Encoding": "gzip"})


def slow(seconds: float) -> Callable[[str], Response]:
    """An answer that takes its time."""

    def answer(base: str) -> Response:
        time.sleep(seconds)
        return page("<h1>متأخر</h1>")

    return answer


def loop(path: str) -> Response:
    """A redirect to itself."""
    return page("", 302, Location=f"{path}?again=1")


def later(times: int, then: Callable[[str], Response], **fault: str) -> Callable:
    """503 so many times, with headers *fault*; after that what *then* answers."""
    left = [times]

    def answer(base: str) -> Response:
        left[0] -= 1
        return page("<h1>لاحقا</h1>", 503, **fault) if left[0] >= 0 else then(base)

    return answer


@functools.cache
def all_stories() -> Stories:
    """The stories of the demo site; not to be changed."""
    return load()


class Newsstand(MockNews):
    """`MockNews` with few articles, which knows when it was asked, and may change
    its pages."""

    change: Callable[[str, str], str] | None = None
    """Path and HTML of a page in, HTML out."""

    def __init__(self, stories: int | None = 10) -> None:
        """*stories*: how many of the newest to serve; None: all of them."""
        older = all_stories().truth("")[stories:] if stories else []
        left_out = {one["post_id"] for one in older}
        kept = [story for story in all_stories() if story.id not in left_out]
        # As MockNews does, but the stories are read only once.
        DemoServer.__init__(self, stories=Stories(kept))
        self.asked, self.answers = [], {}
        self.times: list[tuple[float, str]] = []
        self.most_at_once = self._at_once = 0

    def respond(self, base: str, target: str, headers: Mapping[str, str]) -> Response:
        self.times.append((time.monotonic(), target.partition("?")[0]))
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        time.sleep(0.01)
        try:
            return self._changed(base, target, headers)
        finally:
            self._at_once -= 1

    def _changed(self, base: str, target: str, headers: Mapping[str, str]) -> Response:
        if self.change is not None:
            headers = {}  # what is compressed cannot be changed
        response = super().respond(base, target, headers)
        kind = response.headers.get("Content-Type", "")
        if self.change is None or "html" not in kind or response.status != 200:
            return response
        html = self.change(target.partition("?")[0], response.body.decode())
        return Response(200, html.encode(), {"Content-Type": kind})

    def whole(self, path: str) -> Callable[[str], Response]:
        """What the site answers at *path* when all is well."""
        return lambda base: self.site(base, path)

    def site(self, base: str, path: str) -> Response:
        """The answer of the demo site itself, unaltered."""
        return DemoServer.respond(self, base, path, {})

    @property
    def newest(self) -> str:
        """Path of the newest article."""
        path: str = self.stories.truth("")[0]["url"]
        return path

    def gaps(self) -> list[float]:
        """Seconds between each two requests."""
        moments = [moment for moment, _ in self.times]
        return [b - a for a, b in itertools.pairwise(moments)]


def without_rows(path: str, html: str) -> str:
    """Every listing with its rows called by another name."""
    if "single-post" in html:
        return html
    return re.sub(r"\b(infinite-post|zox-art-wrap)\b", "story-card", html)


def without_label(path: str, html: str) -> str:
    """Every article with its section called by another name."""
    return html.replace('class="zox-post-cat"', 'class="story-label"')
