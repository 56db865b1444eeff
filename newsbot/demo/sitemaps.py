"""robots.txt and the sitemaps: WordPress's own, or those of Yoast SEO with lastmod."""

from typing import TYPE_CHECKING

from newsbot.demo.edition import Edition

if TYPE_CHECKING:
    from newsbot.demo.addresses import Listing

CORE = (
    "posts-post",
    "posts-page",
    "taxonomies-category",
    "taxonomies-post_tag",
    "users",
)
YOAST = ("post", "page", "category", "post_tag", "author")


def robots(edition: Edition) -> str:
    """robots.txt: the administration is closed, and where the sitemap is."""
    if edition.options.yoast:
        sitemap = f"{edition.base}/sitemap_index.xml"
    else:
        sitemap = edition.addresses.sitemap("index")
    return (
        "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n\n"
        f"Sitemap: {sitemap}\n"
    )


def core(edition: Edition, name: str) -> str | None:
    """A sitemap of WordPress 6.1, without lastmod; None if there is none of that name.

    `name` is `index` or one of CORE. Posts come with the oldest id first, those with
    a password too.
    """
    if name == "index":
        urls = [edition.addresses.sitemap(part) for part in CORE]
    elif name in CORE:
        urls = _urls(edition, name)
    else:
        return None
    entries = [{"url": url, "changed": None} for url in urls]
    return edition.render("sitemap.xml", index=name == "index", entries=entries)


def _urls(edition: Edition, name: str) -> list[str]:
    posts, addresses = edition.posts, edition.addresses
    if name == "posts-post":
        by_id = sorted(posts.newest, key=lambda story: story.id)
        return [addresses.post(story) for story in by_id]
    if name == "posts-page":
        pages = [addresses.page(page.id, page.key) for page in posts.pages()]
        return [f"{edition.base}/", *pages]
    listings: list[Listing] = {
        "taxonomies-category": posts.categories,
        "taxonomies-post_tag": posts.tags,
        "users": posts.authors,
    }[name]()
    return [addresses.listing(listing) for listing in listings]


def yoast(edition: Edition, name: str) -> str | None:
    """A sitemap of Yoast SEO, with lastmod; None if there is none of that name.

    `name` is `index` or one of YOAST. Posts with a password are left out.
    """
    posts = edition.posts
    changed = posts.last_modified().isoformat()
    if name == "index":
        entries = [
            {"url": f"{edition.base}/{part}-sitemap.xml", "changed": changed}
            for part in YOAST
        ]
    elif name == "post":
        public = [story for story in posts.newest if not story.protected]
        entries = [
            {"url": edition.addresses.post(s), "changed": s.modified.isoformat()}
            for s in sorted(public, key=lambda story: story.modified)
        ]
    elif name in YOAST:
        part = dict(zip(YOAST, CORE, strict=True))[name]
        entries = [{"url": url, "changed": changed} for url in _urls(edition, part)]
    else:
        return None
    return edition.render("sitemap.xml", index=name == "index", entries=entries)
