"""Sites and their profiles: which one is meant, and what belongs to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy.settings import Settings

from newsbot.pages.html import parse
from newsbot.sites import (
    Profile,
    Site,
    SiteError,
    bundled,
    load_site,
    read_profile,
    recognise,
)
from newsbot.sites.profile import BUNDLED
from newsbot.sites.selectors import Rule, SelectorError, Selectors
from newsbot.sites.settings import apply_settings
from newsbot.sites.site import host_key

CASES = Path(__file__).parent / "pages" / "zoxpress"
PAPER = """\
theme = "zoxpress"
name = "صحيفة المنارة"
url = "https://www.manara.example/"
timezone = "Africa/Cairo"
"""


def profile(folder: Path, text: str, name: str = "paper.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(SiteError) as caught:
        read_profile(path)
    message = str(caught.value)
    assert message.startswith(str(path)) or str(path) in message
    assert "\n" not in message
    return message


# --- which site is meant


@pytest.mark.parametrize("argument", [None, "", "  ", "demo"])
def test_the_demo_is_the_default(argument: str | None) -> None:
    site = load_site(argument)
    assert (site.name, site.is_demo) == ("demo", True)
    assert site.zone == "Asia/Riyadh"


def test_a_site_by_its_address() -> None:
    site = load_site(" HTTPS://WWW.Manara.example ")
    assert site.name == "www.manara.example"
    assert site.url == "https://WWW.Manara.example/"
    assert (site.profile, site.timezone, site.zone) == (None, None, "UTC")
    assert not site.is_demo


@pytest.mark.parametrize(
    ("address", "name", "url"),
    [
        ("http://a.example", "a.example", "http://a.example/"),
        ("http://a.example:8080", "a.example_8080", "http://a.example:8080/"),
        ("http://a.example:80/", "a.example", "http://a.example:80/"),
        ("https://a.example:443/", "a.example", "https://a.example:443/"),
        ("https://a.example:80/", "a.example_80", "https://a.example:80/"),
        ("https://a.example/news", "a.example", "https://a.example/news/"),
        ("https://a.example/news/?x=1#y", "a.example", "https://a.example/news/"),
        ("http://127.0.0.1:9000/", "127.0.0.1_9000", "http://127.0.0.1:9000/"),
        ("http://[::1]:9000/", "[::1]_9000", "http://[::1]:9000/"),
    ],
)
def test_ports_and_folders(address: str, name: str, url: str) -> None:
    site = load_site(address)
    assert (site.name, site.url) == (name, url)


def test_a_site_by_the_path_of_its_profile(tmp_path: Path) -> None:
    site = load_site(str(profile(tmp_path, PAPER)))
    assert (site.name, site.url) == ("paper", "https://www.manara.example/")
    assert site.zone == "Africa/Cairo"
    assert site.profile is not None
    assert site.profile.name == "صحيفة المنارة"
    # What the profile does not say, the theme does.
    assert site.profile.language == "ar"
    assert site.profile.listings == ("/latest/",)
    assert site.profile.rule("fields", "title").texts == ("h1.zox-post-title",)


@pytest.mark.parametrize(
    ("argument", "words"),
    [
        ("dmeo", ("no site 'dmeo'", "did you mean 'demo'?", "-a site=https://")),
        ("manara", ("no site 'manara'", "-a site=https://", ".toml")),
        ("www.manara.example", ("no site", "-a site=https://")),
        ("zoxpress", ("'zoxpress' is a theme", "-a site=https://", "url =")),
        ("./missing.toml", ("no profile ./missing.toml", "path")),
        ("https://", ("no address of a site", "https://www.example.com/")),
        ("http:///news/", ("no address of a site",)),
        ("https://a.example:99999/", ("no address of a site",)),
        ("https://a.example:news/", ("no address of a site",)),
        ("http://[::1/", ("no address of a site",)),
    ],
)
def test_no_such_site(argument: str, words: tuple[str, ...]) -> None:
    with pytest.raises(SiteError) as caught:
        load_site(argument)
    message = str(caught.value)
    assert all(word in message for word in words), message
    assert "\n" not in message


# --- errors in a profile


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('titel = "h1"', ("'titel' is not known", "known: ")),
        ('listing = "/latest/"', ("listing must be a table",)),
        ("url = 5", ("url must be a string",)),
        ('url = "manara.example"', ("must begin with http:// or https://",)),
        ('url = "ftp://manara.example/"', ("must begin with http:// or https://",)),
        ('listings = "/latest/"', ("listings must be a list",)),
        ("feeds = [1]", ("feeds must be a list",)),
        ('timezone = "Asia/Riad"', ("no time zone 'Asia/Riad'", "Asia/Riyadh")),
        ('timezone = "../etc/passwd"', ("no time zone", "Asia/Riyadh")),
        ('timezone = ""', ("no time zone", "Asia/Riyadh")),
        ('theme = "zoxpres"', ("no theme 'zoxpres'", "did you mean 'zoxpress'?")),
        ('theme = "../zoxpress"', ("no theme",)),
        ('settings = "fast"', ("settings must be a table",)),
    ],
)
def test_an_error_has_its_line_and_a_remedy(
    tmp_path: Path, line: str, words: tuple[str, ...]
) -> None:
    path = profile(tmp_path, f"# صحيفة\n\n{line}\n")
    message = refusal(path)
    assert message.startswith(f"{path}, line 3: ")
    assert all(word in message for word in words), message


@pytest.mark.parametrize(
    ("table", "line", "words"),
    [
        ("fields", 'tilte = "h1"', ("'tilte' is not known in [fields]", "'title'?")),
        ("fields", "title = 5", ("title must be a selector or a list",)),
        ("fields", 'title = ["h1", 5]', ("title must be a selector or a list",)),
        ("fields", 'title = "h1["', ("'h1[' is no CSS selector",)),
        ("fields", 'title = "//h1["', ("'//h1[' is no XPath",)),
        ("fields", 'title = "h1::words"', ("'h1::words' is no CSS selector",)),
        ("fields", 'title = ""', ("is no CSS selector",)),
        ("related", 'excerp = "p"', ("not known in [related]", "'excerpt'?")),
        ("settings", "DOWNLOAD_DELY = 2", ("not known", "'DOWNLOAD_DELAY'?")),
        ("settings", "download_delay = 2", ("'download_delay' is not known",)),
    ],
)
def test_an_error_in_a_table(
    tmp_path: Path, table: str, line: str, words: tuple[str, ...]
) -> None:
    path = profile(tmp_path, f'name = "صحيفة"\n[{table}]\n{line}\n')
    message = refusal(path)
    assert message.startswith(f"{path}, line 3: ")
    assert all(word in message for word in words), message


def test_the_line_is_that_of_the_table_with_the_error(tmp_path: Path) -> None:
    path = profile(tmp_path, '[fields]\ntitle = "h1"\n\n[related]\ntitle = "h2["\n')
    assert refusal(path).startswith(f"{path}, line 5: ")


def test_what_is_no_profile(tmp_path: Path) -> None:
    assert "is no TOML" in refusal(profile(tmp_path, "name = صحيفة\n"))
    other = tmp_path / "other.toml"
    other.write_bytes('name = "صحيفة"'.encode("cp1256"))
    assert "UTF-8" in refusal(other)
    assert "cannot read" in refusal(tmp_path / "missing.toml")
    assert "cannot read" in refusal(tmp_path)


def test_a_profile_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "paper.toml"
    path.write_text('url = "https://paper.test/"\n', "utf-8-sig")
    assert load_site(str(path)).url == "https://paper.test/"


@pytest.mark.parametrize("name", ["...toml", ".locks.toml", "..toml"])
def test_no_profile_names_a_folder_outside(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text('url = "https://paper.test/"\n', "utf-8")
    with pytest.raises(SiteError, match="is no name of a profile"):
        load_site(str(path))


def test_the_dot_of_the_dns_root_makes_no_other_site() -> None:
    site = load_site("https://paper.test.:8443/news")
    assert (site.name, site.url) == ("paper.test_8443", "https://paper.test:8443/news/")
    assert site.hosts == {"paper.test_8443"}


def test_the_bundled_profiles_are_right() -> None:
    profiles = {name: read_profile(BUNDLED / f"{name}.toml") for name in bundled()}
    assert {"demo", "zoxpress"} <= set(profiles)
    assert profiles["zoxpress"].url is None
    assert profiles["demo"].settings["NEWSBOT_DEMO"] is True


def test_a_site_of_a_known_theme_is_five_lines() -> None:
    lines = (BUNDLED / "demo.toml").read_text("utf-8").partition("[settings]")[0]
    assert len([line for line in lines.splitlines() if line[:1] not in "#"]) <= 5


# --- what belongs to a site


@pytest.fixture
def site() -> Site:
    return load_site("https://manara.example/")


@pytest.mark.parametrize(
    "url",
    [
        "https://manara.example/",
        "https://MANARA.example/%d8%a7/?p=1#x",
        "https://manara.example:443/a",
        "http://manara.example/a",
        "http://manara.example:80/a",
        "HTTPS://manara.example",
        "https://www.manara.example/",
        "https://WWW.manara.example:443/a",
    ],
)
def test_owns(site: Site, url: str) -> None:
    assert site.owns(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://manara.example:8443/",
        "https://manara.example:80/",
        "https://news.manara.example/",
        "https://www.news.manara.example/",
        "https://www.www.manara.example/",
        "https://manara.example.evil.example/",
        "https://evilmanara.example/",
        "https://manara.example@evil.example/",
        "https://manara.example:443@evil.example/",
        "https://evil.example/https://manara.example/",
        "https://evil.example?https://manara.example/",
        "https://evil.example#@manara.example/",
        r"https://evil.example\@manara.example/",
        r"https://manara.example\.evil.example/",
        r"https:\\manara.example\a",
        r"\\manara.example\a",
        "//manara.example/a",
        "/a",
        "",
        "file:///etc/passwd",
        "file://manara.example/etc/passwd",
        "ftp://manara.example/",
        "data:text/html,manara.example",
        "javascript:location='https://manara.example/'",
        "https://",
        "https://manara.example:99999/",
        "https://[manara.example/",
        "http://127.0.0.1/",
    ],
)
def test_does_not_own(site: Site, url: str) -> None:
    assert not site.owns(url)


def test_another_port_is_another_site() -> None:
    site = load_site("http://127.0.0.1:8080/")
    assert site.owns("http://127.0.0.1:8080/a")
    assert not site.owns("http://127.0.0.1:8081/a")
    assert not site.owns("http://127.0.0.1/a")
    assert not site.owns("http://localhost:8080/a")


ARABIC = "https://المنارة.example/"


def test_an_arabic_domain_has_one_name() -> None:
    punycode = "المنارة".encode("punycode").decode()
    asked = f"https://xn--{punycode}.example/"
    assert host_key(ARABIC) == host_key(asked)
    assert load_site(ARABIC).owns(f"{asked}a/")
    assert load_site(asked).owns(f"{ARABIC}a/")
    assert load_site(ARABIC).name == load_site(asked).name


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://Manara.Example/x", "manara.example"),
        ("http://manara.example:80/", "manara.example"),
        ("http://manara.example:443/", "manara.example_443"),
        ("https://user:secret@manara.example:8443/", "manara.example_8443"),
        ("http://[2001:DB8::1]:81/", "[2001:db8::1]_81"),
    ],
)
def test_host_key(url: str, key: str) -> None:
    assert host_key(url) == key


@pytest.mark.parametrize(
    "url", ["", "/a", "https://", "mailto:a@b.example", "http://a:x/"]
)
def test_no_host_key(url: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        host_key(url)


def test_addresses_of_a_profile_are_relative_to_the_home_page() -> None:
    assert load_site("https://a.example/").absolute("/latest/") == (
        "https://a.example/latest/"
    )
    assert load_site("https://a.example/news/").absolute("/latest/") == (
        "https://a.example/news/latest/"
    )
    assert load_site("https://a.example/").absolute("https://b.example/x") == (
        "https://b.example/x"
    )


# --- the site's own redirects of its root


@pytest.mark.parametrize(
    "target",
    [
        "https://manara.example/",
        "https://www.manara.example/",
        "https://manara.example/ar/",
        "https://akhbar.manara.example:8443/",
    ],
)
def test_move(target: str) -> None:
    site = load_site("http://manara.example/")
    site.move(target)
    assert site.url == target
    assert site.owns(target)
    assert site.owns("http://manara.example/a/")
    # Ids and folders do not follow.
    assert site.name == "manara.example"


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://127.0.0.1:6800/",
        "http://localhost/",
        "http://localhost./",
        "http://printer/",
        "http://nas.local/",
        "http://api.internal/",
        "http://10.0.0.7/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1]/",
        "http://0.0.0.0/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://[::127.0.0.1]/",
        "http://[2002:7f00:1::]/",
        "http://[64:ff9b::7f00:1]/",
        "http://router.home.arpa/",
        "http://news.intranet/",
        "http://news.corp/",
        "http://１２７.0.0.1/",
        "http://nas。local/",
        "http://manara.example@127.0.0.1/",
        "file:///etc/passwd",
        "ftp://manara.example/",
        "https://",
        "https://www.manara.example:99999/",
        "http://[::1/",
    ],
)
def test_no_move(target: str) -> None:
    site = load_site("http://manara.example/")
    with pytest.raises(SiteError, match="redirects to"):
        site.move(target)
    assert site.url == "http://manara.example/"
    assert site.hosts == {"manara.example"}


def test_a_site_on_this_machine_may_move_about_on_it() -> None:
    site = load_site("http://127.0.0.1:8000/")
    site.move("http://localhost:8080/")
    assert site.owns("http://localhost:8080/خبر/")
    with pytest.raises(SiteError, match="local network"):
        site.move("http://192.168.1.1/")


def test_the_twin_with_www_of_a_local_site() -> None:
    site = load_site("http://paper.lan/")
    site.move("http://www.paper.lan/")
    assert site.owns("http://www.paper.lan/a/")
    with pytest.raises(SiteError, match="local network"):
        site.move("http://printer.lan/")


def test_a_redirect_names_no_host() -> None:
    """Where a page has once led to, it cannot lead further inside."""
    site = load_site("http://manara.example:8000/")
    site.move("https://akhbar.manara.example/")
    assert site.named == {"manara.example"}
    site.name_host("http://10.0.0.7:8080/a/")
    assert site.named == {"manara.example", "10.0.0.7"}
    assert site.owns("http://10.0.0.7:8080/b/")


@pytest.mark.parametrize(
    ("url", "named", "taken"),
    [
        ("http://manara.example/", "http://www.manara.example/a/", True),
        ("https://manara.example/", "https://WWW.manara.example:443/a/", True),
        ("http://manara.example:8080/", "http://www.manara.example:8080/a/", True),
        ("http://manara.example:8080/", "http://www.manara.example/a/", False),
        ("http://صحيفة.example/", "http://www.xn--ogbhx3c3b.example/a/", True),
        ("http://manara.example/", "http://news.manara.example/a/", False),
    ],
)
def test_with_www_and_without_a_host_is_one_site(
    url: str, named: str, taken: bool
) -> None:
    assert load_site(url).owns(named) is taken
    assert load_site(named).owns(url) is taken


def test_a_local_site_that_the_user_names_may_move_within_its_host() -> None:
    site = load_site("http://127.0.0.1:8080/")
    site.move("http://127.0.0.1:8080/ar/")
    assert site.url == "http://127.0.0.1:8080/ar/"


# --- themes


@pytest.mark.parametrize("case", ["template-1-paragraphs", "category", "not-found"])
def test_the_theme_is_recognised(case: str) -> None:
    found = recognise(parse((CASES / case / "page.html").read_text("utf-8")))
    assert found is not None
    assert found.key == "zoxpress"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<html><body class='home blog'><article>zoxpress</article></body></html>",
        "<body><a href='https://a.example/themes/zoxpress'>قالب</a></body>",
    ],
)
def test_another_page_is_not(html: str) -> None:
    assert recognise(parse(html)) is None


# --- selectors


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h1>ثلاث سفن<br />من الميناء</h1>", "ثلاث سفن من الميناء"),
        ("<h1>ثلاث <br>سفن<!-- لا --><br></h1>", "ثلاث سفن"),
        ("<h1><div>رست</div><div>السفينة</div>أمس</h1>", "رست السفينة أمس"),
        ("<table><tr><td>أول</td><td>ثان</td></tr></table>", "أول ثان"),
        # Inline elements stand in words.
        ("<h1>ا<b>لسف</b>ينة<wbr>، أمس</h1>", "السفينة، أمس"),
        ("<h1>الس<script>1</script>فينة</h1>", "السفينة"),
    ],
)
def test_lines_in_an_element_stay_apart(html: str, expected: str) -> None:
    root = parse(f"<div id='field'>{html}</div>")
    assert Selectors(["#field"]).strings(root) == [expected]


PAGE = parse(
    "<div id='a'><p class='x'> أول  <b>ثان</b><script>لا</script>"
    "<!-- لا --> ثالث</p><p class='y' lang='ar'>رابع</p><p></p></div>"
    "<div id='b'><p class='y'>خامس</p></div>"
)
INNER = PAGE.find(".//div")


@pytest.mark.parametrize(
    ("selectors", "strings"),
    [
        (["p.x"], ["أول ثان ثالث"]),
        (["p"], ["أول ثان ثالث", "رابع"]),
        (["p.y::text"], ["رابع"]),
        (["p::attr(lang)"], ["ar"]),
        ([".//p[@lang]"], ["رابع"]),
        # In this element, never somewhere in the page.
        (["//p[@class='y']"], ["رابع"]),
        (["//p[@class='y']/@lang"], ["ar"]),
        (["p.missing", "p.y"], ["رابع"]),
        # An element without words counts as nothing found.
        (["p:empty", "p.y"], ["رابع"]),
        (["p.missing"], []),
        ([], []),
    ],
)
def test_selectors(selectors: list[str], strings: list[str]) -> None:
    assert INNER is not None
    assert Selectors(selectors).strings(INNER) == strings
    assert Selectors(selectors).string(INNER) == next(iter(strings), None)


def test_selected_elements() -> None:
    assert INNER is not None
    both = Selectors(["p.y", "p.x"])
    assert [node.get("class") for node in both.elements(INNER)] == ["y"]
    assert [node.get("class") for node in both.all(INNER)] == ["y", "x"]
    assert both.element(INNER) is both.elements(INNER)[0]
    assert Selectors(["a"]).element(INNER) is None
    assert not Selectors()


@pytest.mark.parametrize("selector", ["p[", "//p[", "", "p::words"])
def test_no_selector(selector: str) -> None:
    with pytest.raises(SelectorError, match="is no"):
        Selectors([selector])


# --- whose word counts


def paper(**settings: object) -> Site:
    return Site(
        name="paper",
        url="https://manara.example/",
        profile=Profile(key="paper", settings=dict(settings)),
    )


def delay(
    monkeypatch: pytest.MonkeyPatch, *, line: str | None, environment: str | None
) -> float:
    settings = Settings({"DOWNLOAD_DELAY": 1, "USER_AGENT": "newsbot"})
    settings.set("NEWSBOT_CONTACT", None, priority="project")
    if line is not None:
        settings.set("DOWNLOAD_DELAY", line, priority="cmdline")
    if environment is not None:
        monkeypatch.setenv("NEWSBOT_DELAY", environment)
    apply_settings(settings, paper(DOWNLOAD_DELAY=2))
    return settings.getfloat("DOWNLOAD_DELAY")


def test_precedence_of_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWSBOT_DELAY", raising=False)
    assert delay(monkeypatch, line=None, environment=None) == 2
    assert delay(monkeypatch, line=None, environment="3") == 3
    assert delay(monkeypatch, line="4", environment="3") == 4


def test_contact_in_the_user_agent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSBOT_CONTACT", "mailto:desk@manara.example")
    settings = Settings({"USER_AGENT": "newsbot/1", "NEWSBOT_CONTACT": None})
    apply_settings(settings, paper())
    assert settings["USER_AGENT"] == "newsbot/1 (+mailto:desk@manara.example)"


# --- rules that are tables

STATE = r"""<html lang="en"><head>
<meta property="og:title" content="عنوان للمشاركة">
<meta name="Section" content=" اقتصاد ">
<script type="application/ld+json">
{"@graph": [{"@type": "WebSite", "name": "المنارة"}, {"@type": "NewsArticle",
 "headline": "الميناء يستقبل أول سفينة", "author": [{"name": "سلمى"}, {"name": "نادر"}],
 "isAccessibleForFree": true, "wordCount": 120}]}
