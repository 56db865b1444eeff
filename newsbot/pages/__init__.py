"""Pages: HTML, XML or JSON in, values out, each with the rule that produced it.

:func:`extract` and :func:`article_links` work without a crawl: by the selectors of a
known theme, and on the page of any other site by what it states and shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from newsbot.items import Article


def extract(html: str | bytes, *, url: str, tz: str, now: datetime) -> Article:
    """The record that the page of an article gives, cleaned.

    :param html: the page, decoded or as it was sent; bytes are read as
        :func:`newsbot.pages.html.decode` does
    :param url: its address
    :param tz: IANA zone of the site's local times
    :param now: an aware instant, the time of the fetch
    :raises newsbot.pages.article.NotAnArticle: if it is no article's page; the
        message says what tells
    """
    from newsbot.arabic.encoding import repair
    from newsbot.pages.article import ArticlePage
    from newsbot.pages.html import decode, parse
    from newsbot.pipelines.clean import clean_item
    from newsbot.sites import generic, recognise
    from newsbot.sites.site import host_key

    tree = parse(decode(html) if isinstance(html, bytes) else repair(html))
    profile = recognise(tree) or generic()
    page = ArticlePage(tree, url=url, profile=profile, tz=tz, now=now)
    article: Article = clean_item(page.article(host_key(url).removeprefix("www.")))
    return article


def article_links(html: str, url: str) -> list[str]:
    """Addresses of the articles that a listing page leads to, each once: its own
    rows, then what it features, then side bars and menus. By the selectors of the
    theme that the page is made with; where that is not known, by what is to be seen
    of each link (:mod:`newsbot.pages.lists.links`).

    :param html: the decoded page
    :param url: its address
    """
    from newsbot.pages.html import parse
    from newsbot.pages.listing import read_listing
    from newsbot.sites import generic, recognise

    tree = parse(html)
    profile = recognise(tree) or generic()
    return read_listing(tree, url=url, profile=profile).articles
