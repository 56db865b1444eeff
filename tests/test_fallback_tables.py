"""Pages of the years before style sheets: tables in tables, font, b, br, and no name
that tells what an element is.

Each page is of another hand. What is expected of it is written first, and then the page
around it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from newsbot.pages import extract

if TYPE_CHECKING:
    from newsbot.items import Article

NOW = datetime(2026, 3, 12, 12, tzinfo=UTC)
URL = "http://waha.example/news.php?id=512"
TITLE = "بلدية النخيل تعيد فتح سوق الخضار القديم بعد ترميمه"
TEXT = (
    "أعادت بلدية النخيل صباح أمس فتح سوق الخضار القديم أمام الباعة والمتسوقين، بعد "
    "أعمال ترميم استمرت سنة ونصف السنة وشملت السقف والأرضية وشبكة الكهرباء.",
    "وقال رئيس البلدية إن الكلفة بلغت مئتي ألف دينار، دفعت البلدية نصفها وجمع التجار "
    "النصف الآخر من تبرعاتهم.",
    "ويضم السوق ستين دكانا، وزعت على الباعة القدامى بالقرعة العلنية يوم الخميس الماضي.",
    "وطالب عدد من الباعة بتخفيض الإيجار في السنة الأولى إلى أن يعود الزبائن إلى السوق.",
)
OTHERS = (
    "انقطاع المياه عن أحياء المدينة الشرقية ثلاثة أيام",
    "فوز فريق الوادي على ضيفه فريق الساحل بهدفين",
    "المجلس يناقش موازنة العام المقبل في جلسة علنية",
    "طلاب المدرسة الصناعية يصنعون سيارة تعمل بالشمس",
    "افتتاح معرض الخط العربي في قاعة المكتبة العامة",
)


def read(html: str | bytes) -> Article:
    return extract(html, url=URL, tz="Asia/Amman", now=NOW)


def check(
    article: Article,
    *,
    day: date | None = None,
    authors: tuple[str, ...] = (),
    text: tuple[str, ...] = TEXT,
    title: str = TITLE,
) -> None:
    assert article.text.split("\n") == list(text)
    assert article.title == title
    assert article.published == (day.isoformat() if day else None)
    assert article.authors == list(authors)


def menu(*labels: str, color: str = "white") -> str:
    cells = (
        f'<td><a href="cat.php?c={i}"><font color="{color}">{label}</font></a></td>'
        for i, label in enumerate(labels)
    )
    return f'<table width="100%"><tr>{"".join(cells)}</tr></table>'


def links(*, start: int = 0, dated: str = "") -> str:
    return "".join(
        f'<tr><td><font size=2><a href="news.php?id={600 + i}">{line}</a>{dated}</font>'
        "</td></tr>"
        for i, line in enumerate(OTHERS[start:])
    )


def test_three_columns_with_comments_below() -> None:
    """Ticker, menu, a right and a left column; the readers' comments are rows of the
    table that holds the text."""
    comments = "".join(
        f"<tr><td><font size=2 color=navy>{who} - {day}</font><br><font size=2>{what}"
        "</font></td></tr>"
        for who, day, what in (
            ("أبو سامر", "03/06/2014", "الله يعطيهم العافية على هذا العمل الطيب"),
            (
                "بنت النخيل",
                "04/06/2014",
                "السوق صار أجمل لكن الأسعار ما زالت مرتفعة جدا.",
            ),
            ("قارئ", "04/06/2014", "نتمنى أن يرمموا المدرسة القديمة كما رمموا السوق"),
        )
    )
    html = f"""<html dir=rtl><head><title>واحة نت - {TITLE}</title></head>
    <body bgcolor=#eeeeee><center><table width=980 bgcolor=white>
    <tr><td colspan=3 height=90><font color=red size=5>واحة نت .. عين المدينة على الخبر
    الصادق السريع</font></td></tr>
    <tr><td colspan=3 bgcolor=#004400>{menu("الرئيسية", "محليات", "رياضة")}</td></tr>
    <tr><td colspan=3><marquee>{" *** ".join(OTHERS[:4])}</marquee></td></tr>
    <tr><td width=170 valign=top><table><tr><td><b>آخر الأخبار</b></td></tr>
    {links(dated="<br><font size=1>2 حزيران 2014</font>")}</table></td>
    <td width=620 valign=top><table width=100%>
    <tr><td><font size=1>الرئيسية &gt; محليات</font></td></tr>
    <tr><td align=center><font size=5 color=#800000><b>{TITLE}</b></font></td></tr>
    <tr><td><table width=100%><tr><td align=right><font size=2>كتب: سليم الحوراني
    </font></td><td align=left><font size=2>الاثنين 2 حزيران 2014</font></td></tr>
    </table></td></tr>
    <tr><td align=center><img src="up/512.jpg" width=300></td></tr>
    <tr><td><p align=justify><font size=4>{"<br><br>".join(TEXT)}</font></p></td></tr>
    <tr><td align=center><a href="print.php?id=512">طباعة</a> |
    <a href="send.php?id=512">أرسل إلى صديق</a> | قرئ 310 مرة</td></tr>
    <tr><td bgcolor=#eeeeee><b>آراء القراء في الموضوع</b></td></tr>{comments}
    </table></td>
    <td width=190 valign=top><table><tr><td bgcolor=#004400><font color=white>تصويت: هل
    تزور السوق القديم كل أسبوع؟</font></td></tr><tr><td><input type=radio> نعم <input
    type=radio> لا</td></tr><tr><td><font size=2>{OTHERS[4]}</font></td></tr>
    </table></td>
    </tr><tr><td colspan=3 align=center><font size=1>جميع الحقوق محفوظة لواحة نت 2014
    </font></td></tr></table></center></body></html>"""
    article = read(html.encode("cp1256"))
    check(article, day=date(2014, 6, 2), authors=("سليم الحوراني",))


def test_text_in_one_cell_with_br_and_a_title_that_names_the_site_alone() -> None:
    """The headline is told by the class of its cell; date and byline stand above it;
    the most read are a table in the same column, then a form."""
    html = f"""<html dir=rtl><head><title>شبكة أخبار الواحة</title></head><body>
    <table width=760 align=center><tr><td><img src=top.jpg></td></tr>
    <tr><td>{menu("الصفحة الأولى", "أخبار المدينة", "من نحن")}</td></tr></table>
    <table width=760 align=center><tr>
    <td width=560 valign=top>
      <table width=100%><tr><td class=date1>تاريخ الخبر: 07-03-2011</td></tr>
      <tr><td class=title1>{TITLE}</td></tr>
      <tr><td class=writer1>بقلم : رنا الصباغ</td></tr>
      <tr><td class=txt1><img src="pic/512.jpg" align=left>{"<br>".join(TEXT)}<br><br>
      </td></tr></table>
      <table width=100%><tr><td bgcolor=gray><b>الأكثر قراءة هذا الأسبوع</b></td></tr>
      {links()}</table>
      <form action=add.php><table><tr><td>اكتب تعليقك هنا ولن ينشر بريدك الإلكتروني في
      الموقع أبدا</td></tr><tr><td>الاسم</td><td><input name=n></td></tr><tr><td>
      <textarea></textarea></td></tr></table></form>
    </td>
    <td width=200 valign=top bgcolor=#ffffcc><table><tr><td><b>كلمة
    الأسبوع</b></td></tr>
    <tr><td><font size=2>نشكر كل من كتب إلينا من القراء في الأعياد ونعتذر عن التأخر في
    الرد على الرسائل، ونعد الجميع بأن نجيب عنها واحدة واحدة في الأيام المقبلة.</font>
    </td></tr></table></td></tr></table>
    <center><font size=1>تصميم وبرمجة شركة الأفق للحلول</font></center></body></html>"""
    check(read(html), day=date(2011, 3, 7), authors=("رنا الصباغ",))


def test_many_paragraphs_of_font_with_the_signature_below() -> None:
    """Every paragraph is a p with its font; the headline is red and in a center; date
    and author stand below the text."""
    paragraphs = "\n".join(
        f'<p align="right"><font face="Arial" size="4">{line}</font></p><img '
        'src="spacer.gif" height=5>'
        for line in TEXT
    )
    html = f"""<html dir=rtl><head><title>{TITLE} | جريدة الضفاف</title></head><body>
    <table width=100%><tr><td width=20% valign=top><table bgcolor=#ccffcc width=100%>
    <tr><td><font color=blue><b>أقسام الجريدة</b></font></td></tr>
    <tr><td><a href=c1.htm>أخبار المحافظات</a></td></tr>
    <tr><td><a href=c2.htm>مقالات وآراء</a></td></tr></table>
    <table><tr><td><b>إعلان</b><br>تعلن مكتبة السنابل عن تخفيضات كبيرة على الكتب
    المدرسية والقرطاسية بمناسبة العام الدراسي الجديد فسارعوا إلى زيارتنا.</td></tr>
    </table></td>
    <td width=60% valign=top>
    <center><font color=red size=6><b>{TITLE}</b></font></center><hr>
    {paragraphs}
    <p align=left><b>بقلم: هادي الشمري</b></p>
    <p align=left><font size=2 color=gray>نشر بتاريخ: الأحد 6 آذار 2016</font></p><hr>
    <table width=100%><tr><td><a href="p.php?512">نسخة للطباعة</a></td><td>
    <a href="javascript:history.back()">عودة</a></td></tr></table>
    <table border=1 width=100%><tr><td colspan=2>مواضيع أخرى</td></tr>{links(start=1)}
    </table></td>
    <td width=20% valign=top><table><tr><td>عدد زوار الموقع اليوم من جميع البلدان: 4410
    </td></tr></table></td></tr></table></body></html>"""
    check(read(html), day=date(2016, 3, 6), authors=("هادي الشمري",))


def test_the_old_site_of_a_ministry() -> None:
    """Menus are cells with links of many words; the headline is a strong in a span;
    the title of every page is the ministry's."""
    services = "".join(
        f"<tr><td class=m1><a href=s{i}.asp>{line}</a></td></tr>"
        for i, line in enumerate(
            (
                "تعليمات منح التراخيص للمشاتل والمزارع الخاصة",
                "دليل المواطن إلى خدمات مديريات الزراعة في المحافظات",
                "نشرة الأسعار اليومية في أسواق الجملة المركزية",
            )
        )
    )
    html = f"""<html dir=rtl><head><title>الموقع الرسمي لوزارة الأسواق والبلديات</title>
    </head><body><table width=900 align=center><tr><td colspan=2><font size=4>بسم الله
    الرحمن الرحيم<br>وزارة الأسواق والبلديات ترحب بكم في موقعها الرسمي على الشبكة</font>
    </td></tr><tr><td width=220 valign=top><table>{services}</table></td>
    <td valign=top><table width=100% cellpadding=8><tr><td><span class=style3><strong>
    {TITLE}</strong></span></td></tr>
    <tr><td><span class=style5>بتاريخ 12/4/2012</span></td></tr>
    <tr><td><div align=justify><font color=#333333>{"<br /><br />".join(TEXT)}</font>
    </div></td></tr><tr><td align=left><a href=news.asp>أرشيف الأخبار</a></td></tr>
    </table></td></tr>
    <tr><td colspan=2><font size=1>جميع الحقوق محفوظة لوزارة الأسواق والبلديات ويسمح
    بالنقل عنها مع ذكر المصدر والرابط الإلكتروني.</font></td></tr></table>
    </body></html>"""
    check(read(html), day=date(2012, 4, 12))


