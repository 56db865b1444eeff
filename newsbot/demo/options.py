"""What an owner of the theme can switch: one dataclass, the defaults the plain site."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Permalinks = Literal["postname", "dated", "plain"]
Strings = Literal["mixed", "ar", "en"]
Related = Literal["popular", "tags", "category", "author", "none"]
Skin = Literal["net1", "ent1", "fash1", "sport1", "tech1"]


@dataclass(frozen=True)
class Options:
    """Variant of the demo site.

    now: the site's clock (with offset); None = 20 minutes after the newest story.
        A story that is published later is not on the site yet.
    template: post template 1 to 7 for all posts; 0 = each story's own `layout`.
    ads_in_article: an advertisement after every N paragraphs; 0 = none. The theme
        then loses every closing `</p>` of the body.
    ads_leader, ads_bottom: an advertisement above the header, below the body.
    sidebar: the tabs with latest, most read and video posts.
    author_info: 1 author and date, 2 date only, 0 neither (the days only as metas).
    author_box: a box about the author below the body.
    auto_load: the theme's frame for posts that a script appends while one scrolls.
    auto_loaded: how many of them stand on the page, as a browser that has scrolled
        holds it; the server itself sends 0.
    related: the 8 posts with most views, the newest that share a tag, the first
        category or an author, or no block at all.
    skin: the theme's style, which is named in the classes of `body` and decides on
        the names of a few files; nothing that is said changes with it.
    yoast, amp: the plugins Yoast SEO and AMP.
    permalinks: `/slug/`, `/2025/02/03/slug/`, or `?p=101`.
    strings: language of the theme's own words; mixed is what half a translation gives.
    rest, feed: whether the REST interface and the feeds answer.
    per_page: posts a listing page.
    """

    now: datetime | None = None
    template: int = 0
    ads_in_article: int = 0
    ads_leader: bool = False
    ads_bottom: bool = False
    sidebar: bool = True
    author_info: int = 1
    author_box: bool = False
    auto_load: bool = False
    auto_loaded: int = 0
    related: Related = "popular"
    skin: Skin = "net1"
    yoast: bool = False
    amp: bool = False
    permalinks: Permalinks = "postname"
    strings: Strings = "mixed"
    rest: bool = True
    feed: bool = True
    per_page: int = 10

    def __post_init__(self) -> None:
        """Raise ValueError if a number is none that the theme knows."""
        if self.template not in range(8):
            raise ValueError(f"template is {self.template}, not 0 to 7")
        if self.author_info not in range(3):
            raise ValueError(f"author_info is {self.author_info}, not 0 to 2")
        if self.ads_in_article < 0 or self.per_page < 1:
            raise ValueError("ads_in_article or per_page is too small")
        if self.auto_loaded < 0 or (self.auto_loaded and not self.auto_load):
            raise ValueError("auto_loaded is negative, or there is no auto_load")
