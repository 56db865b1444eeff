"""What an editor may do to a wire story: a new lead, cuts, additions, later figures."""

from datetime import date, timedelta

import pytest

from newsbot.similarity import Index, MemoryStore
from newsbot.similarity.fingerprint import Sketch
from newsbot.similarity.verify import score

DAY = date(2025, 2, 3)
SAMPLE = tuple(range(32))
HALF = (*range(16), *range(40, 56))
"""A sample that shares a half with the other one."""

TITLE = "عاصفة رملية تغلق مدرج مطار الكثبان وتحول سبع رحلات"
PARAGRAPHS = [
    "أغلقت إدارة مطار الكثبان مدرجه الوحيد صباح السبت بسبب عاصفة رملية خفضت مدى الرؤية"
    " إلى أقل من مئة متر، وحولت سبع رحلات إلى مطار ميناء الرمال.",
    "وقال مدير المطار إن الفرق الأرضية بدأت إزالة الرمال قبل الظهر، وإن المدرج لن يفتح"
    " ما لم تنخفض سرعة الرياح، مضيفا أن المسافرين نقلوا إلى قاعة الانتظار الكبرى.",
    "ووزعت جمعية محلية الماء والطعام على العالقين، ومعظمهم من طلاب الجامعات العائدين"
    " من عطلتهم، فيما خصصت شركة الحافلات رحلات إضافية نحو العاصمة لمن يرغب.",
    "ودعت مصلحة الأرصاد السائقين إلى تجنب الطريق الصحراوي حتى المساء، ونصحت المصابين"
    " بالربو بالبقاء في منازلهم وإغلاق النوافذ.",
    "وتهب على المنطقة كل شتاء عواصف مماثلة، غير أن المطار لم يغلق أبوابه منذ افتتاحه"
    " قبل ستة أعوام سوى مرة واحدة ولساعات قليلة.",
]
LEAD = (
    "توقفت حركة الطيران في مطار الكثبان، السبت، بعدما حجبت رمال كثيفة حملتها الرياح"
    " مدى الرؤية عن الطيارين، وهبطت سبع رحلات في مطار ميناء الرمال القريب."
)
OTHER_NEWS = (
    "ضبط مفتشو الجمارك شحنة من العطور المقلدة مخبأة بين حقائب وفد رياضي، وأحالوا ثلاثة"
    " أشخاص على النيابة بعد تحقيق استمر ليلة كاملة مع أعضاء الوفد كلهم."
)
OTHER_TITLE = "بعدما حجبت رمال كثيفة الرؤية عن الطيارين"


def judged(
    old: tuple[str, str], new: tuple[str, str], days: int
) -> tuple[str, float] | None:
    index = Index(MemoryStore())
    index.add("first", *old, DAY)
    return index.add("second", *new, DAY + timedelta(days))


@pytest.mark.parametrize(
    ("lead", "days", "same"),
    [
        (LEAD, 0, True),
        (LEAD, 1, True),
        (LEAD, 2, False),
        # The rest is what was known of the airport before.
        (OTHER_NEWS, 0, False),
    ],
)
def test_a_headline_may_name_what_a_new_lead_tells(
    lead: str, days: int, same: bool
) -> None:
    text = "\n".join([lead, *PARAGRAPHS[1:]])
    title = OTHER_TITLE if lead is LEAD else "تحقيق مع وفد رياضي وضبط عطور مقلدة"
    found = judged((TITLE, "\n".join(PARAGRAPHS)), (title, text), days)
    assert (found is not None) == same


def leads(
    words: int, there: int, behind: int, *, added: int = 0
) -> tuple[Sketch, Sketch]:
    """Give two texts whose leads share ``there`` words, in another order; each
    headline names two that the other text has not.
    """
    rest = bytes(range(140, 140 + behind))
    lead = bytes(range(64, 64 + words))
    other = bytes([250] * (words - there)) + lead[words - there :][::-1]
    more = bytes([251] * added)
    return (
        Sketch(SAMPLE, (0, 1), lead + rest),
        Sketch(HALF, (0, 1), other + rest + more),
    )