def test_a_row_for_each_paragraph_and_comments_longer_than_the_text() -> None:
    """Comments are tables of their own in the text's column, and hold more words."""
    rows = "".join(f"<tr><td><font size=4>{line}</font></td></tr>" for line in TEXT)
    comment = (
        "أنا من سكان الحي منذ أربعين سنة وأعرف السوق قبل أن يحترق، وكان أجمل "
        "مما هو الآن "
        "بكثير، ولو سألوا أهل الحي لدلوهم على الصور القديمة. وأرجو أن تعيد البلدية "
        "النافورة التي كانت في وسطه، فقد كنا نشرب منها ونحن صغار في طريق المدرسة."
    )
    comments = "".join(
        f"<table width=100% border=1><tr><td width=30%>{who}</td><td>{day}</td>"
        "</tr><tr>"
        f"<td colspan=2>{comment} {who}.</td></tr></table>"
        for who, day in (
            ("أم خالد", "2013-05-09 10:20"),
            ("زائر", "2013-05-09 12:01"),
            ("ابن السوق", "2013-05-10 08:15"),
        )
    )
    html = f"""<html dir=rtl><head><title>{TITLE}</title></head><body><table width=950>
    <tr><td>{menu("الرئيسية", "اقتصاد", "مجتمع", "اتصل بنا")}</td></tr><tr><td>
    <table><tr><td width=650 valign=top><table width=100%>
    <tr><td><b><font size=5>{TITLE}</font></b></td></tr>
    <tr><td>2013-05-08 | الكاتب: وائل الدباغ</td></tr>{rows}</table>
    <table width=100%><tr><td bgcolor=#ddd>التعليقات على الخبر (3)</td></tr></table>
    {comments}</td><td width=300 valign=top><table><tr><td><b>من الأرشيف</b></td></tr>
    {links()}</table></td></tr></table></td></tr></table></body></html>"""
    check(read(html), day=date(2013, 5, 8), authors=("وائل الدباغ",))


