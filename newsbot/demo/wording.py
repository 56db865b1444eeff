"""The theme's own words in Arabic and English, and how it writes dates."""

from datetime import datetime, timedelta

from newsbot.demo.options import Strings

MONTHS_AR = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
]
MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

# Key: (Arabic, English, whether half a translation leaves it in English).
WORDS = {
    "connect": ("تواصل معنا", "Connect with us", True),
    "looking": ("مرحبا، عمّ تبحث؟", "Hi, what are you looking for?", True),
    "search": ("بحث", "Search", False),
    "by": ("بواسطة", "By", False),
    "published_on": ("نُشر", "Published", False),
    "in_article": ("في هذا المقال:", "In this article:", False),
    "next_post": ("التالي:", "Up Next:", False),
    "previous_post": ("لا تفوت:", "Don't Miss:", False),
    "add_comment": ("اضف تعليقك", "Click to comment", False),
    "leave_comment": ("اترك تعليقك", "Leave a Reply", False),
    "reply": ("رد", "Reply", False),
    "related": ("مقالات ذات صلة", "You May Also Like", False),
    "sticky": ("خبر مثبت", "Sticky Post", True),
    "more_news": ("المزيد من الأخبار", "More News", False),
    "page_of": ("صفحة {} من {}", "Page {} of {}", True),
    "first": ("« الأولى", "« First", False),
    "previous": ("‹ السابق", "‹ Previous", False),
    "next": ("التالي ›", "Next ›", False),
    "last": ("الأخيرة »", "Last »", False),
    "latest": ("الأحدث", "Latest", False),
    "trending": ("الأكثر قراءة", "Trending", False),
    "videos": ("فيديو", "Videos", False),
    "advertisement": (
        "إعلان. واصل القراءة بالتمرير.",
        "Advertisement. Scroll to continue reading.",
        True,
    ),
    "error": ("خطأ 404!", "Error 404!", True),
    "missing": (
        "الصفحة التي طلبتها غير موجودة أو نقلت إلى مكان آخر.",
        "The page you requested does not exist or has moved.",
        True,
    ),
    "pages": ("الصفحات:", "Pages:", False),
    "share": ("شارك على", "Share on", True),
    "home": ("الرئيسية", "Home", False),
    "author_box": ("كتبه", "Written By", False),
}


def words(strings: Strings) -> dict[str, str]:
    """The theme's words in one of its three states of translation."""
    return {
        key: english if strings == "en" or (strings == "mixed" and left) else arabic
        for key, (arabic, english, left) in WORDS.items()
    }


def long_date(day: datetime, strings: Strings) -> str:
    """A day as WordPress writes it: `3 فبراير، 2025` or `February 3, 2025`."""
    if strings == "en":
        return f"{MONTHS_EN[day.month - 1]} {day.day}, {day.year}"
    return f"{day.day} {MONTHS_AR[day.month - 1]}، {day.year}"


def theme_date(instant: datetime, now: datetime, strings: Strings) -> str:
    """The date under a headline: how long ago for a week, then the day."""
    age = now - instant
    if age >= timedelta(days=7):
        return long_date(instant, strings)
    minutes = max(1, round(age.total_seconds() / 60))
    if minutes < 60:
        return _ago(minutes, "minute", "دقيقة دقيقتين دقائق", strings)
    if minutes < 24 * 60:
        return _ago(round(minutes / 60), "hour", "ساعة ساعتين ساعات", strings)
    return _ago(round(minutes / 1440), "day", "يوم يومين أيام", strings)


def _ago(count: int, english: str, arabic: str, strings: Strings) -> str:
    if strings == "en":
        return f"{count} {english}{'s' if count > 1 else ''} ago"
    one, two, few = arabic.split()
    # WordPress keeps the number beside the dual: «منذ 2 ساعتين».
    form = two if count == 2 else few if 3 <= count <= 10 else one
    return f"منذ {count} {form}"