@pytest.mark.parametrize(
    ("words", "there", "behind", "added", "same"),
    [
        (24, 8, 72, 0, True),
        (24, 7, 72, 0, False),  # less than a third
        (24, 8, 71, 0, False),  # less than three quarters behind it
        (17, 6, 54, 0, True),
        (16, 6, 54, 0, False),  # a name and its title
        (24, 8, 72, 48, True),
        (24, 8, 72, 49, False),  # and as much of something else
    ],
)
def test_a_lead_with_subjects_of_its_own(
    words: int, there: int, behind: int, added: int, same: bool
) -> None:
    one, other = leads(words, there, behind, added=added)
    assert (score(one, other, 1) is not None) == same
    assert score(one, other, 2) is None


@pytest.mark.parametrize(("figure", "same"), [(10, True), (11, False)])
def test_with_a_lead_of_its_own_a_text_has_the_figures(figure: int, same: bool) -> None:
    """Of three figures behind the lead, one."""
    one, other = leads(24, 8, 72)
    old = one._replace(codes=one.codes + bytes([10, 12, 14]))
    new = other._replace(codes=other.codes + bytes([figure, 12, 14]))
    assert (score(old, new, 0) is not None) == same


@pytest.mark.parametrize(("kept", "same"), [(11, True), (12, False)])
def test_a_lead_in_the_same_order_is_that_of_a_notice(kept: int, same: bool) -> None:
    """Of 24 words, those kept stand in every second place."""
    frame = bytes(range(64, 164))
    places = [*range(22, 0, -2), 1][:kept]
    lead = bytes(frame[at] if at in places else 250 for at in range(24))
    old, new = Sketch(SAMPLE, (0, 3), frame), Sketch(HALF, (0, 3), lead + frame[24:])
    assert (score(old, new, 0) is not None) == same


BACKGROUND = (
    "وكانت هيئة الطيران قد أعلنت في الخريف خطة لبناء مدرج ثان وسياج من الأشجار حول"
    " المطار، وخصصت لها مبلغا كبيرا من ميزانيتها، لكن الأعمال تأخرت بعد انسحاب المقاول"
    " وخلاف مع أصحاب المزارع المجاورة على حدود الأرض."
)


@pytest.mark.parametrize(
    ("lead", "days", "same"),
    [
        (PARAGRAPHS[0], 1, True),
        (PARAGRAPHS[0], 9, True),
        # A story that begins otherwise is a later one.
        (LEAD, 9, False),
    ],
)
def test_a_text_may_be_cut_and_added_to_at_any_distance(
    lead: str, days: int, same: bool
) -> None:
    text = "\n".join(
        [
            lead,
            BACKGROUND,
            PARAGRAPHS[1].split("، مضيفا")[0] + ".",
            PARAGRAPHS[2].split("، فيما")[0] + ".",
            PARAGRAPHS[3],
        ]
    )
    found = judged((TITLE, "\n".join(PARAGRAPHS)), (TITLE, text), days)
    assert (found is not None) == same


def recut(kept: int, replaced: int = 0, before: int = 0) -> tuple[Sketch, Sketch]:
    """Give two texts of 100 words with ``kept`` words in common; the others stand
    where the other text has nothing, ``before`` of them at its beginning.
    """
    frame = bytes(range(70, 70 + kept))
    front, end = frame[: kept - 5], frame[kept - 5 :]
    own, others = bytes([250] * (100 - kept)), bytes([251] * (100 - kept))
    one = bytearray(front + end + own)
    other = bytearray(others[:before] + front + others[before:] + end)
    for place in range(40, 40 + 2 * replaced, 2):
        one[place], other[before + place] = 252, 253
    return Sketch(SAMPLE, (), bytes(one)), Sketch(HALF, (), bytes(other))


@pytest.mark.parametrize(
    ("kept", "replaced", "before", "same"),
    [
        (65, 0, 0, True),
        (64, 0, 0, False),
        # Beside 67 words in common one is replaced, and beside 66 two.
        (68, 1, 0, True),
        (68, 2, 0, False),
        # Half of the first 32 words are a sentence in front, and then more.
        (70, 0, 16, True),
        (70, 0, 17, False),
    ],
)
def test_in_a_text_that_was_cut_hardly_a_word_is_replaced(
    kept: int, replaced: int, before: int, same: bool
) -> None:
    one, other = recut(kept, replaced, before)
    assert (score(one, other, 9) is not None) == same
    assert (score(other, one, 9) is not None) == same