def test_a_short_text_beside_a_long_word_of_the_editor() -> None:
    """The left column holds more prose than the article, and no link; rules for
    comments and a form stand below the text."""
    word = (
        "أيها القراء الكرام، نطفئ اليوم شمعة موقعنا الخامسة ونحن أكثر ثقة بكم "
        "وبما نقدمه "
        "إليكم كل يوم من أخبار مدينتنا وقراها. لقد بدأنا بثلاثة متطوعين وحاسوب "
        "واحد قديم، "
        "وصرنا اليوم عشرين كاتبا ومصورا في كل حي من أحياء المدينة. ولم نقبض من "
        "أحد درهما، "
        "ولم ننشر خبرا لم نتحقق منه بأنفسنا. وسنبقى على العهد ما دمتم معنا، "
        "تكتبون إلينا "
        "وتصححون أخطاءنا وتحملون أخبارنا إلى أصدقائكم وأهلكم في بلاد الاغتراب."
    )
    html = f"""<html dir=rtl><head><title>مرآة المدينة</title>
    <meta property="og:title" content="{TITLE}"></head><body>
    <table align=center width=1000><tr><td colspan=2><img src=logo.gif></td></tr>
    <tr><td valign=top width=350 bgcolor=#fafad2><table><tr><td><b>كلمة المحرر</b></td>
    </tr><tr><td>{word}</td></tr></table></td>
    <td valign=top><table><tr><td><b>{TITLE}</b></td></tr>
    <tr><td>أضيف في : 2014-05-02</td></tr>
    <tr><td>{TEXT[0]}<br>{TEXT[1]}</td></tr></table>
    <table><tr><td><font color=red>تنبيه: التعليقات المنشورة تعبر عن رأي
    أصحابها ولا تعبر
    عن رأي الموقع</font></td></tr><tr><td><form><input
    name=a><textarea></textarea></form>
    </td></tr></table></td></tr></table></body></html>"""
    check(read(html), day=date(2014, 5, 2), text=TEXT[:2])


