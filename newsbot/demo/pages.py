"""The HTML pages that are not lists: posts, pages, attachments, embeds and the 404."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from newsbot.demo import seo
from newsbot.demo.addresses import Listing
from newsbot.demo.article import comments_view, post_view
from newsbot.demo.edition import Edition
from newsbot.demo.markup import in_article_ads, trusted
from newsbot.demo.posts import Attachment
from newsbot.demo.story import Story
from newsbot.demo.wording import long_date

RELATED = 8
IN_TAB = 6
IN_MENU = 5
ARTICLE = "<article id="
ARTICLE_END = "</article><!--zox-post-wrap-->"


class Pages:
    """Renders pages of one edition; what does not follow the views is cached."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._macros = edition.templates.get_template("cards.html").module
        self._frames: dict[str, dict[str, Markup]] = {}
        self._cards: dict[tuple[object, ...], Markup] = {}

    def forget(self) -> None:
        """Drop what was made of stories that have changed since."""
        self._frames.clear()
        self._cards.clear()

    def card(self, variant: str, story: Story, *arguments: str) -> Markup:
        """A post in one of the ways of `cards.html`."""
        key = (variant, story.id, *arguments)
        if key not in self._cards:
            macro: Any = getattr(self._macros, variant)
            self._cards[key] = trusted(macro(self.edition.card(story), *arguments))
        return self._cards[key]

    def frame(self, logo: Sequence[str] = ("h2", "h2")) -> dict[str, Markup]:
        """What stands above and below the main part of a page, mega menus and all."""
        key = "".join(logo)
        if key not in self._frames:
            edition, addresses = self.edition, self.edition.addresses
            menus = [
                {
                    "name": listing.name,
                    "url": addresses.listing(listing),
                    "cards": [
                        edition.card(story)
                        for story in edition.posts.listed(listing)[:IN_MENU]
                    ],
                }
                for listing in edition.posts.categories()
            ]
            pages = [
                {"name": page.name, "url": addresses.page(page.id, page.key)}
                for page in edition.posts.pages()[1:]
            ]
            self._frames[key] = {
                "top": trusted(edition.render("top.html", menus=menus, logo_tags=logo)),
                "bottom": trusted(edition.render("bottom.html", pages=pages)),
            }
        return self._frames[key]

    def sidebar(self) -> Markup:
        """The tabs with latest, most read and video posts; empty if switched off."""
        edition = self.edition
        if not edition.options.sidebar:
            return Markup("")
        posts = edition.posts
        videos = posts.listed(posts.category("فيديو"))
        tabs = [
            {
                "name": edition.words[key],
                "cards": [self.card("small", s) for s in list_],
            }
            for key, list_ in (
                ("latest", posts.newest[:IN_TAB]),
                ("trending", posts.popular(IN_TAB)),
                ("videos", videos[:IN_TAB]),
            )
        ]
        return trusted(edition.render("sidebar.html", tabs=tabs))

    def trending(self) -> list[Markup]:
        """The most read posts beside the featured ones; none without sidebars."""
        if not self.edition.options.sidebar:
            return []
        return [self.card("small", s) for s in self.edition.posts.popular(IN_TAB)]

    def article(self, story: Story, page: int, *, is_loaded: bool = False) -> str:
        """One page of a post, counted from 1; `is_loaded`: as the script of other
        posts' pages asks for it."""
        edition, options = self.edition, self.edition.options
        posts, addresses = edition.posts, edition.addresses
        contents = edition.content(story)
        body = contents[page - 1]
        if options.ads_in_article:
            label = edition.words["advertisement"]
            body = in_article_ads(body, options.ads_in_article, label)
        loaded = [] if is_loaded else self._loaded(story)
        before, after = posts.neighbours(story)
        card = edition.card(story)
        return edition.render(
            "article.html",
            post=post_view(card, page),
            layout=options.template or story.layout,
            body=trusted(body),
            links=[
                {"url": addresses.post(story, number), "current": number == page}
                for number in range(1, len(contents) + 1)
            ],
            before=edition.card(before) if before else None,
            after=edition.card(after) if after else None,
            comments=comments_view(card),
            related=[
                self.card("related", other) for other in posts.related(story, RELATED)
            ],
            auto_load=[edition.card(other) for other in self._auto_load(story)],
            loaded=loaded,
            sidebar=self.sidebar(),
            yoast=seo.yoast_head(card) if options.yoast else None,
            **self.frame(),
        )

    def _auto_load(self, story: Story) -> list[Story]:
        """The current post and the newest of its first category."""
        posts = self.edition.posts
        listed = posts.listed(posts.category(story.categories[0]))
        return [story, *[other for other in listed if other.id != story.id][:4]]

    def _loaded(self, story: Story) -> list[Markup]:
        """The posts that the theme's script has appended: of each the element
        `article` of its own page, with all that is in it."""
        following = self._auto_load(story)[1 : self.edition.options.auto_loaded + 1]
        pages = (self.article(other, 1, is_loaded=True) for other in following)
        return [
            trusted(page[page.index(ARTICLE) : page.index(ARTICLE_END)] + ARTICLE_END)
            for page in pages
        ]

    def amp(self, story: Story) -> str:
        """The post as the AMP plugin shows it: whole, on one page."""
        card = self.edition.card(story)
        return self.edition.render(
            "amp.html",
            post=card,
            body=trusted("\n".join(self.edition.content(story))),
            json_ld=seo.amp_json_ld(card),
        )

    def embed(self, story: Story) -> str:
        """The stub that other sites show in a frame."""
        card = self.edition.card(story)
        return self.edition.render(
            "embed.html", card=card, story=story, plain_title=card.plain_title
        )

    def page(self, page: Listing) -> str:
        """A WordPress page, such as the imprint."""
        return self.edition.render(
            "page.html",
            id=page.id,
            name=page.name,
            url=self.edition.addresses.page(page.id, page.key),
            shortlink=f"{self.edition.base}/?p={page.id}",
            body_class=f"page-template-default page page-id-{page.id}",
            article_class="page type-page status-publish",
            schema="WebPage",
            day=None,
            body=Markup("<p>هذه صفحة تعريفية من صفحات الموقع، وليست خبرا.</p>"),
            sidebar=self.sidebar(),
            **self.frame(),
        )

    def attachment(self, found: Attachment) -> str:
        """The page of an uploaded picture, which looks much like an article."""
        edition, story = self.edition, found.story
        file = edition.addresses.upload(story, found.name)
        image = Markup('<p class="attachment"><a href="{}"><img src="{}" /></a></p>')
        return edition.render(
            "page.html",
            id=found.id,
            name=found.name.rpartition(".")[0],
            url=edition.addresses.attachment(found.id, found.slug),
            shortlink=f"{edition.base}/?p={found.id}",
            body_class=(
                "attachment attachment-template-default single single-attachment "
                f"postid-{found.id} attachmentid-{found.id} attachment-jpeg"
            ),
            article_class="attachment type-attachment status-inherit",
            schema="NewsArticle",
            day=f"{story.published:%Y-%m-%d}",
            date_text=long_date(story.published, edition.options.strings),
            body=image.format(file, file),
            sidebar=self.sidebar(),
            **self.frame(),
        )

    def not_found(self) -> str:
        """The 404 page, with all its menus."""
        return self.edition.render("not_found.html", **self.frame())
