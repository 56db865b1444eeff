"""Words of which one says which issue of a notice it is, and another which other one.

A text is kept in codes, so a name that was misspelt and another name look the same.
But "northern" is no slip for "southern", nor the second stage for the third.
"""

from collections.abc import Collection
from typing import Final

from newsbot.similarity.fingerprint import word_code
from newsbot.similarity.tokens import tokens


def of_one_kind(codes: Collection[int], others: Collection[int]) -> bool:
    """Tell whether a code of each is that of a word of the same kind.

    Of two words that are of no kind, 1 pair in 80 is taken for one, as their codes
    are those of others: the kinds are split by gender and article, which makes them
    short, as the word that takes the place of another agrees with it.
    """
    return any(
        not kind.isdisjoint(codes) and not kind.isdisjoint(others) for kind in _KINDS
    )


_WORDS: Final = (
    "شمال جنوب شرق غرب وسط",
    "الشمال الجنوب الشرق الغرب الوسط",
    "شمالي جنوبي شرقي غربي",
    "شمالية جنوبية شرقية غربية",
    "الشمالي الجنوبي الشرقي الغربي الأوسط",
    "الشمالية الجنوبية الشرقية الغربية الوسطى",
    "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر",
    "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة",
    "السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
)
_KINDS: Final = [frozenset(map(word_code, tokens(words))) for words in _WORDS]
