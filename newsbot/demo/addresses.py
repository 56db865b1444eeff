"""Every address of the demo site, for each of its three shapes of permalinks."""

from dataclasses import dataclass
from urllib.parse import quote

from newsbot.demo.options import Permalinks
from newsbot.demo.story import Story
from newsbot.demo.terms import encode, post_path, upload_path


@dataclass(frozen=True)
class Listing:
    """A place that lists posts.

    kind: home, latest, category, tag, author, date or search.
    id: that of the term, author or page; 0 if it has none.
    key: slug, nicename, date as `2025/02/03`, or the words searched for.
    name: as readers see it.
    """

    kind: str
    id: int = 0
    key: str = ""
    name: str = ""


@dataclass(frozen=True)
class Addresses:
    """Makes absolute addresses below `base`, which has no slash at its end."""

    base: str
    permalinks: Permalinks

    @property
    def plain(self) -> bool:
        """Whether pages are told apart by the query alone."""
        return self.permalinks == "plain"

    def post(self, story: Story, page: int = 1) -> str:
        """Page of a post; `page` > 1 for the later ones of a multi-page post."""
        path = post_path(self.permalinks, story.id, story.slug, story.published)
        if page > 1:
            path += f"&page={page}" if self.plain else f"{page}/"
        return self.base + path

    def beside_post(self, story: Story, what: str) -> str:
        """What hangs on a post: `feed`, `embed`, `trackback` or `amp`."""
        if not self.plain:
            return f"{self.post(story)}{what}/"
        if what == "feed":
            return f"{self.base}/?feed=rss2&p={story.id}"
        value = {"embed": "true"}.get(what, "1")
        return f"{self.post(story)}&{what}={value}"

    def listing(self, listing: Listing, page: int = 1) -> str:
        """One page of a listing, counted from 1."""
        if self.plain or listing.kind == "search":
            query = self._listing_query(listing)
            if page > 1:
                query += f"&paged={page}" if query else f"paged={page}"
            return f"{self.base}/" + (f"?{query}" if query else "")
        number = f"page/{page}/" if page > 1 else ""
        return f"{self.base}{self._listing_path(listing)}{number}"

    def _listing_query(self, listing: Listing) -> str:
        key = quote(listing.key).lower()
        return {
            "home": "",
            "latest": f"page_id={listing.id}",
            "category": f"cat={listing.id}",
            "tag": f"tag={key}",
            "author": f"author={listing.id}",
            "date": f"m={listing.key.replace('/', '')}",
            "search": f"s={quote(listing.key)}",
        }[listing.kind]

    def _listing_path(self, listing: Listing) -> str:
        key = encode(listing.key) if listing.kind != "date" else listing.key
        return {
            "home": "/",
            "latest": f"/{key}/",
            "category": f"/category/{key}/",
            "tag": f"/tag/{key}/",
            "author": f"/author/{key}/",
            "date": f"/{key}/",
        }[listing.kind]

    def feed(self, listing: Listing | None = None) -> str:
        """Feed of the whole site (None) or of one listing."""
        if not self.plain:
            return (self.listing(listing) if listing else f"{self.base}/") + "feed/"
        query = self._listing_query(listing) if listing else ""
        return f"{self.base}/?feed=rss2" + (f"&{query}" if query else "")

    def comments_feed(self) -> str:
        """Feed of the comments on all posts."""
        query = "/?feed=comments-rss2" if self.plain else "/comments/feed/"
        return self.base + query

    def page(self, page_id: int, slug: str) -> str:
        """A WordPress page, such as the imprint."""
        if self.plain:
            return f"{self.base}/?page_id={page_id}"
        return f"{self.base}/{encode(slug)}/"

    def attachment(self, attachment_id: int, slug: str) -> str:
        """The page that WordPress makes for an uploaded picture."""
        if self.plain:
            return f"{self.base}/?attachment_id={attachment_id}"
        return f"{self.base}/{encode(slug)}/"

    def upload(self, story: Story, name: str, size: str = "") -> str:
        """File of a picture; `size` such as `600x337` for a smaller copy."""
        path = upload_path(story.published, name)
        if size:
            stem, _, suffix = path.rpartition(".")
            path = f"{stem}-{size}.{suffix}"
        return self.base + path

    def shortlink(self, post_id: int) -> str:
        """`/?p=ID`, which answers under every shape of permalinks."""
        return f"{self.base}/?p={post_id}"

    def rest(self, route: str) -> str:
        """A route of the REST interface, such as `/wp/v2/posts/101`."""
        if self.plain:
            return f"{self.base}/index.php?rest_route={route.replace('?', '&')}"
        return f"{self.base}/wp-json{route}"

    def sitemap(self, name: str) -> str:
        """A sitemap of WordPress itself; `name` such as `index` or `posts-post`."""
        if self.plain:
            kind, _, subtype = name.partition("-")
            query = f"sitemap={kind}"
            if subtype:
                query += f"&sitemap-subtype={subtype}"
            return f"{self.base}/?{query}" + ("" if name == "index" else "&paged=1")
        file = "wp-sitemap.xml" if name == "index" else f"wp-sitemap-{name}-1.xml"
        return f"{self.base}/{file}"
