"""Nothing in a page leads into the local network, whatever it is called there."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any

import pytest
from scrapy.http import Request, Response

from newsbot.border import Border, LocalNetwork
from newsbot.sites import load_site
from newsbot.sites.local import is_local_address, is_local_host, is_loopback_host
from tests.crawling import FAST, MockNews, page, scrapy
from tests.names import RESOLVER

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.7",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.251",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fd00::1",
        "fec0::1",
        "ff02::fb",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.7",
        "::127.0.0.1",
        "::10.0.0.7",
        "2002:7f00:1::",
        "2002:a00:7::1",
        "64:ff9b::7f00:1",
        "64:ff9b::c0a8:101",
        "64:ff9b:1::808:808",
    ],
)
def test_addresses_of_the_local_network(address: str) -> None:
    assert is_local_address(ipaddress.ip_address(address))
    assert is_local_host(address)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "203.1.114.9",
        "2001:4860:4860::8888",
        "::ffff:8.8.8.8",
        "::8.8.8.8",
        "2002:808:808::1",
        "64:ff9b::808:808",
    ],
)
def test_addresses_of_the_internet(address: str) -> None:
    assert not is_local_address(ipaddress.ip_address(address))
    assert not is_local_host(address)


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "localhost.",
        "printer",
        "paper.localhost",
        "nas.local",
        "paper.lan.",
        "router.home.arpa",
        "news.intranet",
        "news.corp",
        "api.internal",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "127.0.0.1.",
        "",
        ".",
    ],
)
def test_names_of_the_local_network(host: str) -> None:
    assert is_local_host(host)


@pytest.mark.parametrize(
    "host", ["manara.example", "mylocal.example", "corp.example", "arpa.example", "a.b"]
)
def test_names_that_tell_nothing(host: str) -> None:
    assert not is_local_host(host)


def test_this_machine() -> None:
    assert is_loopback_host("localhost")
    assert is_loopback_host("::ffff:127.0.0.1")
    assert not is_loopback_host("10.0.0.7")
    assert not is_loopback_host("localhost.example")


class Names:
    """A resolver that counts its questions."""

    def __init__(self, **known: str) -> None:
        self.known = {name.replace("_", "."): it.split() for name, it in known.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str) -> list[Any]:
        self.asked.append(host)
        return [ipaddress.ip_address(one) for one in self.known[host]]


def passes(border: Border, url: str, **meta: Any) -> bool:
    """Whether the border lets a request of *url* out."""
    check = border.check(Request(url, meta=meta))
    try:
        check.send(None)  # nothing in it really waits
    except StopIteration:
        return True
    except LocalNetwork:
        return False
    raise AssertionError("it waits")


class TestBorder:
    @pytest.mark.parametrize(
        "addresses", ["127.0.0.1", "10.0.0.7", "8.8.8.8 10.0.0.7", "::127.0.0.1"]
    )
    def test_a_name_that_leads_inside(self, addresses: str) -> None:
        names = Names(paper_example="8.8.8.8", other_example=addresses)
        border = Border(load_site("https://paper.example/"), names)
        assert not passes(border, "https://other.example/a/")

    @pytest.mark.parametrize("addresses", ["127.0.0.1", "10.0.0.7", "8.8.8.8"])
    def test_the_user_s_own_host_may_be_anywhere(self, addresses: str) -> None:
        names = Names(paper_example=addresses)
        border = Border(load_site("https://paper.example/"), names)
        assert passes(border, "https://paper.example/a/")
        assert passes(border, "http://paper.example:8080/a/")

    def test_a_host_is_looked_up_once(self) -> None:
        names = Names(paper_example="8.8.8.8", other_example="8.8.4.4")
        border = Border(load_site("https://paper.example/"), names)
        for number in range(9):
            assert passes(border, f"https://paper.example/{number}/")
            assert passes(border, f"https://other.example/{number}/")
        assert names.asked == ["paper.example", "other.example"]

    @pytest.mark.parametrize(
        ("home", "twin", "passed"),
        [
            ("10.0.0.7", "10.0.0.8", True),
            ("8.8.8.8", "8.8.4.4", True),
            ("10.0.0.7", "8.8.8.8", True),
            ("8.8.8.8", "10.0.0.8", False),
            ("8.8.8.8", "127.0.0.1", False),
        ],
    )
    def test_the_twin_of_a_site(self, home: str, twin: str, passed: bool) -> None:
        names = Names(paper_example=home, www_paper_example=twin)
        border = Border(load_site("https://paper.example/"), names)
        assert passes(border, "https://www.paper.example/") is passed

    @pytest.mark.parametrize(
        ("address", "passed"), [("127.0.0.1", True), ("10.0.0.7", False)]
    )
    def test_a_site_on_this_machine_may_move_about_on_it(
        self, address: str, passed: bool
    ) -> None:
        names = Names(other_example=address, **{"127_0_0_1": "127.0.0.1"})
        border = Border(load_site("http://127.0.0.1:8000/"), names)
        assert passes(border, "http://other.example:8080/") is passed

    def test_a_proxy_resolves_by_itself(self) -> None:
        names = Names()
        border = Border(load_site("https://paper.example/"), names)
        proxy = "http://proxy.example:3128"
        assert passes(border, "https://other.example/", proxy=proxy)
        assert not passes(border, "https://10.0.0.7/", proxy=proxy)
        assert not passes(border, "https://router.home.arpa/", proxy=proxy)
        assert names.asked == []

    @pytest.mark.parametrize("meta", [{}, {"proxy": "http://proxy.example:3128"}])
    @pytest.mark.parametrize("first", ["8.8.8.8", "10.0.0.7"])
    def test_a_host_that_moves_inside(self, first: str, meta: dict[str, str]) -> None:
        border = Border(load_site("https://paper.example/"), Names(paper_example=first))
        request = Request("https://paper.example/", meta=meta)
        assert passes(border, request.url, **meta)
        inside = Response(request.url, ip_address=ipaddress.ip_address("192.168.0.9"))
        outside = Response(request.url, ip_address=ipaddress.ip_address("8.8.4.4"))
        border.check_answer(request, outside)
        refused = False
        try:
            border.check_answer(request, inside)
        except LocalNetwork:
            refused = True
        # The address of an answer through a proxy is the proxy's.
        assert refused is (first == "8.8.8.8" and not meta)


class TestARun:
    """With names that only these runs know: see tests/names.py."""

    def test_a_redirect_of_the_root_to_a_name_of_the_local_network(
        self, tmp_path: Path
    ) -> None:
        with MockNews(newest=2) as neighbour, MockNews(newest=2) as news:
            target = f"http://inside.here.example:{neighbour.port}/"
            news.answers["/"] = page("", 301, Location=target)
            site = f"site=http://here.example:{news.port}/"
            start = ("crawl", "latest", "-a", site)
            run = scrapy(*start, *FAST, *RESOLVER, data=tmp_path / "data")
        assert neighbour.asked == []
        assert run.exit_code == 2
        assert f"local network; if that is right, name it: -a site={target}" in (
            run.complaint
        )

    def test_an_answer_from_a_name_of_the_local_network(self, tmp_path: Path) -> None:
        with MockNews(newest=2) as neighbour, MockNews(newest=2) as news:
            target = f"http://inside.here.example:{neighbour.port}/"
            news.answers["/a/"] = page("", 302, Location=target)
            address = f"http://here.example:{news.port}/a/"
            run = scrapy("page", address, *FAST, *RESOLVER, data=tmp_path / "data")
        assert neighbour.asked == []
        assert run.exit_code == 2
        assert "in the local network" in run.complaint

    @pytest.mark.parametrize("name", ["neighbour", "here"])
    def test_a_site_that_the_user_names(self, name: str, tmp_path: Path) -> None:
        with MockNews(newest=2) as news:
            start = ("crawl", "latest", "-a", f"site=http://{name}.example:{news.port}")
            run = scrapy(*start, *FAST, *RESOLVER, data=tmp_path / "data")
        assert run.exit_code == 0
        assert len(run.articles(f"{name}.example_{news.port}")) == 2

    def test_with_www_and_without_it_is_one_site(self, tmp_path: Path) -> None:
        found = []
        with MockNews(newest=4) as news:
            for host in ("here.example", "www.here.example", "here.example"):
                site = f"site=http://{host}:{news.port}/"
                start = ("crawl", "latest", "-a", site, "-s", "NEWSBOT_LOOK_AGAIN=0")
                run = scrapy(*start, *FAST, *RESOLVER, data=tmp_path / "data")
                assert run.exit_code == 0
                found.append(run.record(f"{host}_{news.port}")["pages"])
        assert found == [{"delivered": 4}, {"unchanged": 4}, {"unchanged": 4}]

    def test_a_name_with_another_address_than_before(self, tmp_path: Path) -> None:
        """What the connection asks again for, nobody can foresee; its answer counts
        for nothing."""
        with MockNews(newest=2) as news:
            start = (
                "crawl",
                "latest",
                "-a",
                f"site=http://rebound.example:{news.port}",
            )
            run = scrapy(*start, *FAST, *RESOLVER, data=tmp_path / "data")
        assert run.exit_code == 6
        assert "moved into the local network" in run.complaint
        assert set(news.asked) == {"/robots.txt", "/"}
