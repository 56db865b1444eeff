"""Pages that stand in the way are told from articles that talk of such things."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsbot.demo.server import DemoServer
from newsbot.pages.html import parse
from newsbot.pages.refusal import Refusal, find_stand_in, find_wall
from tests import faults
from tests.crawling import MockNews, page
from tests.faults import Newsstand
from tests.revisiting import crawl, ids, pages, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = "https://paper.test/"
ARTICLE = "https://paper.test/2026/03/bridge/"
SAVED = sorted((Path(__file__).parent / "pages").rglob("page.html"))


def document(body: str, title: str = "جسر جديد - الصحيفة", head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8">'
        f"<title>{title}</title>{head}</head><body>{body}</body></html>"
    )


MENU = "".join(f'<a href="/c/{n}/">قسم {n}</a> ' for n in range(30))
TEXT = " ".join(["قال المهندس إن الجسر الجديد يفتح أمام السيارات بعد أسبوعين."] * 30)
IS_ARTICLE = '<meta property="og:type" content="article">'


def wall(
    html: str, status: int = 200, url: str = ARTICLE, **headers: str
) -> str | None:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    found = find_wall(status, named, html, url=url)
    return found.kind if found else None


class TestWalls:
    @pytest.mark.parametrize(
        ("html", "kind"),
        [
            (faults.CHALLENGE, "challenge"),
            (faults.CONSENT, "consent"),
            (faults.LOGIN, "login"),
            (faults.PAYWALL, "login"),
            (faults.SHELL, "empty"),
            ("", "empty"),
            (" \n\t ", "empty"),
            ("<html><head></head><body></body></html>", "empty"),
            (document("<p> </p><script>var a = 'كلمات';</script>"), "empty"),
        ],
    )
    def test_each_kind(self, html: str, kind: str) -> None:
        assert wall(html) == kind

    @pytest.mark.parametrize(
        "title",
        [
            "Just a moment...",
            "Attention Required! | Cloudflare",
            "DDoS-Guard",
            "Access Denied",
            "لحظة…",
            "يُرجى الانتظار",
            "التحقق من أنك لست روبوتًا",
        ],
    )
    def test_titles_of_guards(self, title: str) -> None:
        assert wall(document("<p>نتحقق من متصفحك.</p>", title)) == "challenge"

    @pytest.mark.parametrize(
        "mark",
        [
            "<script>window._cf_chl_opt={}</script>",
            '<script src="https://geo.captcha-delivery.com/c.js"></script>',
            '<div id="px-captcha"></div>',
            '<iframe src="/_Incapsula_Resource?CWUDNSAI=1"></iframe>',
            "<script>sucuri_cloudproxy_js=''</script>",
            '<script src="/.well-known/ddos-guard/check"></script>',
            '<div class="h-captcha"></div>',
        ],
    )
    def test_marks_of_guards(self, mark: str) -> None:
        assert wall(document(mark)) == "challenge"
        assert wall(document(f"<p>الرجاء الإثبات أنك إنسان.</p>{mark}")) == "challenge"

    @pytest.mark.parametrize(
        ("name", "value", "expected"),
        [
            ("cf_mitigated", "challenge", "challenge"),
            ("CF_Mitigated", "Challenge", "challenge"),
            ("x_amzn_waf_action", "captcha", "challenge"),
            ("x_vercel_mitigated", "deny", "challenge"),
            ("x_amzn_waf_action", "count", None),
            ("Server", "cloudflare", None),
        ],
    )
    def test_headers_of_guards(
        self, name: str, value: str, expected: str | None
    ) -> None:
        html = document(MENU + TEXT, head=IS_ARTICLE)
        assert wall(html, **{name: value}) == expected

    @pytest.mark.parametrize("status", [301, 304, 403, 404, 500, 503])
    def test_other_statuses_speak_for_themselves(self, status: int) -> None:
        assert wall(faults.CHALLENGE, status) is None
        assert wall("", status) is None

    def test_no_content_is_no_page(self) -> None:
        assert wall("", 204) == "empty"
        assert wall(faults.CHALLENGE, 202) == "challenge"

    def test_a_login_page_with_all_menus(self) -> None:
        form = '<form><input type="password" name="pwd"></form>'
        assert wall(document(MENU + form, "الصحيفة | تسجيل الدخول")) == "login"
        assert wall(document(MENU + form), url=HOME + "wp-login.php") == "login"


DIED = document(
    '<div class="wp-die-message"><p>تعذر إكمال الطلب.</p></div>', "صحيفة"
).replace("<body>", '<body id="error-page">')
FATAL = "<b>Fatal error</b>:  Uncaught Error: none in /srv/a.php:12\nStack trace:\n#0"
HELP = '<p><a href="https://wordpress.org/documentation/">معرفة المزيد.</a></p>'


class TestBreakdowns:
    """Pages that say, with status 200, that the site is broken or shut."""

    @pytest.mark.parametrize(
        ("title", "body"),
        [
            ("خطأ في قاعدة البيانات", "<h1>خطأ في إنشاء الاتصال بقاعدة البيانات</h1>"),
            ("Database Error", "<h1>Error establishing a database connection</h1>"),
            ("", "<h1>Error establishing a database connection</h1>"),
            ("ووردبريس › خطأ", "<p>تعذر ذلك.</p>"),
            ("WordPress › Error", "<p>Not now.</p>"),
            ("الواحة", "<p>حدث خطأ فادح في هذا الموقع.</p>" + HELP),
            ("الواحة", "<p>There has been a critical error on this website.</p>"),
            ("الواحة - صيانة", "<h1>الموقع تحت الصيانة</h1><p>نعود بعد ساعة.</p>"),
            ("الواحة", "<h1>الموقع تحت الصيانة</h1><p>نعود بعد ساعة.</p>"),
            ("Maintenance mode", "<p>Back at noon.</p>"),
            ("Maintenance", "<p>Back at noon.</p>"),
            ("502 Bad Gateway", "<h1>502 Bad Gateway</h1><hr>nginx"),
            ("Welcome to nginx!", "<h1>Welcome to nginx!</h1>"),
            ("Apache2 Ubuntu Default Page: It works", f"<p>{TEXT}</p>"),
            ("503 Service Unavailable", "<p>LiteSpeed Web Server</p>"),
            ("Account Suspended", "<h1>This Account Has Been Suspended</h1>"),
            ("Index of /", "<h1>Index of /</h1><a href='/a/'>a</a>"),
            ("", "<br />" + FATAL),
            ("الواحة", "<br />" + FATAL),
        ],
    )
    def test_whole_pages(self, title: str, body: str) -> None:
        assert wall(document(body, title)) == "error"

    def test_the_page_on_which_wordpress_dies(self) -> None:
        assert wall(DIED) == "error"
        # Where the beginning of another page was sent before.
        begun = document(f"{MENU}<article><p>{TEXT}", head=IS_ARTICLE)
        assert wall(begun.removesuffix("</body></html>") + DIED) == "error"

    @pytest.mark.parametrize(
        "end",
        [
            "<p>حدث خطأ فادح في هذا الموقع.</p>" + HELP,
            "<p>لقد حدث خطأ فادح في هذا الموقع.</p><!-- 40 queries -->\n",
            "<p>There has been a critical error on this website.</p>" + HELP,
            f"<br />\n{FATAL} {{main}}\n  thrown in <b>/a.php</b> on line <b>12</b>",
            f"<br />\n{FATAL}<p>حدث خطأ فادح في هذا الموقع.</p>{HELP}",
        ],
    )
    def test_a_page_that_breaks_off(self, end: str) -> None:
        begun = document(f"{MENU}<article><p>{TEXT} ثم قا", head=IS_ARTICLE)
        assert wall(begun.removesuffix("</body></html>") + end) == "error"
        # It may be behind the page, which is whole then.
        assert wall(begun + end) is None

    @pytest.mark.parametrize("head", ["", IS_ARTICLE])
    @pytest.mark.parametrize(
        "words",
        [
            "حدث خطأ فادح في هذا الموقع",
            "There has been a critical error on this website",
            "Error establishing a database connection",
            "&lt;body id=&quot;error-page&quot;&gt;",
            "<code>&lt;b&gt;Fatal error&lt;/b&gt;: Uncaught</code> Fatal error: x",
            "الموقع تحت الصيانة",
        ],
    )
    def test_an_article_about_one(self, words: str, head: str) -> None:
        body = f"{MENU}<article><h1>{words}</h1><p>{TEXT}</p><p>{words}</p></article>"
        html = document(body, f"«{words}»: ماذا يرى القارئ؟ - الصحيفة", head)
        assert wall(html) is None
        # Some themes leave out what HTML lets them.
        assert wall(html.removesuffix("</body></html>")) is None
        single = html.replace("<body>", '<body class="single-post">')
        assert find_stand_in(parse(single), url=ARTICLE, home=HOME) is None

    def test_a_short_article_about_one(self) -> None:
        words = "حدث خطأ فادح في هذا الموقع"
        body = f"<h1>{words}</h1><p>{words}، ثم عاد بعد ساعة.</p>"
        assert wall(document(body, f"{words} | الصحيفة", IS_ARTICLE)) is None


def test_an_article_behind_an_error_is_tried_again_soon(tmp_path: Path) -> None:
    with MockNews(newest=6) as news:
        dead, cut = plain(news)[:2]
        whole = DemoServer.respond(news, news.url, news.path_of(cut), {}).body.decode()
        begun = whole[: whole.index("</p>", whole.index("<article")) - 5]
        news.answers[news.path_of(dead)] = page(DIED)
        news.answers[news.path_of(cut)] = page(
            f"{begun}<p>حدث خطأ فادح في هذا الموقع.</p>{HELP}"
        )
        run = crawl(news, tmp_path)
        assert pages(run, news) == {"delivered": len(ids(news)) - 2, "failed": 2}
        assert (run.exit_code, run.record(news.name)["verdict"]) == (3, "partial")
        assert run.record(news.name)["refusals"] == {"error": 2}
        news.answers.clear()
        # What is not due is left alone.
        assert pages(crawl(news, tmp_path), news) == {}
        with closing(sqlite3.connect(tmp_path / "data" / "ledger.sqlite3")) as db, db:
            db.execute("UPDATE failures SET next_try = next_try - 1000")
        assert pages(crawl(news, tmp_path), news) == {"delivered": 2}


class TestNoWalls:
    """An article is one, whatever it talks of and whatever stands beside it."""

    @pytest.mark.parametrize(
        "title",
        [
            "كلاودفلير: لحظة واحدة كانت كافية لإسقاط المواقع",
            "لماذا تسألنا المواقع عن ملفات تعريف الارتباط؟ | الصحيفة",
            "كلمة المرور وحدها لا تكفي: كيف يصبح تسجيل الدخول آمنا",
            "الرقم 404 يزين واجهة المتحف الجديد - الصحيفة",
            "Just a moment that changed the town | الصحيفة",
            "الخطأ 404: الصفحة غير موجودة في مخطط المدينة",
        ],
    )
    def test_headlines(self, title: str) -> None:
        body = (
            f"{MENU}<h1>{title}</h1><p>{TEXT} _cf_chl_opt cookie captcha</p>"
            '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>'
            '<div class="login"><input type="password"></div>'
            '<div id="cookies">نستخدم ملفات تعريف الارتباط <button>أوافق</button></div>'
        )
        for head in ("", IS_ARTICLE):
            html = document(body, title, head)
            assert wall(html) is None
            assert find_stand_in(parse(html), url=ARTICLE, home=HOME) is None

    @pytest.mark.parametrize(
        "beside",
        [
            '<form><input type="password"></form>',
            '<div class="g-recaptcha"></div>',
            "<p>نستخدم ملفات تعريف الارتباط</p><button>أوافق</button>",
        ],
    )
    def test_a_flash_without_menus(self, beside: str) -> None:
        """A headline is all that such an article has."""
        html = document(f"<h1>عاجل: افتتاح الجسر</h1>{beside}", head=IS_ARTICLE)
        assert wall(html) is None

    def test_a_small_listing_with_a_banner(self) -> None:
        rows = "".join(f'<h2><a href="/{n}/">خبر رقم {n}</a></h2>' for n in range(7))
        banner = "<div>نستخدم ملفات تعريف الارتباط <button>موافق</button></div>"
        assert wall(document(rows + banner, "صحيفة القرية"), url=HOME) is None

    def test_a_picture_with_a_word(self) -> None:
        assert wall(document('<h1>الجسر</h1><img src="/bridge.jpg">')) is None

    @pytest.mark.parametrize("page", SAVED, ids=lambda page: page.parent.name)
    def test_saved_pages(self, page: Path) -> None:
        html = page.read_text("utf-8", "replace")
        assert wall(html) is None
        if "single-post" in html:
            assert find_stand_in(parse(html), url=ARTICLE, home=HOME) is None


@pytest.fixture(scope="module")
def demo() -> Iterator[Newsstand]:
    news = Newsstand(None)
    yield news
    news.close()


class TestTheDemoSite:
    BASE = "http://alwaha.example"

    def look(self, demo: Newsstand, path: str) -> tuple[str | None, Refusal | None]:
        html = demo.site(self.BASE, path).body.decode()
        url = self.BASE + path
        stand_in = find_stand_in(parse(html), url=url, home=self.BASE + "/")
        return wall(html, url=url), stand_in

    def test_all_its_articles_and_listings_are_let_through(
        self, demo: Newsstand
    ) -> None:
        paths = [one["url"] for one in demo.stories.truth("")]
        assert len(paths) >= 80
        found = {path: self.look(demo, path) for path in paths}
        assert {path for path, one in found.items() if one != (None, None)} == set()
        assert [self.look(demo, path)[0] for path in ("/", "/latest/")] == [None, None]

    def test_its_not_found_page(self, demo: Newsstand) -> None:
        assert demo.site(self.BASE, "/zz-none/").status == 404
        found = self.look(demo, "/zz-none/")
        assert found[0] is None
        assert found[1] is not None
        assert found[1].kind == "not_found"

    def test_its_home_page_at_an_article_s_address(self, demo: Newsstand) -> None:
        html = demo.site(self.BASE, "/").body.decode()
        url = f"{self.BASE}/jisr/"
        found = find_stand_in(parse(html), url=url, home=f"{self.BASE}/")
        assert found is not None
        assert found.kind == "home"


class TestStandIns:
    def kind(self, html: str, url: str = ARTICLE) -> str | None:
        found = find_stand_in(parse(html), url=url, home=HOME)
        return found.kind if found else None

    @pytest.mark.parametrize(
        "title",
        [
            "404",
            "Error 404",
            "404 Not Found",
            "Page not found - Paper",
            "Oops! That page can’t be found.",
            "الصفحة غير موجودة | الصحيفة",
            "عذرًا، الصفحة غير موجودة",
            "خطأ 404 – الصفحة غير موجودة",
            "الصحيفة » لم يتم العثور على الصفحة",
        ],
    )
    def test_not_found(self, title: str) -> None:
        assert self.kind(document(MENU, title)) == "not_found"
        assert self.kind(document(f"<h1>{title}</h1>{MENU}", "صحيفة")) == "not_found"

    @pytest.mark.parametrize("title", ["404", "الصفحة غير موجودة", "غير موجود"])
    def test_an_article_may_be_called_so(self, title: str) -> None:
        body = f"<h1>{title}</h1><p>{TEXT}</p>"
        assert self.kind(document(body, title, IS_ARTICLE)) is None
        single = document(body, title).replace("<body>", '<body class="single-post">')
        assert self.kind(single) is None

    @pytest.mark.parametrize(
        "url", [HOME, "http://www.paper.test", f"{HOME}?utm_source=a#top"]
    )
    def test_what_leads_home(self, url: str) -> None:
        assert self.kind(document(MENU), url) == "home"

    @pytest.mark.parametrize(
        "head",
        [
            '<link rel="canonical" href="https://paper.test/">',
            '<link rel="canonical" href="/">',
            '<meta property="og:url" content="http://www.paper.test">',
        ],
    )
    def test_a_page_that_calls_itself_home(self, head: str) -> None:
        assert self.kind(document(MENU, head=head)) == "home"
        assert self.kind(document(TEXT, head=head + IS_ARTICLE)) is None

    def test_another_page_of_the_site_is_no_refusal(self) -> None:
        head = f'<link rel="canonical" href="{HOME}category/city/">'
        assert self.kind(document(MENU, "المدينة - الصحيفة", head)) is None