</script>
<script id="__NEXT_DATA__" type="application/json">
{"props": {"article": {"title": "سفينة في الميناء", "tag-list": ["بحر", " ", "ميناء"],
 "photo": {"src": "/a.jpg"}, "empty": null}}}
</script>
<script src="/x.js">window.__STATE__ = {"title": "no"}</script>
<script>if (window.__STATE__ == 1) {}
 window.__STATE__ = {"news": [{"title": "من المتغير"}]}; window.other = 5;</script>
<script>window["__PACKED__"] = JSON.parse("{\"title\": \"من نص\"}");</script>
<script>App.state = undefined</script>
</head><body><div id="app" data-page="{&quot;title&quot;: &quot;من خاصية&quot;}">
<article><h1> عنوان   الصفحة </h1></article></div></body></html>"""


def found(rule: Rule | list[Rule]) -> list[str]:
    """What *rule* finds from the article of `STATE`."""
    article = parse(STATE).find(".//article")
    assert article is not None
    return Selectors(rule if isinstance(rule, list) else [rule]).strings(article)


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ({"css": "h1"}, ["عنوان الصفحة"]),
        ({"xpath": "//h1"}, ["عنوان الصفحة"]),
        ({"xpath": "h1/text()"}, ["عنوان   الصفحة"]),
        ({"jsonld": "headline"}, ["الميناء يستقبل أول سفينة"]),
        ({"jsonld": "author[*].name || author.name"}, ["سلمى", "نادر"]),
        ({"jsonld": "author.name"}, []),
        ({"jsonld": "isAccessibleForFree"}, []),
        ({"jsonld": "wordCount"}, ["120"]),
        ({"meta": "og:title"}, ["عنوان للمشاركة"]),
        ({"meta": "section"}, ["اقتصاد"]),
        ({"meta": "og:image"}, []),
        # The first script that has it.
        ({"json": '"@graph"[0].name'}, ["المنارة"]),
        ({"json": "props.article.title"}, ["سفينة في الميناء"]),
        ({"json": 'props.article."tag-list"'}, ["بحر", "ميناء"]),
        ({"json": "props.article.photo"}, []),
        ({"json": "props.article.photo.src"}, ["/a.jpg"]),
        ({"json": "props.article.empty"}, []),
        ({"json": "length(props.article.none)"}, []),
        (
            {"json": "props.article.title", "in": "script#__NEXT_DATA__"},
            ["سفينة في الميناء"],
        ),
        ({"json": "props.article.title", "in": "script#none"}, []),
        ({"json": "title", "in": "h1"}, []),
        ({"json": "title", "in": "#app::attr(data-page)"}, ["من خاصية"]),
        ({"json": "news[0].title", "variable": "window.__STATE__"}, ["من المتغير"]),
        ({"json": "news[0].title", "variable": "__STATE__"}, ["من المتغير"]),
        ({"json": "title", "variable": "window.__PACKED__"}, ["من نص"]),
        ({"json": "title", "variable": "App.state"}, []),
        ({"json": "title", "variable": "window.__NONE__"}, []),
        ({"value": "رياضة"}, ["رياضة"]),
        ({"value": ["أ", "ب"]}, ["أ", "ب"]),
        (
            ["h2", {"meta": "og:none"}, {"jsonld": "headline"}, "h1"],
            ["الميناء يستقبل أول سفينة"],
        ),
    ],
)
def test_a_rule_that_is_a_table(rule: Rule | list[Rule], values: list[str]) -> None:
    assert found(rule) == values


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('title = { json = "a..b" }', ("'a..b' is no JSON path (JMESPath)",)),
        ('title = { jsonld = "author[" }', ("is no JSON path",)),
        ('title = { jsno = "a" }', ("one of the keys css, xpath, json", "here: jsno")),
        ('title = { json = "a", jsonld = "b" }', ("one of the keys",)),
        ('title = { in = "script" }', ("one of the keys", "here: in")),
        ('title = { meta = "a", in = "b" }', ("give one, beside json",)),
        ('title = { json = "a", in = "b", variable = "c" }', ("give one",)),
        ('title = { json = "a", in = "b[" }', ("'b[' is no CSS selector",)),
        ('title = { css = "h1[" }', ("'h1[' is no CSS selector",)),
        ('title = { xpath = "h1[" }', ("'h1[' is no XPath",)),
        ("title = { json = 5 }", ("json must be a string in quotes",)),
        ('title = { meta = " " }', ("meta must be a string in quotes",)),
        ("title = { value = 5 }", ("value must be a string or a list",)),
        ("title = { value = [] }", ("value must be a string or a list",)),
        ("title = [5]", ("a selector or a list of them, or a table",)),
        ('kind = { value = "vidoe" }', ("no kind 'vidoe'", "did you mean 'video'?")),
    ],
)
def test_an_error_in_a_table_rule(
    tmp_path: Path, line: str, words: tuple[str, ...]
) -> None:
    path = profile(tmp_path, f'name = "صحيفة"\n[fields]\n{line}\n')
    message = refusal(path)
    assert message.startswith(f"{path}, line 3: ")
    assert all(word in message for word in words), message


def test_tables_are_for_fields_only(tmp_path: Path) -> None:
    path = profile(tmp_path, '[listing]\nentries = { jsonld = "a" }\n')
    assert "line 2: entries must be a selector or a list of them" in refusal(path)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ('[fields]\ntitle = [\n    "h1",\n    "h2[",\n]\nlead = "h2["\n', 4),
        ('[fields]\ntitle = [\n    "h1", "h2[",\n]\n', 3),
        ('[fields]\ntitle = [\n  "h1",\n  { json = "a..b", in = "i" },\n]\n', 4),
        ('[fields]\ntags = "a"\n[fields.title]\njson = "a..b"\n', 3),
        ('name = "x"\nfields.title = "h2["\n', 2),
        # The same words elsewhere are not meant.
        ('[fields]\nlead = "a"\ntitle = "h2["\n[related]\ntitle = "h2["\n', 3),
    ],
)
def test_the_line_is_that_of_the_wrong_item(
    tmp_path: Path, source: str, line: int
) -> None:
    path = profile(tmp_path, source)
    assert refusal(path).startswith(f"{path}, line {line}: ")


def test_languages_of_a_site(tmp_path: Path) -> None:
    one = read_profile(profile(tmp_path, 'language = "ar-EG"\n'))
    assert (one.language, one.languages) == ("ar-EG", ("ar-EG",))
    two = read_profile(profile(tmp_path, 'language = ["ar", "fa"]\n'))
    assert (two.language, two.languages) == ("ar", ("ar", "fa"))
    assert read_profile(profile(tmp_path, "")).language is None
    themed = read_profile(profile(tmp_path, PAPER))
    assert themed.languages == ("ar",)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('language = "arabic"', "'arabic' is no language"),
        ('language = ["ar", "Arabic"]', "'Arabic' is no language"),
        ("language = 5", "language must be a string or a list"),
        ("language = [5]", "language must be a string or a list"),
    ],
)
def test_what_is_no_language(tmp_path: Path, line: str, words: str) -> None:
    path = profile(tmp_path, f"{line}\n")
    message = refusal(path)
    assert message.startswith(f"{path}, line 1: ")
    assert words in message


def test_fields_that_a_site_has_rules_of_its_own_for(tmp_path: Path) -> None:
    rules = '[fields]\npublished = "time"\n'
    assert read_profile(profile(tmp_path, PAPER + rules)).own == {"published"}
    assert read_profile(profile(tmp_path, PAPER)).own == set()
    # A theme is no site.
    assert read_profile(profile(tmp_path, rules)).own == set()


def test_another_table_is_another_fingerprint(tmp_path: Path) -> None:
    prints = {
        read_profile(profile(tmp_path, f"[fields]\ntitle = {rule}\n")).fingerprint
        for rule in ('"h1"', '{ css = "h1" }', '{ meta = "h1" }', '{ value = "h1" }')
    }
    assert len(prints) == 4
