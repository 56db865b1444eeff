"""The site as it is seen under one base address: contents, cards and words, cached."""

from dataclasses import dataclass
from functools import cache, cached_property
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from newsbot.demo.addresses import Addresses
from newsbot.demo.bodies import the_content
from newsbot.demo.markup import first_words, strip_tags, texturize, trusted
from newsbot.demo.posts import Posts
from newsbot.demo.story import Story
from newsbot.demo.terms import DESCRIPTION, SITE_NAME
from newsbot.demo.wording import theme_date, words

EXCERPT_WORDS = 24
PROTECTED_PREFIX = "محمي: "
NO_EXCERPT = "لا يوجد مقتطف لأن هذه المقالة محمية."
LOCKED_FORM = (
    '<form action="{base}/wp-login.php?action=postpass" class="post-password-form" '
    'method="post">\n<p>هذا المحتوى محمي بكلمة مرور. لعرضه اكتب كلمة المرور في الحقل '
    'أدناه:</p>\n<p><label for="pwbox-{id}">كلمة المرور: <input name="post_password" '
    'id="pwbox-{id}" type="password" size="20" /></label> '
    '<input type="submit" name="Submit" value="إدخال" /></p></form>'
)


@dataclass(frozen=True)
class Named:
    """A name that links somewhere: HTML as the page prints it, and plain."""

    name: Markup
    plain: str
    url: str


@dataclass(frozen=True)
class Card:
    """A post as other pages show it."""

    edition: "Edition"
    story: Story

    @property
    def id(self) -> int:
        """Post id."""
        return self.story.id

    @cached_property
    def url(self) -> str:
        """Address of the post."""
        return self.edition.addresses.post(self.story)

    @cached_property
    def title(self) -> Markup:
        """Headline as the page has it, with its entities and tags."""
        return self.edition.title(self.story)

    @cached_property
    def plain_title(self) -> str:
        """Headline without tags."""
        return unescape(strip_tags(self.title))

    @property
    def label(self) -> str:
        """Name of the first category."""
        return self.story.categories[0]

    @cached_property
    def label_url(self) -> str:
        """Address of the first category."""
        posts = self.edition.posts
        return self.edition.addresses.listing(posts.category(self.label))

    @cached_property
    def authors(self) -> list[Named]:
        """Who wrote it, with their archives."""
        return self.edition.authors(self.story)

    @cached_property
    def date_text(self) -> str:
        """How long ago, or the day."""
        posts = self.edition.posts
        return theme_date(self.story.published, posts.now, posts.options.strings)

    @cached_property
    def excerpt(self) -> Markup:
        """The manual excerpt, or the first 24 words of the content."""
        return self.edition.excerpt(self.story, EXCERPT_WORDS, "...")

    @property
    def image(self) -> Any:
        """A function that prints the featured image in a size; None without one."""
        return self._image if self.story.image else None

    def _image(self, size: str, classes: str) -> Markup:
        width, height = size.split("x")
        source = self.edition.addresses.upload(self.story, self.story.image or "", size)
        return Markup(
            '<img width="{}" height="{}" src="{}" class="{}" alt="" decoding="async" '
            'loading="lazy" srcset="{} {}w" sizes="(max-width: {}px) 100vw, {}px" />'
        ).format(width, height, source, classes, source, width, width, width)


class Edition:
    """What every page of the site draws from; forgets all of it when a story changes.

    `base` begins every address and has no slash at its end.
    """

    def __init__(self, posts: Posts, base: str) -> None:
        self.posts = posts
        self.options = posts.options
        self.base = base
        self.addresses = Addresses(base, posts.options.permalinks)
        self.words = words(posts.options.strings)
        self.templates = _templates()
        self._contents: dict[int, tuple[str, ...]] = {}
        self._cards: dict[int, Card] = {}

    def forget(self) -> None:
        """Drop what was made of stories that have changed since."""
        self._contents.clear()
        self._cards.clear()

    def render(self, template: str, **context: Any) -> str:
        """Fill a template; what every page needs is there without being named."""
        addresses = self.addresses
        return self.templates.get_template(template).render(
            base=self.base,
            home=self.base + "/",
            site=SITE_NAME,
            description=DESCRIPTION,
            logo=self.base + "/wp-content/uploads/logo-alwaha.png",
            options=self.options,
            words=self.words,
            feed=addresses.feed(),
            comments_feed=addresses.comments_feed(),
            api=addresses.rest("/"),
            **context,
        )

    def content(self, story: Story) -> tuple[str, ...]:
        """HTML of each page of a post; that of a protected one is a form."""
        if story.protected:
            return (LOCKED_FORM.format(base=self.base, id=story.id),)
        if story.id not in self._contents:
            self._contents[story.id] = the_content(story, self.posts, self.addresses)
        return self._contents[story.id]

    def card(self, story: Story) -> Card:
        """The post as other pages show it."""
        if story.id not in self._cards:
            self._cards[story.id] = Card(self, story)
        return self._cards[story.id]

    def title(self, story: Story) -> Markup:
        """Headline as WordPress prints it: unescaped HTML, "محمي: " before a secret."""
        html = story.raw_title or texturize(story.title)
        return trusted((PROTECTED_PREFIX if story.protected else "") + html)

    def excerpt(self, story: Story, count: int, more: str) -> Markup:
        """The manual excerpt, else so many words of the content; HTML without tags."""
        if story.protected:
            return trusted(NO_EXCERPT)
        if story.lead:
            return trusted(story.raw_lead or texturize(story.lead))
        return trusted(first_words(" ".join(self.content(story)), count, more))

    def authors(self, story: Story) -> list[Named]:
        """The authors of a post, as its page prints them."""
        raw = story.raw_authors or [texturize(name) for name in story.authors]
        return [
            Named(
                trusted(html),
                name,
                self.addresses.listing(self.posts.author(name)),
            )
            for name, html in zip(story.authors, raw, strict=True)
        ]

    def tags(self, story: Story) -> list[Named]:
        """The tags of a post, by name, as its page prints them."""
        raw = story.raw_tags or [texturize(name) for name in story.tags]
        return [
            Named(trusted(html), name, self.addresses.listing(self.posts.tag(name)))
            for name, html in zip(story.tags, raw, strict=True)
        ]


@cache
def _templates() -> Environment:
    environment = Environment(
        autoescape=True,
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["cdata"] = _cdata
    return environment


def _cdata(html: str) -> Markup:
    """Text for a CDATA section, which cannot hold its own end."""
    return trusted(str(html).replace("]]>", "]]]]><![CDATA[>"))
