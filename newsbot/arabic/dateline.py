"""The grammar of printed date lines, over the kinds of `newsbot.arabic.tokens`.

One pass finds dates, clocks, labels and relative forms. What is left over decides how
much is believed: a date with its year may stand among a few words, a date without one
and a relative form only alone. Two dates that disagree are no date.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from newsbot.arabic.relative import AMOUNT
from newsbot.arabic.tokens import Tokens, Value

# An ordinal is the day where the month follows it or «من» does, in «السابع من أكتوبر»,
# not in «العدد الثالث - يناير 2025» nor in «الأسبوع الأول من مارس 2025».
_DAY: Final = "(?:[12]S?|F(?=[fi]*[MHb])|(?<![wzuyTbq#])(?:oz|oD|o)(?=[fiMHbj]))"
_MON: Final = r"M(?:[/(|-]?M\)?)*"
_GAP: Final = r"[,./-]*[fi]*,?"
_TAIL: Final = "(?:[fi]*[,(]?(?:[lj]|y[lj]))"
_ALONE: Final = r"(?![:.]|[/-]?[12](?!:)|Y)"
# A zone straight after a clock; after a comma only if no other clock follows it.
_ZONE: Final = (
    r"(?:(?:\(|[,/|-]+\(?(?!(?:t[fi]*)?[ZL]\)?:?K?[fi]*[12]:))?"
    r"(?:t[:fi]*(?P<U>[ZL])|(?P<V>Z)|(?<=\()(?P<W>L)(?=\)))\)?)?"
)
_PERIOD: Final = r"(?:[.,(;-]?(?P<p>[Asm])[.);]?)?"
# و 40 دقيقة · وخمس وعشرين دقيقة
_MINUTES: Final = r"f?(?P<n>[12]|c[dz]?|[dz])(?P<u>[up])"

# Groups: d day, m month, y year, t tail; h hour, n minute, u its unit, c second,
# q quarter, p day period, e day period before the clock, T to W zone.
_FORMS: Final[dict[str, str]] = {
    # 2025-01-24 · 24/1/2025 · 24/7/1446 · 1446/07/24
    "ymd": r"(?P<y>Y)(?P<s>[-/.])(?P<m>[12])(?P=s)(?P<d>[12])"
    r"(?!(?P=s)(?:[12](?!:)|[xYh]))",
    "dmy": r"(?<![12xYh][/.])(?P<d>[12])(?P<s>[-/.])(?P<m>[12])(?P=s)(?P<y>[Y2])"
    r"(?!(?P=s)(?:[12](?!:)|[xYh])|:)m?",
    "hijri dmy": r"(?P<d>[12])(?P<s>[-/.])(?P<m>[12])(?P=s)(?P<y>h)e?",
    "hijri ymd": r"(?P<y>h)(?P<s>[-/.])(?P<m>[12])(?P=s)(?P<d>[12])e?",
    # السبت 1 ديسمبر 2018م · 24-Jan-25 · ديسمبر 25, 2020 · reversed
    "dMy": rf"(?P<d>{_DAY}){_GAP}(?P<m>{_MON}){_GAP}(?P<y>Y)m?",
    "dMyy": rf"(?P<d>{_DAY})(?P<s>[-/])(?P<m>{_MON})(?P=s)(?P<y>2)(?!:)",
    "Mdy": rf"(?P<m>{_MON})[,./-]*(?P<d>{_DAY})(?!:)[,.-]*[fi]*(?P<y>Y)m?",
    "yMd": rf"(?P<y>Y)m?[,./-]*(?P<m>{_MON})[,./-]*(?P<d>[12])(?![:./]|,?Y)",
    "ydM": rf"(?P<y>Y)m?,?(?P<d>[12])(?P<m>{_MON})(?!{_GAP}Y)",
    # 5 جمادى الأولى 1446 هـ · محرم 1، 1446 · reversed
    "hijri dMy": rf"(?P<d>{_DAY}){_GAP}(?P<m>H){_GAP}(?P<y>h)e?",
    "hijri Mdy": rf"(?P<m>H)[,./-]*(?P<d>{_DAY})(?!:)[,.-]*(?P<y>h)e?",
    "hijri yMd": rf"e?(?P<y>h)e?[,./-]*(?P<m>H)[,./-]*(?P<d>{_DAY})",
    # 24 يناير · 5 ديسمبر الماضي · يوليو 6 · 22 الجاري · الخميس الماضي
    "dM": rf"(?P<d>{_DAY}){_GAP}(?P<m>{_MON})(?P<t>{_TAIL})?",
    "Md": rf"(?P<m>{_MON})[,-]*(?P<d>{_DAY}){_ALONE}(?P<t>{_TAIL})?",
    "d of month": rf"(?P<d>{_DAY})[fi]*(?P<t>b[lj]|j)",
    "last weekday": "Wl",
    "day word": "T",
    "now": "N",
    "ago": rf"ra*{AMOUNT}(?:f?{AMOUNT})*[ak]*|{AMOUNT}(?:f?{AMOUNT})*a*"
    r"(?:k|r(?=$|[|,-]))",
    # مدة الفيديو 02:35 · 04:30 دقيقة · أذان المغرب 17:40 م: clocks of other things. A
    # half of the day makes a clock of what stands behind «فيديو».
    "length": r"V[VwfLA]{0,3}[:;(]*[12]:[12](?![.,(;-]?[Asm]|[fi]*[tZ])(?::[12])?\)?"
    r"[uip]?|[12]:[12](?::[12])?\)?(?:[up]|V)"
    r"|E[EVwfLA:]{0,4}[;(]*[12]:[12](?:[.(]?[Asm])?",
    # 10:30 م (مكة المكرمة) · الخامسة والنصف مساء · الساعة 5 م · 5 مساء · 5.30 م · 14h30
    "clock": r"(?:(?P<T>t[fi]*[ZL]|Z)[,:)]*)?(?:(?P<e>[As])[,:]?|(?<![Yh12x])(?P<E>m))?"
    r"(?:K[:,;(-]*[fi]*)?(?P<h>[12]):(?P<n>2)(?::(?P<c>2)(?:[.,][12xYh])?)?"
    + _PERIOD
    + _ZONE,
    # 11h40 · 14 سا و 30 دقيقة · 14س30: «3 س» alone is a span of time
    "letter clock": r"(?:K[:fi]*)?(?P<h>[12])(?:J:?|G(?=f?2))"
    r"(?:f?(?P<n>2)(?P<u>[up])?)?" + _ZONE,
    # An hour in words may be an ordinal («القناة الثانية»): no word stands before it.
    "spoken clock": rf"(?:K[:,]*[fi]*|(?<![wXLPUB#]))(?P<h>gz?)"
    rf"(?:(?P<q>Q)|{_MINUTES})?(?P<p>A)" + _ZONE,
    # الساعة 11 و 40 دقيقة, as in the Maghreb; without the unit only at an end
    "worded clock": rf"K[:,]*[fi]*(?P<h>[12]){_MINUTES}" + _PERIOD + _ZONE,
    "joined clock": r"K[:,]*[fi]*(?P<h>[12])f(?P<n>2)(?=f?(?:$|[|)A]))"
    + _PERIOD
    + _ZONE,
    "named clock": r"K[:,]*[fi]*(?P<h>[12])(?:\.(?P<n>2)|(?P<q>Q))?" + _PERIOD + _ZONE,
    "bare clock": r"(?P<h>[12])(?:\.(?P<n>2))?(?P<p>A)" + _ZONE,
    # 20 نوفمبر 2026 8 م: at the end of a part, behind a whole date
    "lettered clock": r"(?:(?<=Y)|(?<=Y[,|-]))(?P<h>[12])(?P<p>[sm])\.?(?=$|[|)-])",
    "dotted clock": r"(?P<h>[12])\.(?P<n>2)(?P<p>[sm])" + _ZONE,
    "weekday": "W",
    "published": "P",
    "updated": "U",
    # قانون رقم 12/3/2020
    "number": r"#w?[,:;(]*[12Yh](?P<s>[-/.])[12](?P=s)[12Yh]",
    "issue": r"#[,:;(-]*[12xYh](?![/.-]?[12]|[:~])",
}


def _alternatives() -> str:
    """Return one pattern of all forms, each form's groups numbered apart."""
    numbered = (
        re.sub(r"\(\?P([<=])(\w)", rf"(?P\g<1>\g<2>{number}", body)
        for number, body in enumerate(_FORMS.values())
    )
    return "|".join(f"(?P<F{n}>{body})" for n, body in enumerate(numbered))


