"""Which addresses lead to which article, and which only seem to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.similarity import key_hash, url_key
from newsbot.spiders.addresses import OtherAddresses, is_shortlink, led_here, proved

if TYPE_CHECKING:
    from scrapy.http import Response

    from newsbot.items import Article
    from newsbot.pages.stated import Stated
    from newsbot.spiders.articles import ArticleSpider


class Leading:
    """What the redirects that *spider* has followed say of articles' addresses.

    A redirect may be a guess of WordPress, or a rule that somebody takes back; so what
    has led to an article is asked for again later, unless something proves that it is
    an address of that article (:func:`newsbot.spiders.addresses.proved`).
    """

    def __init__(self, spider: ArticleSpider) -> None:
        self._spider = spider
        # Addresses that led to articles which are on their way, by the key of these.
        self._waiting: dict[int, list[str]] = {}

    def replaced(
        self, stated: tuple[Stated, ...], *, by: str, article_id: str | None = None
    ) -> str | None:
        """The id of the delivered article that stands *by* an address which redirects
        there, in the place of another one; None if it is the same, or nobody knows.

        :param stated: of the address that redirects. Only the REST interface counts:
            numbers in a feed may be those of a site that this one was made from
        :param article_id: what stands there, where that was read
        """
        spider = self._spider
        known = spider.ledger.delivered(
            spider.site_id,
            article_id=article_id,
            url_keys=() if article_id else [url_key(by)],
        )
        if known is None:
            return None
        number = known.id.rpartition(":")[2]
        numbers = {str(one.post_id) for one in stated if one.rule == "rest"} - {"None"}
        is_other = number.isdecimal() and bool(numbers) and number not in numbers
        return known.id if is_other else None

    def is_anothers(self, article: Article, stated: tuple[Stated, ...]) -> bool:
        """Whether the page at the address of *article* is that of another post: it has
        another number than the interfaces state of the address, and names another
        address as its own. A cache has mixed up two pages.

        :param stated: of the address
        """
        number = article.id.rpartition(":")[2]
        numbers = {one.post_id or one.guid_number for one in stated} - {None}
        own = article.canonical_url
        return (
            number.isdecimal()
            and bool(numbers)
            and int(number) not in numbers
            and own is not None
            and url_key(own) != url_key(article.url)
        )

    def leads(self, response: Response) -> None:
        """Note that a redirect has led to an article which this run has met already."""
        spider = self._spider
        aliases, _ = led_here(response)
        key = url_key(response.url)
        known = spider.ledger.delivered(spider.site_id, url_keys=[key])
        if known is None:  # it is on its way
            self._waiting.setdefault(key_hash(response.url), []).extend(aliases)
            return
        keys = [url_key(url) for url in aliases if is_shortlink(url, known.id)]
        spider.ledger.aliases.add(spider.site_id, known.id, keys)

    def announce(
        self, article: Article, response: Response, named: OtherAddresses
    ) -> None:
        """Tell the ledger by which addresses the article is known, or says it is.

        :param named: what its page names as its addresses
        """
        aliases, claims = led_here(response)
        aliases = [*aliases, *self._waiting.pop(key_hash(response.url), ())]
        others = OtherAddresses(aliases, claims)
        led = proved(others, named, response.url, article.id)
        self._spider.ledger.proposals.announce(
            article.id,
            [url_key(url) for url in (*led.aliases, *named.aliases)],
            [url_key(url) for url in (*led.claims, *named.claims)],
        )
