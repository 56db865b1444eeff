"""The demo site: its addresses, its server, and how it follows changes."""

import gzip
import http.client
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote, unquote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsbot.demo import HOST
from newsbot.demo.__main__ import main, options_parser
from newsbot.demo.options import Options
from newsbot.demo.server import DemoServer
from newsbot.demo.site import DemoSite
from newsbot.demo.stories import Stories
from tests.pressroom import (
    BASE,
    IN_LIST,
    START,
    get,
    many,
    moved,
    numbers,
    page,
    rest,
    site_of,
    story,
    url,
)


def test_spellings_of_one_address() -> None:
    site = many(20)
    decoded = unquote(url(7))
    for address in (
        url(7).replace("%d8", "%D8"),
        decoded,
        url(7) + "?utm_source=x",
        url(7) + "?replytocom=3",
        url(7) + "?print=1",
    ):
        tree = page(site, address)
        assert tree.xpath("//link[@rel='canonical']/@href") == [url(7)]
        assert len(tree.xpath("//article[@id='post-7']")) == 1
    assert moved(get(site, url(7).rstrip("/"))) == url(7)
    assert (
        moved(get(site, url(7).rstrip("/") + "?utm_source=x"))
        == url(7) + "?utm_source=x"
    )
    assert moved(get(site, url(7) + "/")) == url(7)
    assert moved(get(site, "//" + url(7).removeprefix(BASE + "/"))) == url(7)
    assert moved(get(site, "/?p=7")) == url(7)
    assert moved(get(site, url(7) + "1/")) == url(7)
    assert moved(get(site, "/latest/page/1/")) == f"{BASE}/latest/"
    assert moved(get(site, "/page/1/")) == f"{BASE}/"
    assert moved(get(site, "/?cat=3")) == f"{BASE}/category/{quote('محليات').lower()}/"
    assert get(site, "/?p=999").status == 404
    assert get(site, "/?utm_source=x").status == 200
    assert get(site, "/%d8%a").status == 400
    assert get(site, "/category/لا-شيء/").status == 404
    assert get(site, url(7) + "غير/ذلك/").status == 404


def test_unknown_path_is_guessed() -> None:
    site = site_of(
        story(30, slug="2-من-الآبار"),
        story(31, slug="سيل-وادي"),
        story(32, slug="سيل-وادي-الطلح"),
    )
    second = f"{BASE}/{quote('2-من-الآبار').lower()}/"
    assert moved(get(site, "/2/")) == second
    assert moved(get(site, "/سيل-و")) == f"{BASE}/{quote('سيل-وادي').lower()}/"
    site.posts.stories.withdraw(31)
    other = f"{BASE}/{quote('سيل-وادي-الطلح').lower()}/"
    assert moved(get(site, "/سيل-وادي/")) == other


def test_what_hangs_on_a_post() -> None:
    site = many(20)
    stub = page(site, url(7) + "embed/")
    assert stub.xpath("//article") == []
    assert "single-post" in stub.xpath("//body/@class")[0]
    assert len(stub.xpath("//div[contains(@class, 'type-post')]")) == 1
    trackback = get(site, url(7) + "trackback/")
    assert (trackback.status, trackback.headers["Location"]) == (302, url(7))
    feed = etree.fromstring(get(site, url(9) + "feed/").body)
    assert len(feed.findall(".//item")) == 2
    assert get(site, url(7) + "amp/").status == 404


def test_pages_are_no_articles() -> None:
    tree = page(many(20), "/contact/")
    assert "single-post" not in tree.xpath("//body/@class")[0]
    assert "type-page" in tree.xpath("//article/@class")[0]


def test_changes_show_at_once() -> None:
    site = many(20)
    get(site, url(3)), get(site, "/latest/")
    stories = site.posts.stories
    stories.change(3, title="عنوان جديد")
    assert "عنوان جديد" in get(site, url(3)).body.decode()
    stories.add(story(21))
    assert numbers(page(site, "/latest/"), IN_LIST)[1] == 21
    assert rest(site, "posts?per_page=1")[0]["id"] == 21
    stories.withdraw(21)
    assert get(site, url(21)).status == 404
    assert get(site, "/wp-json/wp/v2/posts").headers["X-WP-Total"] == "20"
    stories.change(3, slug="مكان-جديد")
    assert moved(get(site, url(3))) == f"{BASE}/{quote('مكان-جديد').lower()}/"


def test_story_that_waited_appears_with_an_old_change() -> None:
    site = many(20)
    late = story(30)
    site.posts.stories.add(replace(late, modified=START))
    assert (
        rest(site, "posts?modified_after=2025-03-01T12:00:00&per_page=1")[0]["id"] == 20
    )
    assert rest(site, "posts?after=2025-03-01T12:00:00&per_page=1")[0]["id"] == 30


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    stories = Stories([story(n) for n in range(1, 21)])
    with DemoServer(Options(), stories) as running:
        yield running