_ITEM: Final = re.compile(_alternatives())
_NAMES: Final = list(_FORMS)
_GROUPS: Final = _ITEM.groupindex


class Item(NamedTuple):
    """One thing that the grammar found: its form and its place in the row of kinds."""

    form: str
    start: int
    end: int
    number: str
    match: re.Match[str]

    def span(self, group: str) -> tuple[int, int] | None:
        """Return where a group of the form stands, None where the text has it not."""
        index = _GROUPS.get(group + self.number)
        if index is None:
            return None
        span = self.match.span(index)
        return span if span[0] >= 0 else None


def items(kinds: str) -> Iterator[Item]:
    """Yield what the grammar finds in a row of kinds, left to right."""
    for match in _ITEM.finditer(kinds):
        # The outer group of the alternative is closed last.
        number = str(match.lastgroup)[1:]
        yield Item(_NAMES[int(number)], match.start(), match.end(), number, match)


def leftover(kinds: str, found: list[Item]) -> str:
    """Return `kinds` with a space in place of everything that was found."""
    parts: list[str] = []
    position = 0
    for item in found:
        parts.append(kinds[position : item.start])
        parts.append(" " * (item.end - item.start))
        position = item.end
    parts.append(kinds[position:])
    return "".join(parts)


_FOREIGN: Final = re.compile(
    # A word that speaks of another day, a clock word without a clock, a range of days,
    # a score, a zone that nobody knows.
    r"[BK~]|[12x]:[12x]|t[fi]*[wXG]"
)
_WORD: Final = re.compile("[wXHMRLJGFVE]")
_MOST_WORDS: Final = 7
_MOST_WORDS_BESIDE: Final = 4
_MOST_WORDS_BEFORE_STOP: Final = 3
_PART: Final = re.compile("[|-]")
_ALONE_IN_LINE: Final = re.compile(r"[ fi,.:()+me;|A-]*")
_ALONE_IN_PART: Final = re.compile(r"[ fi,.:()+me;A]*")
_NUMBER: Final = re.compile("[12Yhx]")