def test_summaries_of_other_news_below_the_text() -> None:
    """Behind the text stand the section's other articles, with a summary each; the
    headline is cut in the title."""
    others = "".join(
        f"<tr><td><b><a href=n{i}.htm>{line}</a></b><br>{TEXT[2]} {TEXT[3]}<br>"
        f"<a href=n{i}.htm>التفاصيل</a></td></tr>"
        for i, line in enumerate(OTHERS[:4])
    )
    html = f"""<html dir=rtl><head><title>{TITLE[:30]}... - بوابة الواحة</title></head>
    <body><table width=900><tr><td width=180 valign=top>{menu("أخبار", "صور")}</td>
    <td valign=top><table width=100%><tr><td><font size=5 color=green>{TITLE}</font><br>
    <font size=2>السبت 18 تموز 2015</font></td></tr><tr><td><div align=right>{TEXT[0]}
    </div><div align=right>{TEXT[1]}</div><div align=right>{TEXT[3]}</div></td></tr>
    </table><table width=100%><tr><td bgcolor=#cccccc>أخبار
    القسم</td></tr>{others}</table>
    </td></tr></table></body></html>"""
    check(read(html), day=date(2015, 7, 18), text=(*TEXT[:2], TEXT[3]))


def in_cell(head: str, body: str, *, title: str = TITLE, below: str = "") -> str:
    """A page of two columns; the article's is one cell without a table in it."""
    return f"""<html dir=rtl><head><title>{title}</title></head><body>
    <table width=800><tr><td colspan=2><font size=6><b>صدى الوادي .. صوت القرى والبوادي
    </b></font></td></tr><tr><td width=200><table><tr><td><b>مختارات</b></td></tr>
    {links()}</table></td><td valign=top>{head}{body}<hr>{below}</td></tr></table>
    </body></html>"""


def test_text_goes_on_behind_a_link() -> None:
    paragraphs = [f"<p align=justify>{line}</p>" for line in TEXT]
    link = '<p><a href="news.php?id=9">صور: السوق القديم كما كان قبل الحريق</a></p>'
    article = read(
        in_cell(
            f"<center><b>{TITLE}</b></center>",
            "".join([*paragraphs[:2], link, *paragraphs[2:]]),
            below=f"<p><a href=a.php>{OTHERS[0]}</a></p><p>{OTHERS[1]} {OTHERS[2]}</p>",
        )
    )
    check(article)


