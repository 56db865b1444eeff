"""A small newspaper of no known theme: a home page with a list, and its articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.demo.site import Response
from tests.crawling import MockNews, page

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACES = "المرفأ السوق الجسر المسرح المتحف الملعب المصنع الميدان".split()
WORKS = "يجدد يوسع يستقبل يناقش يرمم يكرم يدشن".split()
HEAD = '<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>جريدة</title>'


def headline(number: int) -> str:
    work, place = WORKS[number % 7], PLACES[number % 8]
    return f"مجلس القرية {work} {place} بعد موسم رقم {number} من العمل"


def article(number: int, body: str = "words") -> str:
    """The page of an article; *body* is the class of what holds its text."""
    place = PLACES[number % 8]
    texts = "".join(
        f"<p>قال مجلس القرية إن {place} استقبل {number * 17 + part * 3} زائرا في "
        f"اليوم {part} من الموسم، وإن أهالي {PLACES[(number + part) % 8]} شاركوا في "
        "العمل منذ بدايته وحتى آخر أيامه.</p>"
        for part in range(1, 6)
    )
    return (
        f'{HEAD}<meta property="og:type" content="article"></head><body><main>'
        f'<h1>{headline(number)}</h1><time datetime="2026-03-{number + 1:02}T09:00:00'
        f'+03:00">2026/03/{number + 1:02}</time><div class="{body}">{texts}</div>'
        "</main></body></html>"
    )


def front(*numbers: int) -> str:
    """A page that lists articles, the newest first."""
    rows = "".join(
        f'<article><h2><a href="/news/{number}">{headline(number)}</a></h2></article>'
        for number in sorted(numbers, reverse=True)
    )
    return f"{HEAD}</head><body><main>{rows}</main></body></html>"


class SmallPaper(MockNews):
    """The newspaper with the articles 1 to *count*; `answers` has precedence."""

    def __init__(self, count: int = 12) -> None:
        super().__init__(newest=1)
        self.count = count
        self.robots = ""
        self.body = "words"
        self.homes = ["/"]
        """Targets at which the home page stands."""

    def respond(self, base: str, target: str, headers: Mapping[str, str]) -> Response:
        self.asked.append(target)
        path = target.partition("?")[0]
        answer = self.answers.get(path)
        if answer is not None:
            return answer if isinstance(answer, Response) else answer(base)
        if path == "/robots.txt":
            return page(f"User-agent: *\n{self.robots}\n", Content_Type="text/plain")
        if target in self.homes:
            return page(front(*range(1, self.count + 1)))
        number = path.removeprefix("/news/")
        if number.isdigit() and 1 <= int(number) <= self.count:
            return page(article(int(number), self.body))
        return page("<html><body>404</body></html>", 404)
