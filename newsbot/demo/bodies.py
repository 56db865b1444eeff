"""the_content(): the blocks of a story as the HTML that its shape makes of them."""

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from newsbot.demo import plugins
from newsbot.demo.addresses import Addresses
from newsbot.demo.blocks import Block
from newsbot.demo.markup import IMAGE_SIZES, texturize
from newsbot.demo.posts import Posts
from newsbot.demo.story import Story

if TYPE_CHECKING:
    from collections.abc import Callable

WORD_STYLE = "font-size: 14.0pt; line-height: 150%; font-family: 'Sakkal Majalla';"


def the_content(story: Story, posts: Posts, addresses: Addresses) -> tuple[str, ...]:
    """HTML of each page of a story (one, unless it has page breaks).

    As the filter `the_content` leaves it: with the bars and boxes of plugins, without
    the theme's advertisements.
    """
    writer = _Writer(story, posts, addresses)
    pages: list[list[str]] = [[]]
    for block in story.blocks:
        if block.kind == "page":
            pages.append([])
        else:
            pages[-1].append(writer.block(block))
    return tuple(_frame(story, "\n".join(parts)) for parts in pages)


def _frame(story: Story, inner: str) -> str:
    """What stands around all blocks of a page."""
    if not inner:
        return ""
    if story.shape == "br":
        return f'<div class="post-text">{inner}</div>'
    if story.shape == "cell":
        return (
            '<table border="0" width="100%" cellspacing="0" cellpadding="0"><tbody>'
            f'<tr>\n<td valign="top">{inner}</td>\n</tr></tbody></table>'
        )
    if story.shape == "nested":
        return (
            '<div data-elementor-type="wp-post" '
            f'class="elementor elementor-{story.id}">'
            '<section class="elementor-section"><div class="elementor-container">'
            '<div class="elementor-column">'
            f'<div class="elementor-widget-wrap">{inner}</div>'
            "</div></div></section></div>"
        )
    return inner


def _paragraph(shape: str, html: str, index: int) -> str:
    """One paragraph in a shape; `index` is its number among the texts."""
    if shape == "word":
        return (
            '<p dir="RTL" style="text-align: justify;"><span lang="AR-SA" '
            f'style="{WORD_STYLE}"><span style="color: black;">{html}</span></span></p>'
        )
    if shape == "divs":
        # Facebook's editor pasted into WordPress; wpautop adds a stray, open <p>.
        stray = '\n<p style="text-align: justify;">' if index == 0 else ""
        return f'<div dir="auto" class="xdj266r x126k92a">{html}</div>{stray}'
    if shape == "br":
        return f"{html}<br />\n<br />"
    if shape == "nested":
        inner = f"<p>{html}</p>" if index % 2 else html
        return (
            '<div class="elementor-element elementor-widget elementor-widget-text-'
            f'editor"><div class="elementor-widget-container">{inner}</div></div>'
        )
    return f"<p>{html}</p>"


