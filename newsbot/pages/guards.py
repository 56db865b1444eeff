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
# Words that such a title may have besides.
BESIDE = frozenset(fold("404 error page خطأ عذرا oops sorry").split())
