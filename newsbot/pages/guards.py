"""What gives away pages that stand in the way: the table of marks and titles."""

from __future__ import annotations

from newsbot.arabic.text import fold

# Headers by which a guard says itself that its page is not the site's (documented by
# Cloudflare, AWS WAF and Vercel): name in lower case → values.
HEADERS = {
    "cf-mitigated": ("challenge",),
    "x-amzn-waf-action": ("challenge", "captcha"),
    "x-vercel-mitigated": ("challenge", "deny"),
}

# What is in a challenge page and in no page behind it → whose it is. Cloudflare's
# "cdn-cgi/challenge-platform/scripts" and "__CF$cv$params" are in ordinary pages.
CHALLENGES = {
    "_cf_chl_opt": "Cloudflare",
    "/cdn-cgi/challenge-platform/h/": "Cloudflare",
    "cf-browser-verification": "Cloudflare",
    'id="cf-error-details"': "Cloudflare",
    "px-captcha": "HUMAN",
    "captcha-delivery.com": "DataDome",
    "_Incapsula_Resource": "Imperva",
    "sucuri_cloudproxy_js": "Sucuri",
    "/.well-known/ddos-guard/": "DDoS-Guard",
    "AwsWafIntegration": "AWS WAF",
    "/_sec/cp_challenge/": "Akamai",
    "sec-if-cpt-container": "Akamai",
    "anubis_challenge": "Anubis",
    "/.well-known/vercel/security/": "Vercel",
    "wsidchk": "Imunify360",
    "__jsl_clearance": "Jiasule",
    "g-recaptcha": "reCAPTCHA",
    "h-captcha": "hCaptcha",
    "cf-turnstile": "Cloudflare Turnstile",
}

# Whole titles or headings, folded: never words inside of one.
TITLES = {
    "challenge": (
        "just a moment|attention required|please wait|one moment please|access denied"
        "|checking your browser|checking your browser before accessing|ddos guard"
        "|are you a robot|robot check|bot verification|security check"
        "|human verification|vercel security checkpoint|verify you are human"
        "|please verify you are a human|verifying your browser"
        "|pardon our interruption|you are being redirected"
        "|making sure you re not a bot|لحظة|لحظة واحدة|لحظة من فضلك|يرجى الانتظار"
        "|تحقق أمني|التحقق الأمني|التحقق من أنك لست روبوتا|تحقق من أنك إنسان"
        "|جار التحقق من المتصفح|جاري التحقق من المتصفح"
    ),
    "consent": (
        "before you continue|we value your privacy|your privacy|privacy settings"
        "|cookie consent|consent|قبل المتابعة|قبل أن تتابع|خصوصيتك تهمنا"
        "|نحن نقدر خصوصيتك|نحن نحترم خصوصيتك|إعدادات الخصوصية|ملفات تعريف الارتباط"
        "|الموافقة على ملفات تعريف الارتباط"
    ),
    "login": (
        "log in|login|sign in|signin|log in to continue|sign in to continue"
        "|log in to continue reading|subscribe to continue reading|subscribe to read"
        "|members only|تسجيل الدخول|سجل الدخول|سجل الدخول للمتابعة|دخول الأعضاء"
        "|سجل الدخول لمتابعة القراءة|للمشتركين فقط|اشترك لمتابعة القراءة"
    ),
    "not_found": (
        "not found|page not found|nothing found|page cannot be found"
        "|that page can t be found|the page you requested was not found"
        "|الصفحة غير موجودة|الصفحة المطلوبة غير موجودة|لم يتم العثور على الصفحة"
        "|لم نعثر على الصفحة|الصفحة التي تبحث عنها غير موجودة|لم يتم العثور على شيء"
        "|المقال غير موجود|الخبر غير موجود|صفحة غير موجودة|غير موجود"
    ),
}
# Whole titles or headings of what a server, WordPress or one of its plugins answers
# when it is broken, or shut for a while; folded.
_ERRORS = (
    "error establishing a database connection|database error|wordpress error"
    "|there has been a critical error on this website|wordpress database error"
    "|the site is experiencing technical difficulties|500 internal server error"
    "|internal server error|502 bad gateway|bad gateway|503 service unavailable"
    "|service unavailable|503 service temporarily unavailable"
    "|service temporarily unavailable|504 gateway time out|504 gateway timeout"
    "|gateway timeout|resource limit is reached|508 resource limit is reached"
    "|web server is down|account suspended|this account has been suspended"
    "|site suspended|website suspended|welcome to nginx|it works"
    "|apache2 ubuntu default page|apache2 debian default page"
    "|apache2 ubuntu default page it works|apache2 debian default page it works"
    "|test page for the apache http server|http server test page|index of"
    "|default web site page|iis windows server|iis windows|site under maintenance"
    "|under maintenance|down for maintenance|maintenance mode|scheduled maintenance"
    "|website under maintenance|this site is under maintenance|we ll be back soon"
    "|we will be back soon|we ll be right back|briefly unavailable for scheduled "
    "maintenance check back in a minute|خطأ في قاعدة البيانات"
    "|خطأ في إنشاء الاتصال بقاعدة البيانات|خطأ في الاتصال بقاعدة البيانات"
    "|خطأ أثناء الاتصال بقاعدة البيانات|حدث خطأ فادح في هذا الموقع|خطأ فادح"
    "|حدث خطأ خطير في هذا الموقع|الموقع يواجه صعوبات تقنية|ووردبريس خطأ"
    "|خطأ داخلي في الخادم|الخدمة غير متاحة|الخدمة غير متوفرة|الموقع تحت الصيانة"
    "|الموقع قيد الصيانة|الموقع في وضع الصيانة|تحت الصيانة|قيد الصيانة|وضع الصيانة"
    "|الموقع مغلق للصيانة|الموقع متوقف للصيانة|أعمال صيانة|نعود قريبا|سنعود قريبا"
    "|الموقع موقوف|الحساب موقوف|تم إيقاف هذا الحساب"
    "|غير متاح لفترة قصيرة بسبب أعمال الصيانة المجدولة تحقق مرة أخرى بعد دقيقة"
)
ERRORS = frozenset(map(fold, _ERRORS.split("|")))
# Of whole titles alone: a block of a page may have such a heading.
SHUT = frozenset(
    map(fold, "maintenance|error|coming soon|صيانة|الصيانة|خطأ".split("|"))
)

# Words that such a title may have besides.
BESIDE = frozenset(fold("404 error page خطأ عذرا oops sorry").split())
