"""Pages that list posts: home, latest, categories, tags, authors, days and search."""

from typing import Any
from urllib.parse import unquote

from markupsafe import Markup

from newsbot.demo.addresses import Listing
from newsbot.demo.edition import Edition
from newsbot.demo.pages import Pages
from newsbot.demo.posts import FEATURED
from newsbot.demo.story import Story

# Category -> how many posts its block on the home page shows.
HOME_WIDGETS = {"اقتصاد": 5, "رياضة": 4, "ثقافة": 4}
RANGE = 4
SHOWN_WHOLE = 2 * RANGE + 1
MAY_BE_EMPTY = ("category", "tag", "author", "search")
# Kind -> the elements of the two logos; elsewhere both are h2.
LOGOS = {"home": ("h1", "h1"), "category": ("h1", "h2")}


class Listings:
    """Renders listing pages with the pages' cards and frame."""

    def __init__(self, edition: Edition, pages: Pages) -> None:
        self.edition = edition
        self.pages = pages

    def render(self, listing: Listing, page: int) -> str | None:
        """One page of a listing, counted from 1; None where WordPress answers 404.

        Beyond the last page the home page and the latest page, which are page
        templates, answer with an empty list; archives answer 404.
        """
        edition, per_page = self.edition, self.edition.options.per_page
        listed = edition.posts.listed(listing)
        featured, widgets = self._blocks(listing, listed)
        if listing.kind == "home":
            shown = {
                story.id for block in (featured, *widgets.values()) for story in block
            }
            listed = [story for story in listed if story.id not in shown]
        count = -(-len(listed) // per_page)
        is_template = listing.kind in ("home", "latest")
        may_be_empty = page == 1 and listing.kind in MAY_BE_EMPTY
        if page > count and not is_template and not may_be_empty:
            return None
        rows = listed[(page - 1) * per_page : page * per_page]
        if listing.kind == "category":
            rows = [story for story in rows if story not in featured]
        return edition.render(
            "listing.html",
            listing=listing,
            body_class=self._body_class(listing, page),
            featured=[self._featured(story, i) for i, story in enumerate(featured)],
            trending=self.pages.trending() if featured else [],
            widgets=self._widgets(widgets) if page == 1 else [],
            rows=self._rows(listing, page, rows),
            pagination=self.pagination(listing, page, count if rows else 0),
            sidebar=self.pages.sidebar(),
            **self._head(listing, page),
            **self.pages.frame(LOGOS.get(listing.kind, ("h2", "h2"))),
        )

    def _head(self, listing: Listing, page: int) -> dict[str, str | None]:
        """What the page says of the listing: names, and addresses for machines."""
        addresses = self.edition.addresses
        is_latest = listing.kind == "latest"
        has_feed = listing.kind in ("category", "tag", "author")
        return {
            "heading": listing.name or "بحث",
            "page_title": listing.name if is_latest else None,
            "canonical": self._canonical(listing, page),
            "shortlink": addresses.shortlink(listing.id) if is_latest else None,
            "listing_feed": addresses.feed(listing) if has_feed else None,
            "api_object": self._api_object(listing),
        }

    def _blocks(
        self, listing: Listing, listed: list[Story]
    ) -> tuple[list[Story], dict[str, list[Story]]]:
        """The featured posts, and those of each block of the home page."""
        if listing.kind not in ("home", "category"):
            return [], {}
        featured = listed[:FEATURED]
        widgets: dict[str, list[Story]] = {}
        if listing.kind == "home":
            shown = set(featured)
            for name, count in HOME_WIDGETS.items():
                posts = self.edition.posts
                others = [
                    s for s in posts.listed(posts.category(name)) if s not in shown
                ]
                widgets[name] = others[:count]
                shown.update(widgets[name])
        return featured, widgets

    def _featured(self, story: Story, place: int) -> Markup:
        if place == 0:
            return self.pages.card("row", story, "", "section", "", "zox-s-title1")
        return self.pages.card(
            "row", story, "", "section", "zox-art-main", "zox-s-title2"
        )

    def _widgets(self, widgets: dict[str, list[Story]]) -> list[dict[str, Any]]:
        posts, addresses = self.edition.posts, self.edition.addresses
        return [
            {
                "name": name,
                "url": addresses.listing(posts.category(name)),
                "cards": [
                    self.pages.card(
                        "row", s, "", "section", "zox-art-mid", "zox-s-title2"
                    )
                    for s in stories
                ],
            }
            for name, stories in widgets.items()
        ]

    def _rows(self, listing: Listing, page: int, stories: list[Story]) -> list[Markup]:
        tag = "section" if listing.kind == "search" else "article"
        rows = [
            self.pages.card(
                "row", s, "", tag, "zox-art-mid infinite-post", "zox-s-title2"
            )
            for s in stories
        ]
        pinned = self.edition.posts.sticky()
        if pinned and page == 1 and listing.kind in ("home", "latest"):
            label = self.edition.words["sticky"]
            rows.insert(
                0,
                self.pages.card(
                    "row",
                    pinned,
                    label,
                    tag,
                    "zox-art-main infinite-post",
                    "zox-s-title2",
                ),
            )
        return rows

    def _canonical(self, listing: Listing, page: int) -> str | None:
        """What the page says its address is; wrong on the home page's second page."""
        options, addresses = self.edition.options, self.edition.addresses
        if listing.kind == "home":
            wrong = page > 1 and not options.yoast
            return f"{self.edition.base}/" + (f"{page}/" if wrong else "")
        if listing.kind == "latest":
            return addresses.listing(listing)
        if options.yoast and listing.kind != "search":
            return unquote(addresses.listing(listing, page))
        return None

    def _api_object(self, listing: Listing) -> str | None:
        route = {
            "latest": "pages",
            "category": "categories",
            "tag": "tags",
            "author": "users",
        }.get(listing.kind)
        if route is None:
            return None
        return self.edition.addresses.rest(f"/wp/v2/{route}/{listing.id}")

    @staticmethod
    def _body_class(listing: Listing, page: int) -> str:
        template = (
            "page-template page-template-page-{0} page-template-page-{0}-php page"
        )
        classes = {
            "home": f"home {template.format('home')} page-id-3",
            "latest": f"{template.format('latest')} page-id-{listing.id}",
            "category": f"archive category category-{listing.id}",
            "tag": f"archive tag tag-{listing.id}",
            "author": f"archive author author-{listing.key} author-{listing.id}",
            "date": "archive date",
            "search": "search search-results",
        }[listing.kind]
        return f"{classes} paged paged-{page}" if page > 1 else classes

    def pagination(self, listing: Listing, page: int, count: int) -> Markup:
        """The theme's page links; `count` is the number of pages, 0 past the end.

        Next, previous, first and last exist only where there are more than 9 pages.
        """
        if count == 1:
            return Markup("")
        words = self.edition.words
        parts = [Markup("<span>{}</span>").format(words["page_of"].format(page, count))]
        many = count > SHOWN_WHOLE

        def link(to: int, text: str, class_: str = "") -> None:
            url = self.edition.addresses.listing(listing, to)
            attribute = Markup(' class="{}"').format(class_) if class_ else ""
            parts.append(Markup('<a href="{}"{}>{}</a>').format(url, attribute, text))

        if many and page > RANGE + 1:
            link(1, words["first"])
        if many and page > 1:
            link(page - 1, words["previous"])
        for number in range(1, count + 1):
            if number == page:
                parts.append(Markup('<span class="current">{}</span>').format(number))
            elif not many or abs(number - page) <= RANGE:
                link(number, str(number), "inactive")
        if many and page < count:
            link(page + 1, words["next"])
        if many and page < count - 1 and page + RANGE - 1 < count:
            link(count, words["last"])
        return Markup('<div class="pagination">{}</div>').format(Markup("").join(parts))
