"""Date and authors in the data of a page's scripts, where nothing else states them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from newsbot.pages import extract
from tests.test_fallback import NOW, TEXT, TITLE
from tests.test_hostile import patience

if TYPE_CHECKING:
    from newsbot.items import Article

URL = "https://waha.example/news/7421/jisr"
AT = "2026-03-10T15:30:00.000Z"
HERE = "2026-03-10T18:30:00+03:00"
NAME = "سعاد النخلي"
OTHER = {
    "id": 7300,
    "title": "انطلاق سباق القوارب من مرفأ المرجان",
    "publishedAt": "2026-03-02T09:00:00.000Z",
    "author": {"name": "هادي البحري"},
}
POST = {"id": 7421, "title": TITLE, "publishedAt": AT, "author": {"name": NAME}}


def page(*scripts: str, line: str = "", head: str = "") -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in TEXT)
    return (
        f'<html lang="ar" dir="rtl"><head><title>{TITLE}</title>{head}</head><body>'
        f'<main><h1>{TITLE}</h1>{line}<div class="story">{paragraphs}</div></main>'
        f"{''.join(scripts)}</body></html>"
    )


def read(html: str, *, url: str = URL) -> Article:
    return extract(html, url=url, tz="Asia/Riyadh", now=NOW)


def next_data(**props: Any) -> str:
    data = json.dumps({"props": {"pageProps": props}, "page": "/news/[id]/[slug]"})
    return f'<script id="__NEXT_DATA__" type="application/json">{data}</script>'


def said(*scripts: str, **parts: str) -> tuple[str | None, list[str]]:
    article = read(page(*scripts, **parts))
    return article.published, article.authors


def test_the_article_among_the_others_of_its_page() -> None:
    article = read(page(next_data(breaking=[OTHER], article=POST, related=[OTHER])))
    assert (article.published, article.authors) == (HERE, [NAME])
    assert article.sources["published"] == article.sources["authors"] == "embedded"


def test_the_others_say_nothing_of_it() -> None:
    assert said(next_data(breaking=[OTHER], related=[OTHER])) == (None, [])


def _assigned(data: Any) -> str:
    return f"<script>window.__INITIAL_STATE__={json.dumps(data)};(function(){{}}())"


def _flight(*lines: str) -> str:
    text = "\n".join(lines)
    half = len(text) // 2
    parts = ("self.__next_f=self.__next_f||[]", text[:half], text[half:])
    pushes = [f"self.__next_f.push({json.dumps([1, part])})" for part in parts[1:]]
    return "".join(f"<script>{one}</script>" for one in (parts[0], *pushes))


NUXT = [
    *(["ShallowReactive", 1], {"data": 2}, ["Reactive", 3], {"post": 4, "more": 9}),
    {"id": 5, "title": 6, "published_at": 7, "writer": 8},
    *(7421, TITLE, ["Date", AT], {"name": 12}, [10], {"title": 11, "published_at": 13}),
    *("انطلاق سباق القوارب", NAME, "2026-03-02T09:00:00.000Z"),
]
APOLLO = {
    "ROOT_QUERY": {'post({"id":7421})': {"__ref": "Post:7421"}},
    "Post:7300": {**OTHER, "author": {"__ref": "Author:1"}},
    "Post:7421": {**POST, "author": {"__ref": "Author:2"}},
    "Author:1": {"name": "هادي البحري"},
    "Author:2": {"displayName": NAME},
}
FUSION = {
    "_id": "XJ5",
    "headlines": {"basic": TITLE},
    "display_date": AT,
    "first_publish_date": "2026-03-10T15:31:02Z",
    "publish_date": "2026-03-11T08:00:00Z",
    "created_date": "2026-03-09T08:00:00Z",
    "website_url": "/news/7421/jisr/",
    "credits": {"by": [{"type": "author", "name": NAME}], "photos_by": []},
    "related_content": {"basic": [{**OTHER, "headlines": {"basic": "سباق القوارب"}}]},
}
QUINTYPE = {
    "headline": TITLE,
    "author-name": NAME,
    "first-published-at": 1773156600000,
    "last-published-at": 1773200000000,
}
ANGULAR = json.dumps({"post": POST}, ensure_ascii=False).replace('"', "&q;")
GRAPH = {
    "title": {"rendered": "افتتاح جسر المشاة فوق وادي <b>اللوز</b>"},
    "date": HERE,
    "authors": {"nodes": [{"node": {"firstName": "سعاد", "lastName": "النخلي"}}]},
}
DATED = {"post": {**POST, "publishedAt": f"$D{AT}"}}
STATES = {
    "a variable": _assigned({"news": {"current": POST, "latest": [OTHER]}}),
    "a text in a variable": (
        f"<script>var state = JSON.parse({json.dumps(json.dumps({'post': POST}))});"
        "</script>"
    ),
    "the second of two variables": (
        "<script>dataLayer = [{'page': 'story'}];\nwindow.ads = {};"
        f"window['__DATA__'] = {json.dumps([OTHER, POST])}</script>"
    ),
    "Apollo": f"<script>window.__APOLLO_STATE__={json.dumps(APOLLO)}</script>",
    "Nuxt 3": (
        '<script type="application/json" id="__NUXT_DATA__" data-ssr="true">'
        f"{json.dumps(NUXT)}</script>"
    ),
    "server components of React": _flight(
        '1:"$Sreact.fragment"',
        f'5:["$","div",null,{json.dumps(DATED)}]',
        f'6:["$","ul",null,{json.dumps({"posts": [OTHER]})}]',
    ),
    "Fusion": (
        '<script>window.Fusion=window.Fusion||{};Fusion.contextPath="/pf";'
        f"Fusion.globalContent={json.dumps(FUSION)};Fusion.globalContentConfig="
        '{"source":"content-api"}</script>'
    ),
    "milliseconds": (
        '<script type="application/json" id="static-page">'
        f"{json.dumps({'qt': {'data': {'story': QUINTYPE}}})}</script>"
    ),
    "Angular": f'<script id="app" type="application/json">{ANGULAR}</script>',
    "WordPress behind a GraphQL": next_data(post=GRAPH),
    "PHP": next_data(
        post={
            "title": TITLE,
            "authors": [NAME],
            "publish_date": {
                "date": "2026-03-10 15:30:00.000000",
                "timezone_type": 3,
                "timezone": "UTC",
            },
        }
    ),
    "another headline for search engines": next_data(
        post={**POST, "title": "جسر جديد للمشاة", "url": "/news/7421/jisr"}
    ),
}


@pytest.mark.parametrize("kind", STATES)
def test_states(kind: str) -> None:
    assert said(STATES[kind]) == (HERE, [NAME])


@pytest.mark.parametrize(
    "script",
    [
        # Computed, cut off, and no data.
        f"<script>window.__NUXT__=(function(a){{return {json.dumps(POST)}}}(1))",
        f'<script type="application/json">{json.dumps({"post": POST})[:-3]}</script>',
        f'<script type="application/json">"{TITLE}"</script>',
        next_data(post={**POST, "publishedAt": True, "author": 12}),
        next_data(post={**POST, "publishedAt": "قريبا", "author": "admin"}),
        next_data(post={**POST, "publishedAt": "2031-01-01", "author": "@waha"}),
        # Rounded once, and kept ever since.
        next_data(post={**POST, "publishedAt": "منذ ساعتين", "author": ""}),
        next_data(post={**POST, "title": "افتتاح جسر المشاة"}),
        # The headline of another day.
        next_data(post={**POST, "id": 11, "url": "https://waha.example/news/11/"}),
    ],
)
def test_nothing_is_guessed(script: str) -> None:
    assert said(script) == (None, [])


def test_what_is_stated_goes_first() -> None:
    meta = '<meta property="article:published_time" content="2026-03-09T10:00:00Z">'
    assert said(next_data(post=POST), head=meta)[0] == "2026-03-09T13:00:00+03:00"
    data = {
        "@type": "NewsArticle",
        "author": "هادي البحري",
        "datePublished": "2026-03-08",
    }
    ld = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    assert said(next_data(post=POST), head=ld) == ("2026-03-08", ["هادي البحري"])


def test_two_that_share_the_headline() -> None:
    daily = {**POST, "id": 6001, "publishedAt": "2026-03-03T15:30:00Z"}
    assert said(next_data(posts=[daily, POST]))[0] == HERE
    apart = [{**one, "id": None} for one in (daily, POST)]
    assert said(next_data(posts=apart)) == (None, [NAME])
    again = {"title": TITLE, "publishedAt": "2026-03-10", "writer": NAME}
    assert said(next_data(seo=again, post={**POST, "id": None})) == (HERE, [NAME])


def test_the_day_on_which_it_was_begun_counts_beside_a_printed_one() -> None:
    post = {"title": TITLE, "created_at": AT, "updated_at": "2026-03-11T08:00:00Z"}
    line = "<p class=date>10 مارس 2026</p>"
    assert said(next_data(post=post))[0] is None
    assert said(next_data(post=post), line=line)[0] == HERE
    later = "<p class=date>11 مارس 2026</p>"
    assert said(next_data(post=post), line=later)[0] == "2026-03-11"


def test_a_printed_byline_goes_before_the_account() -> None:
    line = "<p>كتبت: هند القنطرية</p>"
    assert said(next_data(post=POST), line=line)[1] == ["هند القنطرية"]
    named = '<p class="author">هند القنطرية</p>'
    assert said(next_data(post=POST), line=named)[1] == ["هند القنطرية"]


def test_an_address_with_its_number_in_the_query() -> None:
    other = {**POST, "id": 11, "url": "/news.aspx?id=11"}
    html = page(next_data(posts=[other]))
    assert read(html, url="https://waha.example/news.aspx?id=7421").published is None
    own = {**POST, "id": None, "url": "/news.aspx?id=7421"}
    html = page(next_data(posts=[own]))
    assert read(html, url="https://waha.example/news.aspx?id=7421").published == HERE


BODY = (
    "أعلنت بلدية مدينة النخيل أمس افتتاح جسر المشاة الجديد فوق وادي اللوز، بعد أعمال "
    "دامت سبعة أشهر شارك فيها عمال من ثلاث بلدات مجاورة.",
    "وقالت رئيسة المجلس البلدي إن الجسر 🌉 يصل ضفتي الوادي أول مرة منذ ثلاثين عاما، "
    "وإن العمل انتهى قبل موعده بأسبوعين كاملين.",
    "ومن المقرر أن تبدأ في الصيف المقبل أعمال جسر ثان قرب ميناء الرمال.",
)


def _apart(number: str, text: str) -> str:
    return f"{number}:T{len(text.encode()):x},{text}"


@pytest.mark.parametrize("cut", [0, 3, 60, 200])
@pytest.mark.parametrize("is_html", [True, False])
def test_a_text_that_react_writes_apart(cut: int, *, is_html: bool) -> None:
    """The next row begins right behind it, without a line's end; a piece may end in the
    middle of both."""
    text = "".join(f"<p>{x}</p>" for x in BODY) if is_html else "\n".join(BODY)
    other = "انطلق السباق من مرفأ المرجان صباحا. " * 20
    pile = (
        f'1:"$Sreact.fragment"\n5:["$","$L9",null,'
        f"{json.dumps({'post': {**POST, 'body': '$1a'}, 'more': '$1b'})}]\n"
        f'{_apart("1b", other)}{_apart("1a", text)}6:["$","ul",null,{{}}]\n'
    )
    at = pile.index("1a:T") + cut
    pushes = (
        f"self.__next_f.push({json.dumps([1, x])})" for x in (pile[:at], pile[at:])
    )
    scripts = "".join(f"<script>{one}</script>" for one in pushes)
    article = read(
        f'<html lang="ar"><head><title>{TITLE}</title><meta content="article" '
        f'property="og:type"></head><body><div id="app"></div>{scripts}</body></html>'
    )
    assert article.text.split("\n") == list(BODY)
    assert article.sources["text"] == "embedded"
    assert (article.published, article.authors) == (HERE, [NAME])


def test_a_reference_to_nothing_is_no_text() -> None:
    data = json.dumps({"post": {**POST, "body": "$1a", "title": "$2"}})
    assert said(_flight(f'5:["$","div",null,{data}]', "7:T3,ab")) == (None, [])


MANY = 200_000
JSON = '<script type="application/json">{}</script>'
SCRIPT = "<script>{}</script>"
NUXT_LOOP = [["Ref", 0], *[{"title": 0, "published_at": -1, "author": 2}] * 9_000]
HOSTILE = {
    "lists that are left open": JSON.format("[" * MANY),
    "objects in one another": JSON.format('{"a":' * MANY),
    "assignments that are left open": SCRIPT.format("a=[" * MANY),
    "texts that are left open": SCRIPT.format('a=["' * MANY),
    "assignments in a text": SCRIPT.format('a=["' + '\\"a=[' * MANY),
    "assignments": SCRIPT.format("a={};" * MANY),
    "names of variables": SCRIPT.format("a." * MANY + "a   " * MANY + "="),
    "texts to be parsed": SCRIPT.format('a=JSON.parse("' * MANY),
    "pieces of React": SCRIPT.format('self.__next_f.push([1,"1:[\\n"])' * 20_000),
    "texts of React": SCRIPT.format('self.__next_f.push([1,"a:Tffffff,"])' * 20_000),
    "short texts of React": SCRIPT.format(
        f'self.__next_f.push([1,"{"a:T1,x" * MANY}"])'
    ),
    "references in a circle": JSON.format('{"a": {"__ref": "a"}}'),
    "numbers in a circle": (
        '<script type="application/json" id="__NUXT_DATA__">'
        f"{json.dumps(NUXT_LOOP)}</script>"
    ),
    "its headline thousands of times": JSON.format(
        json.dumps([{"title": TITLE, "publishedAt": f"2026-03-0{i % 9 + 1}"}
                    for i in range(20_000)])
    ),
    "a number of thousands of digits": JSON.format(
        json.dumps({"title": TITLE}).replace("}", f', "publishedAt": {"9" * 4_000}}}')
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_data_of_ill_will(kind: str) -> None:
    with patience():
        assert said(HOSTILE[kind]) == (None, [])


def test_a_clock_with_its_distance_behind_it_is_no_rounded_one() -> None:
    meta = '<meta property="article:published_time" content="2026-03-12T07:10:00">'
    line = '<p class="date">12 مارس 2026 - 10:10 ص قبل خمس ساعات</p>'
    assert said(head=meta, line=line)[0] == "2026-03-12T10:10:00+03:00"