def test_comments_below_in_paragraphs_of_the_same_kind() -> None:
    article = read(
        in_cell(
            f"<center><b>{TITLE}</b></center>",
            "".join(f"<p>{line}</p>" for line in TEXT),
            below="<p>سامية - 04/06/2014</p><p>هذا أجمل خبر قرأته منذ سنوات عن حينا "
            "القديم وأهله الطيبين.</p>",
        )
    )
    check(article)


def test_a_headline_of_two_words_and_a_motto_in_larger_letters() -> None:
    article = read(
        in_cell(
            "<p><span class=s4>عودة السوق</span></p>",
            "<br><br>".join(TEXT),
            title="صدى الوادي - عودة السوق",
        )
    )
    check(article, title="عودة السوق")


def test_the_larger_line_is_the_headline_where_no_title_tells_it() -> None:
    """A section stands above it in bold letters, and the site's motto is larger."""
    article = read(
        in_cell(
            f"<b>أخبار المدن والقرى</b><br><font size=5>{TITLE}</font><br>",
            "<br><br>".join(TEXT),
            title="صدى الوادي",
        )
    )
    check(article)
    assert article.sources["title"] == "bold"


def test_style_attributes_tell_size_and_weight() -> None:
    article = read(
        in_cell(
            "<div style='font-size: 14px'>تفاصيل الخبر كاملة</div>"
            f"<div style='font-weight:bold; font-size:22px'>{TITLE}</div>",
            "<div>" + "<br>".join(TEXT) + "</div>",
            title="صدى الوادي",
        )
    )
    check(article)


def test_the_text_is_found_where_the_headline_is_a_picture() -> None:
    article = read(in_cell("<img src=h512.gif>", "<br>".join(TEXT), title="صدى الوادي"))
    check(article, title="صدى الوادي")


def test_a_table_of_prices_is_text() -> None:
    prices = "".join(
        f"<tr><td>{what}</td><td>{much}</td></tr>"
        for what, much in (("البندورة", "30 قرشا"), ("الخيار", "45 قرشا"))
    )
    article = read(
        in_cell(
            f"<center><b>{TITLE}</b></center>",
            f"<div>{'<br>'.join(TEXT)}</div><table border=1>{prices}</table>",
        )
    )
    check(article, text=(*TEXT, "البندورة 30 قرشا", "الخيار 45 قرشا"))


def test_a_headline_of_many_words_above_its_column_again() -> None:
    title = "بلدية النخيل تعيد اليوم فتح سوق الخضار القديم بعد ترميمه ثلاث سنوات"
    html = in_cell(f"<b>{title}</b><br>", "<br>".join(TEXT), title=title)
    html = html.replace(
        "<table width=800>", f"<table width=800><tr><td>{title}</td></tr>"
    )
    check(read(html), title=title)


LIST = (
    "الأول: دكان الصابون، وفيه ميزان من عام 1871.",
    "الثاني: دكان الفخار.",
    "الثالث: دكان النحاس في آخر السوق.",
)
LAST = "ويعود ريع الأيام الثلاثة إلى صندوق يرمم دكاكين الباعة المسنين في السوق."


@pytest.mark.parametrize("subhead", ["كتب الأطفال أولا", "الباعة القدامى", ""])
@pytest.mark.parametrize("kind", ["ul", "ol"])
def test_a_list_between_paragraphs_of_a_cell(kind: str, subhead: str) -> None:
    """Neither p nor li is closed, and the text goes on behind the list."""
    paragraphs = [f"<P ALIGN=JUSTIFY><FONT SIZE=4>{line}</FONT>" for line in TEXT]
    if subhead:
        paragraphs.insert(
            2, f"<P ALIGN=CENTER><FONT COLOR=#000080><B>{subhead}</B></FONT>"
        )
    items = "<LI>".join(f"<FONT SIZE=4>{line}</FONT>" for line in LIST)
    article = read(
        in_cell(
            f"<center><b>{TITLE}</b></center><p><b>كتب: سليم الحوراني</b></p>",
            "".join(paragraphs)
            + f"<{kind}><LI>{items}</{kind}>"
            + f"<P ALIGN=JUSTIFY><FONT SIZE=4>{LAST}</FONT>",
            below=f"<p><a href=a.php>{OTHERS[0]}</a></p><ul><li>{OTHERS[1]}</ul>",
        )
    )
    first, second, *others = TEXT
    between = [subhead] if subhead else []
    check(
        article,
        authors=("سليم الحوراني",),
        text=(first, second, *between, *others, *LIST, LAST),
    )
