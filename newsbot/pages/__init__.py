"""Pages: HTML, XML or JSON in, values out, each with the rule that produced it.

:func:`extract` and :func:`article_links` work without a crawl, on any page that is
made with a known theme.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from newsbot.items import Article


def extract(html: str, *, url: str, tz: str, now: datetime) -> Article:
    """The record that the page of an article gives, cleaned.

    :param html: the decoded page
    :param url: its address
    :param tz: IANA zone of the site's local times
    :param now: an aware instant, the time of the fetch
    :raises newsbot.pages.article.NotAnArticle: if it is no article's page, or no
        known theme's
    """
    from newsbot.pages.article import ArticlePage, NotAnArticle
    from newsbot.pages.html import parse
    from newsbot.pipelines.clean import clean_item
    from newsbot.sites import recognise
    from newsbot.sites.site import host_key

    tree = parse(html)
    profile = recognise(tree)
    if profile is None:
        raise NotAnArticle("the page is made with no known theme")
    page = ArticlePage(tree, url=url, profile=profile, tz=tz, now=now)
    article: Article = clean_item(page.article(host_key(url).removeprefix("www.")))
    return article


def article_links(html: str, url: str) -> list[str]:
    """Addresses of the articles that a listing page leads to, each once: its own
    rows, then what it features, then side bars and menus; none for a page that is
    made with no known theme.

    :param html: the decoded page
    :param url: its address
    """
    from newsbot.pages.html import parse
    from newsbot.pages.listing import ListingPage
    from newsbot.sites import recognise

    tree = parse(html)
    profile = recognise(tree)
    if profile is None:
        return []
    return ListingPage(tree, url=url, profile=profile).articles
