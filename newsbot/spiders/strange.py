"""Where the site says that an article stands, there is a page of another kind, or the
way leads off the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapy.http import TextResponse

from newsbot.asked import asked_for
from newsbot.signals import page_missed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapy import Request
    from scrapy.http import Response

    from newsbot.spiders.asking import AskingSpider

# How an address was found by which it is one of a post: no link in a page does so.
_LISTS = ("feed", "rest", "sitemap")

# Classes by which WordPress says of what other kind a page is (get_body_class). Editors
# let posts lead to such pages, and feeds may have posts of other types.
_OTHER_KIND = {"archive", "attachment", "blog", "home", "page", "search"}
_OTHER_TYPE = re.compile("single-(?!post$|format-|paged-)")

# Outcomes of such pages.
_ENDS = ("quarantined", "failed: leads off")


def end_strange(
    spider: AskingSpider, response: Response, found: Mapping[str, str | None], why: str
) -> None:
    """End the page of *response*, which is none of an article: as ``not_article``, or,
    where an interface of the site says that it is a post and the page does not say what
    else, as ``quarantined``.

    Such a page may be of a server or a plugin that is at work for an hour, or of a new
    layout. Nobody would ask for it before a week had passed, and then only if a list
    still named it. Sites of no known theme have other pages in their feeds, too.

    :param found: how its address was found, as in the record
    :param why: why it is no article
    """
    url = asked_for(response)
    if not _is_of_other_kind(response) and _is_post(spider, url, found):
        why = f"{why}, though the site says that it is one"
        spider.crawler.signals.send_catch_log(
            page_missed, response=response, reason=why
        )
        spider.ends(url)
    else:
        spider.end_page(url, "not_article", why)


def end_offsite(
    spider: AskingSpider, request: Request, found: Mapping[str, str | None]
) -> None:
    """End the page that *request*, which leads off the site, was to lead to: as
    ``redirected``, or as ``failed``, where the site says that it is a post. Then a
    queue, a guard or a wall of another host stands before it. Posts that are links to
    other sites have those sites' addresses in the interfaces.

    :param found: as for :func:`end_strange`
    """
    url = asked_for(request)
    outcome = "failed" if _is_post(spider, url, found) else "redirected"
    spider.end_page(url, outcome, f"leads off the site to {request.url}")


def _is_of_other_kind(response: Response) -> bool:
    if not isinstance(response, TextResponse):
        return False
    classes = response.xpath("//body/@class").get("").split()
    if "single-post" in classes:
        return False
    return bool(_OTHER_KIND & {*classes}) or any(map(_OTHER_TYPE.match, classes))


def _is_post(spider: AskingSpider, url: str, found: Mapping[str, str | None]) -> bool:
    if not spider.site.rules.rule("article", "page"):
        return False
    if found["via"] in _LISTS or spider.interfaces.names(url):
        return True
    # What was one when it was found is one now, whatever the lists still name.
    failure = spider.ledger.failures.of(spider.site_id, url)
    return failure is not None and failure.reason.startswith(_ENDS)
