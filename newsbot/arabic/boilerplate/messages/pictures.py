"""Labels of pictures that stand in the text: whose a picture is, of which archive, that
it shows nothing of the event; of the desk that made the text; as rules like those of
:mod:`newsbot.arabic.boilerplate.messages.forms`."""

import re
from typing import Final

_HOLDER: Final = (
    "(?:شاترستوك|شتر ستوك|غيتي|جيتي|غيتي ايمجز|جيتي ايمجز|ايستوك|اي ستوك|بيكساباي"
    "|بيكسلز|انسبلاش|فليكر|ويكيميديا|ويكيميديا كومنز|ويكيبيديا|فري بيك|ادوبي ستوك|الامي"
    "|رويترز|الاناضول|وكاله الاناضول|ا ف ب|فرانس برس|اسوشيتد برس|اسوشييتد برس|ا ب"
    "|د ب ا|شينخوا|سبوتنيك|وكالات|الوكالات|وكاله (?:ال)?انباء(?: \\S+)?"
    "|وكاله \\S+ للانباء"
    "|shutterstock|getty(?: images)?|istock|pixabay|pexels|unsplash|flickr|wikimedia"
    "|alamy|adobe stock|freepik|reuters|afp|ap|epa|anadolu|social media|archive)"
)
# «حقوق الإنترنت», «مصدر خاص» are no labels of pictures.
_COMMON: Final = (
    "(?:(?:مواقع|وسائل|منصات) التواصل(?: الاجتماعي)?|السوشيال ميديا|الانترنت|الارشيف"
    "|ارشيف|ارشيفيه|ارشيفنا|خاص|خاصه? بالموقع|المصدر|مواقع الكترونيه)"
)
_KIND: Final = (
    "(?:لاغراض توضيحيه|للتوضيح(?: فقط)?|لا علاقه لها بالخبر|ارشيفيه|تعبيريه"
    "|توضيحيه|تخيليه"
    "|ترويجيه|من الارشيف|ارشيف|رمزيه"
    "|(?:مولده|معده|منشاه) ب?(?:استخدام )?الذكاء الاصطناعي|من (?:مواقع|وسائل) التواصل"
    "(?: الاجتماعي)?)"
)

_DESK: Final = (
    "(?:قسم|هيئه|فريق|غرفه|وحده|مكتب) (?:ال)?(?:تحرير|اخبار|محليات|ترجمه|متابعه|رصد"
    "|سياسه|اقتصاد|رياضه|منوعات|ثقافه|تحقيقات|مراسلين|مراجعه|تدقيق)"
)

PICTURES: Final = (
    # إعداد وتحرير: قسم المحليات – موقع …
    (
        "اعداد ترجمه تحرير كتابه",
        rf"(?: و(?:تحرير|ترجمه|اعداد|تدقيق|متابعه))* {_DESK}(?: (?:في )?(?:موقع|صحيفه"
        r"|جريده|وكاله|شبكه|قناه)(?: \S+){1,3})?",
    ),
    (
        "صوره الصوره صور الصور تصوير عدسه فيديو photo image credit photos كريديت",
        rf"(?: (?:من|عن|عبر|by))? {_HOLDER}(?: (?:(?:من|عبر|via) )?{_HOLDER}){{0,2}}",
    ),
    ("مصدر حقوق", rf" (?:ال)?(?:صوره|صور|فيديو) (?:{_HOLDER}|{_COMMON})"),
    ("الصوره الصور", rf"(?: (?:من|نقلا عن|عن|عبر))? {_COMMON}(?: {_HOLDER})?"),
    (
        "غيتي جيتي شاترستوك getty shutterstock",
        rf" (?:ايمجز|images)(?: {_HOLDER})?| {_HOLDER}",
    ),
    ("صوره صور", rf" متداوله (?:علي|في|عبر) {_COMMON}"),
    ("صوره صور", rf" (?:من|عن|عبر) {_COMMON}(?: {_HOLDER})?"),
    (
        "صوره صور الصوره الصور",
        rf" {_KIND}(?: بالذكاء الاصطناعي)?(?: (?:(?:من|عن) )?{_HOLDER})?",
    ),
)
# «التعليق على الصورة، جانب من السوق», as the BBC sets it
_CAPTION: Final = re.compile(r"(?:التعليق على|تعليق|شرح) الصورة ?[،:] ?(?!كما)\w")


def is_caption(line: str) -> bool:
    """Whether a line is the caption of a picture behind its label.

    :param line: one line, cleaned, without a full stop
    """
    return _CAPTION.match(line) is not None
