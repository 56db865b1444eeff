"""The words of numbers and of units of time in printed dates and relative forms.

Tables only, spelt as those of `newsbot.arabic.calendar`, from the same sources.
"""

from typing import Final

ORDINALS: Final[dict[str, int]] = {
    "الأول": 1,
    "الحادي": 1,
    "الثاني": 2,
    "الثالث": 3,
    "الرابع": 4,
    "الخامس": 5,
    "السادس": 6,
    "السابع": 7,
    "الثامن": 8,
    "التاسع": 9,
    "العاشر": 10,
    "العشرين، العشرون": 20,
    "الثلاثين، الثلاثون": 30,
}
# The first day of a month: «غرة رمضان», in Tunisia «غرة ماي», in Morocco «فاتح ماي».
FIRST_DAYS: Final = "غرة، فاتح، الفاتح، أول"
ORDINAL_TENS: Final[dict[str, int]] = {
    "والعشرين، والعشرون": 20,
    "والثلاثين، والثلاثون": 30,
}
HOUR_WORDS: Final[dict[str, int]] = {
    "الواحدة": 1,
    "الحادية": 1,
    "الثانية": 2,
    "الثالثة": 3,
    "الرابعة": 4,
    "الخامسة": 5,
    "السادسة": 6,
    "السابعة": 7,
    "الثامنة": 8,
    "التاسعة": 9,
    "العاشرة": 10,
}
TEN: Final = "عشر، عشرة"
# With عشر the first nine are 11 to 19, with وعشرون 21 to 29. أحد and اثنين alone are
# Sunday and Monday.
CARDINALS: Final[dict[str, int]] = {
    "واحد، واحدة، إحدى، one، a، an، un، une": 1,
    "اثنان، اثنا، اثني، اثنتان، اثنتين، اثنتا، اثنتي، two، deux": 2,
    "ثلاث، ثلاثة، three، trois": 3,
    "أربع، أربعة، four، quatre": 4,
    "خمس، خمسة، five، cinq": 5,
    "ست، ستة، six": 6,
    "سبع، سبعة، seven": 7,
    "ثمان، ثماني، ثمانية، eight، huit": 8,
    "تسع، تسعة، nine، neuf": 9,
    "ten، dix": 10,
    "أحد عشر": 11,
    "عشرون، عشرين": 20,
    "ثلاثون، ثلاثين": 30,
    "أربعون، أربعين": 40,
    "خمسون، خمسين": 50,
    "مئة، مائة": 100,
}
CARDINAL_TENS: Final[dict[str, int]] = {
    "وعشرون، وعشرين": 20,
    "وثلاثون، وثلاثين": 30,
    "وأربعون، وأربعين": 40,
    "وخمسون، وخمسين": 50,
}
FRACTIONS: Final[dict[str, float]] = {"نصف": 0.5, "ثلث": 1 / 3, "ربع": 0.25}
AND_FRACTIONS: Final[dict[str, float]] = {
    "ونصف، والنصف": 0.5,
    "وثلث، والثلث": 1 / 3,
    "وربع، والربع": 0.25,
    "إلا ربعا، إلا ربع": -0.25,
    "إلا ثلثا، إلا ثلث": -1 / 3,
}

# Units of relative forms. A bare plural ("منذ ساعات") says no number: no date.
UNITS: Final[dict[str, str]] = {
    "ثانية، second": "second",
    "دقيقة، minute، min": "minute",
    "ساعة، hour، heure": "hour",
    "أسبوع، أسبوعا، week، semaine": "week",
}
# These also stand before a weekday, a month or a year (يوم الجمعة، شهر مايو، عام 2025).
FILLER_UNITS: Final[dict[str, str]] = {
    "يوم، يوما، day، jour": "day",
    "شهر، شهرا، month": "month",
    "سنة، عام، عاما، year": "year",
}
PLURAL_UNITS: Final[dict[str, str]] = {
    "ثوان، ثواني، seconds، secondes": "second",
    "دقائق، minutes، mins": "minute",
    "ساعات، hours، heures": "hour",
    "أيام، days، jours": "day",
    "أسابيع، weeks، semaines": "week",
    "أشهر، شهور، months، mois": "month",
    "سنوات، سنين، أعوام، years، ans": "year",
}
DUAL_UNITS: Final[dict[str, str]] = {
    "ثانيتين، ثانيتان": "second",
    "دقيقتين، دقيقتان": "minute",
    "ساعتين، ساعتان": "hour",
    "يومين، يومان": "day",
    "أسبوعين، أسبوعان": "week",
    "شهرين، شهران": "month",
    "سنتين، سنتان، عامين، عامان": "year",
}