@pytest.mark.parametrize(("number", "same"), [(70, True), (10, False)])
def test_in_a_text_that_was_cut_no_figure_changes(number: int, same: bool) -> None:
    one, other = recut(70)
    codes, other_codes = bytearray(one.codes), bytearray(other.codes)
    codes[40], other_codes[40] = number, number + 1
    found = score(
        one._replace(codes=bytes(codes)), other._replace(codes=bytes(other_codes)), 9
    )
    assert (found is not None) == same


@pytest.mark.parametrize(
    ("first", "parts", "same"),
    # In order are the first words and the last part; of the others one is moved.
    [(40, (10, 10, 20), True), (40, (10,) * 4, True), (30, (10,) * 5, False)],
)
def test_parts_may_be_in_the_reverse_order_at_any_distance(
    first: int, parts: tuple[int, ...], same: bool
) -> None:
    """Of 80 words, two thirds must be in order or be moved as one part."""
    frame = bytes(range(100, 180))
    start, pieces = first, []
    for size in parts:
        pieces.append(frame[start : start + size])
        start += size
    new = Sketch(HALF, (), frame[:first] + b"".join(reversed(pieces)))
    assert (score(Sketch(SAMPLE, (), frame), new, 9) is not None) == same


UPDATED = {
    "سبع رحلات إلى": "تسع رحلات إلى",
    "بدأت إزالة": "أنهت إزالة",
    "قبل الظهر": "بعد الظهر",
}
ADDED = "\nوهبطت أولى الطائرات بعد المغيب حين هدأت الرياح قليلا."


@pytest.mark.parametrize(
    ("days", "added", "edits", "same"),
    [
        (0, ADDED, {}, True),
        (0, "", {}, False),
        (1, ADDED, {}, False),
        # Another airport, in the headline too.
        (0, ADDED, {"الكثبان": "الواحات"}, False),
    ],
)
def test_the_figures_of_a_long_report_may_be_brought_up_to_date(
    days: int, added: str, edits: dict[str, str], same: bool
) -> None:
    text = "\n".join(PARAGRAPHS).replace("مئة متر", "100 متر")
    later = text.replace("100 متر", "60 مترا") + added
    title = TITLE
    for old, new in {**UPDATED, **edits}.items():
        later, title = later.replace(old, new), title.replace(old, new)
    found = judged((TITLE, text), (title, later), days)
    assert (found is not None) == same


@pytest.mark.parametrize(
    ("size", "figures", "words", "added", "subjects", "same"),
    [
        (100, 2, 6, 6, (), True),
        (100, 2, 7, 6, (), False),
        (100, 3, 5, 6, (), False),
        (99, 2, 5, 6, (), False),  # a notice
        (100, 2, 6, 5, (), False),  # no sentence
        (100, 2, 6, 6, (5,), False),
    ],
)
def test_what_is_brought_up_to_date_is_little_of_a_long_text(
    size: int,
    figures: int,
    words: int,
    added: int,
    subjects: tuple[int, ...],
    same: bool,
) -> None:
    frame = bytearray(range(100, 100 + size))
    codes = frame + bytes([240] * added)
    for place in range(5, 5 + 10 * words, 10):
        codes[place] = 230
    for place in range(8, 8 + 10 * figures, 10):
        frame[place], codes[place] = 10, 11
    old, new = (Sketch(SAMPLE, subjects, bytes(one)) for one in (frame, codes))
    assert (score(old, new, 0) is not None) == same
    assert (score(new, old, 0) is not None) == same
    assert score(old, new, 1) is None


def test_two_subjects_in_one_frame_are_no_moved_paragraphs() -> None:
    """Each headline names two words that are kept in no text but its own."""
    frame = bytes(range(100, 160))
    other = bytes(range(200, 208)) + frame[8:]
    old = Sketch(SAMPLE, (0, 1, 2), frame)
    new = Sketch((*SAMPLE[:27], *range(50, 55)), (0, 1, 2), other)
    assert score(old, new, 0) is None
