"""The posts that are on the site now, in the orders that WordPress asks for."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from newsbot.demo.addresses import Listing
from newsbot.demo.options import Options
from newsbot.demo.stories import Stories, shortly_after
from newsbot.demo.story import Story
from newsbot.demo.terms import AUTHORS, CATEGORIES, PAGES, RIYADH, tag_slug

FIRST_TAG_ID = 40
FIRST_ATTACHMENT_ID = 70_001
FEATURED = 3


@dataclass(frozen=True)
class Attachment:
    """An uploaded picture, which WordPress gives an id and a page of its own."""

    id: int
    slug: str
    name: str
    story: Story


class Posts:
    """Live view of the stories: what is published at the site's clock, in order.

    Terms, authors, pages and attachments keep their ids for as long as the object
    lives. `views` counts the fetches of each post: the theme ranks by it.
    """

    def __init__(self, stories: Stories, options: Options) -> None:
        self.stories = stories
        self.options = options
        self.views: Counter[int] = Counter()
        self._tag_ids: dict[str, int] = {}
        self._attachments: dict[tuple[str, str], Attachment] = {}
        self._generation = -1
        self._newest: list[Story] = []
        self._now = datetime.max.replace(tzinfo=RIYADH)
        self.refresh()

    def refresh(self) -> bool:
        """Look at the stories again; return whether they had changed."""
        if self._generation == self.stories.generation:
            return False
        self._generation = self.stories.generation
        self._now = self.options.now or shortly_after(self.stories.newest())
        visible = [story for story in self.stories if story.published <= self._now]
        visible.sort(key=lambda story: (story.published, story.id), reverse=True)
        self._newest = visible
        for story in sorted(visible, key=lambda story: story.id):
            for tag in story.tags:
                self._tag_ids.setdefault(tag, FIRST_TAG_ID + len(self._tag_ids))
            for name in ([story.image] if story.image else []) + [*story.body_images]:
                self.attachment_of(story, name)
        return True

    @property
    def now(self) -> datetime:
        """The site's clock."""
        return self._now

    @property
    def newest(self) -> list[Story]:
        """All posts, newest first."""
        return self._newest

    def last_modified(self) -> datetime:
        """When the newest publication or change was: what feeds are dated by."""
        return max(story.changed for story in self._newest)

    def get(self, post_id: int) -> Story | None:
        """The post of that id, or None if it is not on the site."""
        story = self.stories.get(post_id)
        return story if story and story.published <= self._now else None

    def by_slug(self, slug: str) -> Story | None:
        """The post of that decoded slug, or None."""
        return next((story for story in self._newest if story.slug == slug), None)

    def renamed(self, slug: str) -> Story | None:
        """The post that had that slug before it was retitled, or None."""
        post_id = self.stories.old_slugs.get(slug)
        return self.get(post_id) if post_id is not None else None

    def guess(self, beginning: str) -> Story | None:
        """redirect_guess_404: the oldest id whose slug begins so, or None."""
        found = [story for story in self._newest if story.slug.startswith(beginning)]
        return min(found, key=lambda story: story.id) if found else None

    def popular(self, count: int, besides: int = 0) -> list[Story]:
        """The posts with most views, without the post of the id `besides`.

        Each post starts with a number of views of its own, as on a site that has been
        read for years.
        """
        others = (story for story in self._newest if story.id != besides)
        return sorted(others, key=self._popularity)[:count]

    def _popularity(self, story: Story) -> tuple[int, int]:
        return -(self.views[story.id] + story.id * 37 % 11), story.id

    def sharing_tag(self, story: Story, count: int) -> list[Story]:
        """The newest other posts that have a tag of the story."""
        tags = set(story.tags)
        return [
            other
            for other in self._newest
            if other.id != story.id and tags.intersection(other.tags)
        ][:count]

    def related(self, story: Story, count: int) -> list[Story]:
        """The related block of a post, as the option of that name has it."""
        chosen = self.options.related
        if chosen == "popular":
            return self.popular(count, besides=story.id)
        if chosen == "tags":
            return self.sharing_tag(story, count)
        others: list[Story] = []
        if chosen == "category":
            others = self.listed(self.category(story.categories[0]))
        elif chosen == "author":
            names = set(story.authors)
            others = [one for one in self._newest if names.intersection(one.authors)]
        return [other for other in others if other.id != story.id][:count]

    def neighbours(self, story: Story) -> tuple[Story | None, Story | None]:
        """The post published before and the one after; None at the ends."""
        place = self._newest.index(story)
        before = self._newest[place + 1 : place + 2]
        after = self._newest[place - 1 : place] if place else []
        return next(iter(before), None), next(iter(after), None)

    def sticky(self) -> Story | None:
        """The post that is pinned to the top, or None."""
        return next((story for story in self._newest if story.sticky), None)

    # Listings

    def category(self, name: str) -> Listing:
        """Listing of a category by its name."""
        return Listing(
            "category", 2 + [*CATEGORIES].index(name), CATEGORIES[name], name
        )

    def categories(self) -> list[Listing]:
        """All categories, in the order of the menus."""
        return [self.category(name) for name in CATEGORIES]

    def tag(self, name: str) -> Listing:
        """Listing of a tag by its name."""
        return Listing("tag", self._tag_ids[name], tag_slug(name), name)

    def tags(self) -> list[Listing]:
        """The tags that some post has, by name."""
        return [
            self.tag(name) for name in sorted({t for s in self._newest for t in s.tags})
        ]

    def author(self, name: str) -> Listing:
        """Listing of an author by name."""
        return Listing("author", 2 + [*AUTHORS].index(name), AUTHORS[name], name)

    def authors(self) -> list[Listing]:
        """All authors."""
        return [self.author(name) for name in AUTHORS]

    def pages(self) -> list[Listing]:
        """The WordPress pages; the first is the listing template."""
        kinds = ["latest"] + ["page"] * (len(PAGES) - 1)
        return [
            Listing(kind, 5 + i, slug, name)
            for i, (kind, (name, slug)) in enumerate(
                zip(kinds, PAGES.items(), strict=True)
            )
        ]

    def listed(self, listing: Listing) -> list[Story]:
        """All posts of a listing, newest first."""
        tests: dict[str, Callable[[Story], bool]] = {
            "category": lambda story: listing.name in story.categories,
            "tag": lambda story: listing.name in story.tags,
            "author": lambda story: listing.name in story.authors,
            "date": lambda story: f"{story.published:%Y/%m/%d}".startswith(listing.key),
            "search": lambda story: listing.key in " ".join((story.title, *story.text)),
        }
        test = tests.get(listing.kind)
        return [story for story in self._newest if test is None or test(story)]

    def find(
        self, listings: Iterable[Listing], *, slug: str = "", number: str = ""
    ) -> Listing | None:
        """The listing with that slug, or that id in digits; None if there is none."""
        for listing in listings:
            if listing.key == slug or str(listing.id) == number:
                return listing
        return None

    # Attachments

    def attachment_of(self, story: Story, name: str) -> Attachment:
        """The attachment of a picture of a story; made when first asked for."""
        key = f"{story.published:%Y/%m}", name
        if key not in self._attachments:
            slug = name.replace(".", "-").lower()
            taken = sum(
                found.slug.startswith(slug) for found in self._attachments.values()
            )
            self._attachments[key] = Attachment(
                FIRST_ATTACHMENT_ID + len(self._attachments),
                f"{slug}-{taken + 1}" if taken else slug,
                name,
                story,
            )
        return self._attachments[key]

    def attachment(self, key: str) -> Attachment | None:
        """The attachment with that slug or id in digits; None if there is none."""
        return next(
            (a for a in self._attachments.values() if key in (a.slug, str(a.id))), None
        )