@dataclass
class _Writer:
    story: Story
    posts: Posts
    addresses: Addresses

    def block(self, block: Block) -> str:
        makers: dict[str, Callable[[Block], str]] = {
            "text": self.text,
            "heading": self.heading,
            "quote": self.quote,
            "list": self.list_,
            "rows": self.rows,
            "entry": self.entry,
            "more": lambda _: f'<p><span id="more-{self.story.id}"></span></p>',
            "read_also": self.read_also,
            "figure": self.figure,
            "gallery": self.gallery,
            "tweet": self.tweet,
            "video": self.video,
            "share": lambda _: plugins.share(self.addresses.post(self.story)),
            "ad": lambda _: plugins.AD_INSERTER,
            "cta": self.cta,
            "credit": lambda _: self.credit(),
            "empty": lambda _: "<p>&nbsp;</p>",
            "html": lambda block: self.with_base(block.data["html"]),
        }
        return makers[block.kind](block)

    def with_base(self, html: str) -> str:
        """Written HTML names the site's own address `{base}`."""
        return html.replace("{base}", self.addresses.base)

    def texts(self, block: Block) -> list[str]:
        """HTML inside each text of a block: as written by hand, else escaped."""
        raw = block.data.get("raw", "")
        if raw:
            written = [raw] if isinstance(raw, str) else raw
            return [self.with_base(html) for html in written]
        return [texturize(self.story.text[index]) for index in block.texts]

    def paragraph(self, html: str, index: int = 1) -> str:
        return _paragraph(self.story.shape, html, index)

    def text(self, block: Block) -> str:
        return self.paragraph(self.texts(block)[0], block.texts[0])

    def heading(self, block: Block) -> str:
        tag = "h2" if self.story.shape in ("gutenberg", "nested", "br") else "h3"
        return f"<{tag}>{self.texts(block)[0]}</{tag}>"

    def quote(self, block: Block) -> str:
        inner = self.texts(block)[0]
        if self.story.shape == "gutenberg":
            return f'<blockquote class="wp-block-quote"><p>{inner}</p></blockquote>'
        return f"<blockquote>{inner}</blockquote>"

    def list_(self, block: Block) -> str:
        tag = "ol" if block.data.get("ordered") else "ul"
        items = "\n".join(f"<li>{html}</li>" for html in self.texts(block))
        return f"<{tag}>\n{items}\n</{tag}>"

    def rows(self, block: Block) -> str:
        cells = block.data.get("row_cells")
        table = cells or [[self.story.text[index]] for index in block.texts]
        rows = "\n".join(
            "<tr>" + "".join(f"<td>{texturize(cell)}</td>" for cell in row) + "</tr>"
            for row in table
        )
        html = f"<table><tbody>\n{rows}\n</tbody></table>"
        if self.story.shape == "gutenberg":
            return f'<figure class="wp-block-table">{html}</figure>'
        return html

    def entry(self, block: Block) -> str:
        clock = escape(str(block.data.get("clock", "")))
        return (
            f'<div class="live-entry"><strong class="live-clock">{clock}</strong>\n'
            f"<p>{self.texts(block)[0]}</p></div>"
        )

    def read_also(self, block: Block) -> str:
        title, post_id = block.data["read_also"]
        style = block.data.get("style", "strong")
        other = self.posts.stories.get(post_id)
        # A link to a post that has been withdrawn stays in the texts of others.
        url = self.addresses.shortlink(post_id)
        embed = url
        if other:
            url = self.addresses.post(other)
            embed = self.addresses.beside_post(other, "embed")
        if style == "strong":
            link = f'<a href="{escape(url)}">{texturize(title)}</a>'
            return self.paragraph(f"<strong>اقرأ أيضا: {link}</strong>")
        return plugins.read_also(style, title, url, embed)

    def image(self, name: str, size: str, classes: str) -> str:
        """An `img` of one size, with the others and the original in its srcset."""
        upload = self.addresses.upload
        width, height = size.split("x")
        srcset = ", ".join(
            f"{upload(self.story, name, other)} {pixels}w"
            for other, pixels in IMAGE_SIZES
        )
        return (
            f'<img decoding="async" loading="lazy" width="{width}" height="{height}" '
            f'src="{upload(self.story, name, size)}" alt="" class="{classes}" '
            f'srcset="{srcset}, {upload(self.story, name)} 1200w" '
            f'sizes="(max-width: {width}px) 100vw, {width}px" />'
        )

    def figure(self, block: Block) -> str:
        name = block.data["figure"]
        caption = texturize(block.data.get("caption", ""))
        style = block.data.get("style", "gutenberg")
        found = self.posts.attachment_of(self.story, name)
        page = escape(self.addresses.attachment(found.id, found.slug))
        image = self.image(name, "600x337", f"wp-image-{found.id} size-large")
        if style == "bare":
            return f"<p>{image}</p>"
        if style == "classic":
            return (
                f'<div id="attachment_{found.id}" style="width: 610px" '
                f'class="wp-caption aligncenter"><a href="{page}">{image}</a>'
                f'<p id="caption-attachment-{found.id}" class="wp-caption-text">'
                f"{caption}</p></div>"
            )
        if caption:
            caption = f'<figcaption class="wp-element-caption">{caption}</figcaption>'
        return (
            f'<figure class="wp-block-image size-large"><a href="{page}">{image}</a>'
            f"{caption}</figure>"
        )

    def gallery(self, block: Block) -> str:
        items = []
        for name in block.data["gallery"]:
            found = self.posts.attachment_of(self.story, name)
            page = escape(self.addresses.attachment(found.id, found.slug))
            image = self.image(name, "300x169", "attachment-medium size-medium")
            items.append(
                '<dl class="gallery-item"><dt class="gallery-icon landscape">'
                f'<a href="{page}">{image}</a></dt></dl>'
            )
        return (
            '<style type="text/css">\n#gallery-1 { margin: auto; }\n'
            "#gallery-1 .gallery-item { float: right; text-align: center; }\n</style>"
            f'<div id="gallery-1" class="gallery galleryid-{self.story.id} '
            f'gallery-columns-3 gallery-size-medium">{"".join(items)}'
            '<br style="clear: both" /></div>'
        )

    def tweet(self, block: Block) -> str:
        return plugins.tweet(block.data["tweet"], self.story.id, self.story.published)

    def video(self, block: Block) -> str:
        return (
            '<p><iframe loading="lazy" title="فيديو" width="640" height="360" '
            f'src="{escape(block.data["video"])}" frameborder="0" allowfullscreen>'
            "</iframe></p>"
        )

    def cta(self, block: Block) -> str:
        return self.paragraph(
            '<a href="https://t.me/alwaha_example" target="_blank" rel="noopener">'
            f"{texturize(block.data['cta'])}</a>"
        )

    def credit(self) -> str:
        line = f"المصدر: {texturize(self.story.credit or '')}"
        return self.paragraph(f"<em>{line}</em>" if self.story.id % 2 else line)