def has_number(rest: str) -> bool:
    """Tell whether a number is left over, which might be the year of a date."""
    return _NUMBER.search(rest) is not None


def is_foreign(rest: str) -> bool:
    """Tell whether the leftover says that the dates of the line are not its own."""
    if _FOREIGN.search(rest):
        return True
    # More words than a byline has, in all or straight beside a date: this is prose.
    # A full stop at the end of some makes them a sentence.
    most = _MOST_WORDS_BEFORE_STOP if rest.endswith(".") else _MOST_WORDS
    if len(_WORD.findall(rest)) > most:
        return True
    beside = (part for part in _PART.split(rest) if " " in part)
    return any(len(_WORD.findall(part)) > _MOST_WORDS_BESIDE for part in beside)


def is_prose(kinds: str) -> bool:
    """Tell, before anything is sought in a row of kinds, that :func:`is_foreign` will
    say so of whatever is found: no form of a date takes an unknown word."""
    return kinds.count("w") > _MOST_WORDS


def stands_alone(rest: str, item: Item, *, in_line: bool) -> bool:
    """Tell whether nothing unknown stands beside `item`, in the line or in its part.

    Parts are divided by "|", "•" or a dash.
    """
    if in_line:
        return _ALONE_IN_LINE.fullmatch(rest) is not None
    start = max(rest.rfind("|", 0, item.start), rest.rfind("-", 0, item.start)) + 1
    ends = [rest.find(mark, item.end) for mark in "|-"]
    end = min([place for place in ends if place >= 0], default=len(rest))
    return _ALONE_IN_PART.fullmatch(rest[start:end]) is not None


_SINCE: Final = re.compile(r"r[afi ,:]*$")
_ALSO: Final = re.compile(r"[12][,/f]?$")
_FIRST_DAY: Final = re.compile(r"(?<![#y])(?P<n>[12])-$")


_UNKNOWN_ZONE: Final = re.compile(r"[,(/-]*X")


def names_unknown_zone(kinds: str, clock: Item) -> bool:
    """Tell whether unknown capitals follow a clock: "10:30 IRKT"."""
    return _UNKNOWN_ZONE.match(kinds, clock.end) is not None


_BEHIND: Final = re.compile("[.,(;-]?w")


def word_behind(tokens: Tokens, clock: Item) -> str | None:
    """Return the unknown word straight behind a clock, None where another thing is."""
    found = _BEHIND.match(tokens.kinds, clock.end)
    return None if found is None else tokens.values[found.end() - 1]


def is_bounded(rest: str, item: Item, values: list[Value]) -> bool:
    """Tell whether a date is the end of something: منذ 5 مايو, 5 و7 مايو, 5 - 7 مايو.

    `values` are those of the line's tokens.
    """
    head = rest[: item.start]
    if _SINCE.search(head):
        return True
    if "M" not in item.form:
        return False
    # «العدد 3 - 7 مايو» and «12 - 7 مايو» are a number and a day.
    first, day = _FIRST_DAY.search(head), item.span("d")
    if first and day:
        # The suffix of "5th" has no value.
        last = sum(value or 0 for value in values[slice(*day)])
        if values[first.start("n")] < last:
            return True
    return _ALSO.search(head) is not None
