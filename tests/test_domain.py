"""Which hosts are of one domain, and where a site may move to."""

from __future__ import annotations

import pytest

from newsbot.sites import SiteError, load_site
from newsbot.sites.domain import domain_of

DOMAINS = {
    "alwaha.com": "alwaha.com",
    "www.news.alwaha.com": "alwaha.com",
    "alwaha.com.eg": "alwaha.com.eg",
    "m.alwaha.com.eg": "alwaha.com.eg",
    # Others have theirs beside it.
    "alwaha.blogspot.com": "alwaha.blogspot.com",
    "alwaha.github.io": "alwaha.github.io",
    # «موقع», a suffix of its own.
    "www.xn--ghbn8dta.xn--4gbrim": "xn--ghbn8dta.xn--4gbrim",
    # No suffix that anybody knows.
    "www.alwaha.example": "alwaha.example",
    "intranet": "intranet",
    # The suffix itself, and addresses.
    "com.eg": "com.eg",
    "192.0.2.7": "192.0.2.7",
    "2001:db8::7": "2001:db8::7",
}


@pytest.mark.parametrize(("host", "domain"), DOMAINS.items(), ids=DOMAINS)
def test_domain(host: str, domain: str) -> None:
    assert domain_of(host) == domain


OWN = (
    *("https://alwaha.com/", "https://www.alwaha.com/ar/", "http://m.alwaha.com:8080/"),
    "https://akhbar.alwaha.com/",
)
OTHERS = (
    *("https://alwaha.net/", "https://alwaha.com.parked.example/"),
    *("https://myalwaha.com/", "https://8.8.8.8/", "https://الواحة.موقع/"),
)


@pytest.mark.parametrize("target", OWN)
def test_a_site_moves_within_its_domain(target: str) -> None:
    site = load_site("http://www.alwaha.com/")
    site.move(target)
    assert site.owns(f"{target}2026/a/")


@pytest.mark.parametrize("target", OTHERS)
def test_another_domain_is_another_site(target: str) -> None:
    site = load_site("http://www.alwaha.com/")
    with pytest.raises(SiteError, match="on another domain; if that is the same site"):
        site.move(target)
    assert not site.owns(f"{target}2026/a/")
    assert site.url == "http://www.alwaha.com/"
