"""What the page of a post says of it, for the template of articles."""

from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from newsbot.demo.addresses import Addresses
from newsbot.demo.comments import comments_on
from newsbot.demo.edition import Card
from newsbot.demo.markup import IMAGE_SIZES, strip_tags, texturize, trusted
from newsbot.demo.posts import Posts
from newsbot.demo.story import Story
from newsbot.demo.wording import theme_date

DESCRIPTION_WORDS = 55


def post_view(card: Card, page: int) -> dict[str, Any]:
    """Everything of a post that stands around its body; `page` counts from 1."""
    edition, story = card.edition, card.story
    posts, addresses = edition.posts, edition.addresses
    format_ = story.kind if story.kind in ("video", "gallery") else "standard"
    in_body = {b.data["video"] for b in story.blocks if b.kind == "video"}
    videos = [url for url in story.media if url not in in_body]
    image = story.image
    return {
        "id": story.id,
        "url": card.url,
        "page_url": addresses.post(story, page),
        "title": card.title,
        "plain_title": card.plain_title,
        "lead": trusted(story.raw_lead or texturize(story.lead or "")),
        "label": card.label,
        "label_url": card.label_url,
        "authors": card.authors,
        "author_id": posts.author(story.authors[0]).id if story.authors else 0,
        "tags": edition.tags(story),
        "day": f"{story.published:%Y-%m-%d}",
        "day_modified": f"{story.modified:%Y-%m-%d}",
        "date_text": card.date_text,
        "classes": _classes(posts, story, format_),
        "format": format_,
        "image": (lambda size: addresses.upload(story, image, size)) if image else None,
        "image_tag": _image_tag(addresses, story),
        "image_crop": addresses.upload(story, image or "", "1024x576"),
        "image_caption": story.image_caption,
        "image_hidden": story.image_hidden,
        "video": videos[0] if story.kind == "video" and videos else None,
        "description": _attribute(
            edition.excerpt(story, DESCRIPTION_WORDS, " [&hellip;]")
        ),
        "api": addresses.rest(f"/wp/v2/posts/{story.id}"),
        "oembed": addresses.rest(f"/oembed/1.0/embed?url={quote(card.url, '')}"),
        "comments_feed": addresses.beside_post(story, "feed"),
        "shortlink": addresses.shortlink(story.id),
        "amp": addresses.beside_post(story, "amp"),
    }


def _classes(posts: Posts, story: Story, format_: str) -> str:
    classes = [f"post-{story.id} post type-post status-publish format-{format_}"]
    if story.image:
        classes.append("has-post-thumbnail")
    if story.protected:
        classes.append("post-password-required")
    classes.append("hentry")
    if format_ != "standard":
        classes.append(f"post_format-post-format-{format_}")
    for name in story.categories:
        found = posts.category(name)
        # WordPress takes the id where a slug has no Latin letters.
        ending = found.key if found.key.isascii() else found.id
        classes.append(f"category-{ending}")
    classes += [f"tag-{posts.tag(name).id}" for name in story.tags]
    return " ".join(classes)


def _image_tag(addresses: Addresses, story: Story) -> Markup:
    if not story.image:
        return Markup("")
    upload, name = addresses.upload, story.image
    srcset = ", ".join(
        f"{upload(story, name, size)} {width}w" for size, width in IMAGE_SIZES
    )
    original = upload(story, name)
    return Markup(
        '<img width="1200" height="675" src="{}" class="flipboard-image '
        'wp-post-image" alt="" decoding="async" srcset="{} 1200w, {}" '
        'sizes="(max-width: 1200px) 100vw, 1200px" />'
    ).format(original, original, srcset)


def comments_view(card: Card) -> list[dict[str, Any]]:
    """The comments on a post, with their reply links."""
    posts = card.edition.posts
    join = "&" if "?" in card.url else "?"
    return [
        {
            "id": comment.id,
            "name": comment.name,
            "text": comment.text,
            "date_text": theme_date(comment.written, posts.now, posts.options.strings),
            "reply_url": f"{card.url}{join}replytocom={comment.id}#respond",
        }
        for comment in comments_on(card.story)
    ]


def _attribute(html: str) -> Markup:
    """HTML text for an attribute: without tags and quotes, its entities kept."""
    return trusted(strip_tags(html).replace('"', "&quot;"))
