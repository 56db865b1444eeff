"""The newspaper's fixed terms: zone, categories, authors, and how a slug is written."""

import re
from datetime import datetime, timedelta, timezone
from urllib.parse import quote

from newsbot.demo.options import Permalinks

RIYADH = timezone(timedelta(hours=3))
"""Asia/Riyadh: three hours ahead of UTC, without summer time."""

SITE_NAME = "صحيفة الواحة"
DESCRIPTION = "أخبار الواحة وبلداتها على مدار الساعة"

CATEGORIES = {
    "اخر الاخبار": "اخر-الاخبار",
    "محليات": "محليات",
    "اقتصاد": "اقتصاد",
    "رياضة": "رياضة",
    "ثقافة": "ثقافة",
    "علوم": "علوم",
    "صحة": "صحة",
    "فيديو": "video",
}
"""Category name -> its slug, in the order of the menus."""

AUTHORS = {
    "فريق التحرير": "tahrir",
    "نورة السدري": "noura",
    "سالم الواحي": "salem",
    "هند الرملي": "hind",
    "وكالات": "wakalat",
}
"""Author's name -> nicename, the last part of the archive's address."""

PAGES = {
    "اخر الاخبار": "latest",
    "من نحن": "من-نحن",
    "اتصل بنا": "contact",
    "سياسة الخصوصية": "privacy-policy",
}
"""Title of each WordPress page -> its slug. The first is the listing template."""

LONGEST_SLUG = 200
ESCAPE = re.compile("%[0-9A-F]{2}")


def encode(text: str) -> str:
    """Percent-encode one path segment as WordPress writes it: lower-case hex digits."""
    return ESCAPE.sub(lambda match: match[0].lower(), quote(text, safe="-._~"))


def slug_on_site(slug: str) -> str:
    """Cut a decoded slug as WordPress stores it: 200 encoded bytes, mid-word."""
    length = 0
    for i, character in enumerate(slug):
        length += len(quote(character, safe="-._~"))
        if length > LONGEST_SLUG:
            return slug[:i].rstrip("-")
    return slug


def tag_slug(name: str) -> str:
    """Slug of a tag: its name in lower case, words joined by hyphens."""
    return re.sub(r"[\s/«»“”\"'،؛؟?!:.()]+", "-", name.lower()).strip("-")


def upload_path(published: datetime, name: str) -> str:
    """Path of a picture that was uploaded for a story of that instant."""
    return f"/wp-content/uploads/{published:%Y/%m}/{name}"


def post_path(
    permalinks: Permalinks, post_id: int, slug: str, published: datetime
) -> str:
    """Path (and query) of a post's page; a dated one has the day of the site's zone."""
    if permalinks == "plain":
        return f"/?p={post_id}"
    day = f"{published:%Y/%m/%d}/" if permalinks == "dated" else ""
    return f"/{day}{encode(slug)}/"


def whole_number(text: str) -> int:
    """A number of a page or post in an address, or 0 if the text is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