def fetch(
    server: DemoServer, target: str, method: str = "GET", **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.putrequest(method, target, skip_host="host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_server_is_a_proxy_for_its_host_alone(server: DemoServer) -> None:
    response, body = fetch(server, f"{BASE}/latest/")
    assert response.status == 200
    assert f'href="{BASE}/"'.encode() in body
    assert str(server.port).encode() not in body
    assert fetch(server, "http://other.example/")[0].status == 502
    assert fetch(server, f"https://{HOST}/")[0].status == 502
    assert (
        fetch(server, f"http://{HOST.upper()}:80/latest/")[1].count(BASE.encode()) > 50
    )
    assert fetch(server, BASE)[0].status == 200


def test_server_answers_directly_under_its_host_header(server: DemoServer) -> None:
    response, body = fetch(server, "/latest/")
    assert response.status == 200
    assert f"http://127.0.0.1:{server.port}/latest/".encode() in body
    redirect, _ = fetch(server, "/latest", host="news.test")
    assert redirect.status == 301
    assert redirect.getheader("Location") == "http://news.test/latest/"


def test_server_keeps_connections_open(server: DemoServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    sockets = set()
    for path in ("/", "/latest/", "/nothing-there/", "/robots.txt"):
        connection.request("GET", path)
        connection.getresponse().read()
        sockets.add(id(connection.sock))
    connection.close()
    assert len(sockets) == 1


def test_server_compresses_and_answers_head(server: DemoServer) -> None:
    response, body = fetch(server, "/feed/", **{"accept-encoding": "gzip"})
    assert response.getheader("Content-Encoding") == "gzip"
    assert (response.getheader("ETag") or "").startswith('W/"')
    assert gzip.decompress(body).startswith(b"<?xml")
    head, nothing = fetch(server, "/latest/", "HEAD")
    assert head.status == 200
    assert nothing == b""


def test_server_takes_raw_arabic(server: DemoServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.connect()
    assert connection.sock is not None
    # Some bytes of these letters are white space in Latin-1.
    connection.sock.sendall("GET /خبر-رقم-5/ HTTP/1.0\r\nHost: h\r\n\r\n".encode())
    answer = b""
    while part := connection.sock.recv(65536):
        answer += part
    connection.close()
    assert answer.startswith(b"HTTP/1.1 200")
    assert "الخبر رقم 5</h1>".encode() in answer


def test_server_shows_changes(server: DemoServer) -> None:
    server.stories.change(6, title="تغير وهو يخدم")
    assert "تغير وهو يخدم".encode() in fetch(server, url(6))[1]
    assert server.posts.views[6] == 1


def test_two_servers_at_once() -> None:
    stories = Stories([story(1)])
    with DemoServer(stories=stories) as one, DemoServer(stories=stories) as two:
        assert one.port != two.port
        assert one.url == f"http://127.0.0.1:{one.port}"
        for running in (one, two):
            assert fetch(running, "/")[0].status == 200


def test_command_line_has_every_option() -> None:
    parser = options_parser()
    named = vars(parser.parse_args([]))
    named.pop("port")
    assert Options(**named) == Options()
    chosen = parser.parse_args(
        "--template 7 --ads-in-article 3 --no-rest --permalinks plain "
        "--now 2025-03-01T00:00:00+03:00".split()
    )
    assert (chosen.template, chosen.ads_in_article) == (7, 3)
    assert (chosen.rest, chosen.permalinks) == (False, "plain")
    assert chosen.now == START.replace(hour=0)
    with pytest.raises(SystemExit):
        parser.parse_args(["--strings", "fr"])


SITES = [
    many(20),
    many(20, permalinks="plain"),
    many(20, permalinks="dated", yoast=True),
]
PATH = st.lists(
    st.sampled_from(
        ["", "page", "feed", "2", "category", "محليات", "2025", "03", "خبر-رقم-3"]
    )
    | st.text(max_size=8),
    max_size=6,
).map("/".join)
QUERY = st.dictionaries(
    st.sampled_from(
        "p cat tag author m s feed paged page page_id rest_route sitemap".split()
    ),
    st.sampled_from(
        ["0", "3", "²", "9" * 5000, "rss2", "index", "/wp/v2/posts", "20250301"]
    )
    | st.text(max_size=8),
    max_size=3,
).map(urlencode)


@given(st.sampled_from(SITES), PATH, QUERY)
def test_strange_requests_are_answered(site: DemoSite, path: str, query: str) -> None:
    response = get(site, f"/{path.replace('?', '')}?{query}")
    assert response.status in (200, 301, 302, 400, 401, 404)
    if response.status in (301, 302):
        assert response.headers["Location"].isascii()
        assert response.headers["Location"].startswith(BASE + "/")


def test_options_that_no_theme_has_are_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for wrong in ({"template": 8}, {"author_info": 3}, {"per_page": 0}):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            Options(**wrong)
    with pytest.raises(SystemExit):
        main(["--template", "8"])
    assert "template is 8, not 0 to 7" in capsys.readouterr().err
