"""The words in which articles say how they were made: one pattern for each kind of evidence.

The patterns are matched on folded text. They are written as phrases: `*` stands for any ending of a word, `~` for an
article (ال) that may be there, `…` for up to four words. Particles written together with an Arabic word (و ف ب ل ك س
and the article) may stand before a phrase, so one stem covers its inflected forms.
"""

from __future__ import annotations

import re
import unicodedata

_FOLDS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ـ": None}
    | dict.fromkeys("“”«»„", '"')
    | dict.fromkeys("‘’ʼ`", "'")
    | dict.fromkeys("–—−‑", "-")
    | {chr(c): None for c in (*range(0x64B, 0x660), 0x670, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0xAD)}
    | {chr(c): None for c in (*range(0x2066, 0x206A), 0xFEFF)}
)


def fold(text: str) -> str:
    """A copy to match on: compatibility forms, lower case, no vowel signs or invisible marks, one form per letter."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(plain.translate(_FOLDS).split())


_PARTICLES = "(?:[وف]?(?:بال|كال|لل|ال|[بلكس])?)"


def phrases(*lines: str) -> re.Pattern[str]:
    """A pattern for any of the phrases, which are separated by bars."""
    found = (phrase.strip() for line in lines for phrase in line.split("|"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_phrase, filter(None, found)))})(?!\w)")


def _phrase(phrase: str) -> str:
    body = re.escape(phrase).replace(r"\*", r"\w*").replace("\\~", "(?:ال)?").replace("~", "(?:ال)?")
    body = body.replace(r"\ …\ ", r" (?:\S+ ){0,4}?").replace(" … ", r" (?:\S+ ){0,4}?")
    return (_PARTICLES if "\u0600" < phrase.lstrip("~")[:1] < "\u0700" else "") + body


_ARTICLE_AR = (
    "مقال مقاله مقالات خبر تقرير نص ماده محتوي قصه موضوع ترجمه نسخه صفحه تحقيق تحليل حوار تدوينه ملخص منشور نشره بيان"
)
_ARTICLE_EN = (
    "article story report text translation piece content page version post summary copy dispatch item transcript"
)
SELF = phrases(
    *(f"هذا ال{noun} | هذه ال{noun}" for noun in _ARTICLE_AR.split()),
    "هذا نص | هذا مقال | هذا خبر | هذه نسخه | هذه ترجمه | هذه ماده | هذه مقاله",
    *(f"this {noun} | this … {noun}" for noun in _ARTICLE_EN.split()),
)
"""The article, speaking of itself."""

TRANSLATION = phrases(
    "ترجم* | يترجم* | تترجم* | نترجم* | مترجم* | مترجمه | تعريب* | نقل* الي العربيه",
    "نقل* الي اللغه العربيه",
    "translat* | machine-translat* | ai-translat* | auto-translat* | retranslat*",
)
MAKING = phrases(
    "انشا* | انشي* | انتاج* | انتج* | توليد* | مولد* | ولد* | كتابه* | كتابت* | كتب* | مكتوب*",
    "اعداد* | اعد | اعدت",
    "صياغ* | صيغ* | تلخيص* | لخص* | نشر* | تحرير* | انجز*",
    "generat* | creat* | produc* | written | writ* | draft* | summaris* | summariz* | prepar*",
    "publish* | made",
    "assist* | ai-generated | ai-assisted",
)
MACHINE = phrases(
    "~ذكاء ~اصطناعي* | ~ذكاء ~صناعي | ~ذكاء ~توليدي | اليا | اوتوماتيكي* | تلقاييا",
    "ترجمه اليه | ترجمه الاليه | ترجمه ال اليه | ترجمه … اليه | ترجمه تلقاييه | مترجم الي",
    "المترجم الالي | تعريب الي",
    "بشكل الي | بصوره اليه | بطريقه اليه | نظام الي | بشكل تلقايي | بشكل كامل اليا",
    "مترجم* الاليه | الاليه | الالي",
    "نموذج لغوي | نموذج* لغه | نماذج لغويه | نماذج ~لغه | نماذج ~لغويه | خوارزمي* | روبوت*",
    "تعلم الاله | تعلم الالي",
    "برنامج ~ترجمه | برامج ~ترجمه | برمجيه ~ترجمه | برمجيات ~ترجمه | تطبيق ~ترجمه",
    "تطبيق* ~ترجمه",
    "اداه ~ترجمه | ادوات ~ترجمه | برنامج للترجمه | اداه للترجمه | ادوات للترجمه | محرك ~ترجمه",
    "شات جي بي تي | تشات جي بي تي | جي بي تي | شات جيبيتي | ديب ال | ديبل | جيميناي | جيميني",
    "كوبايلوت | كلود",
    "مترجم جوجل | مترجم غوغل | مترجم قوقل | ترجمه جوجل | ترجمه غوغل | ترجمه قوقل | جوجل ~ترجمه",
    "غوغل ~ترجمه",
    "جوجل ترانسل* | غوغل ترانسل* | جوجل للترجمه | غوغل للترجمه",
    "chatgpt* | chat gpt* | gpt* | openai | deepl | google | google translate | gemini | claude",
    "copilot | llama",
    "mistral | yandex | microsoft translator | bing translator | systran | amazon translate",
    "artificial intelligence | generative | ai | a.i. | ai-* | llm | llms | language model",
    "language models | neural",
    "machine* | automat* | auto-translat* | computer | computer-* | software | algorithm* | bot",
    "bots | mt",
    "translation tool | translation tools | translation engine",
)
"""Whatever is not a human being."""

REVIEW = phrases(
    "للتحرير | مراجع* | راجع* | روجع* | يراجع* | تراجع* | تدقيق* | دقق* | يدقق* | مدقق* | تنقيح* | نقح*",
    "منقح* | تحريره* | تحريرها",
    "تحرير بشري | تحريرا | حررها | حرره | حررت* | محرره | اشراف* | تصحيح* | صحح* | تحقق* | تاكد*",
    "تدخل | تدخلات | رقابه",
    "review* | proofread* | proof-read* | check* | verif* | supervis* | vetted | approv*",
    "revis* | fact-check* | oversight",
    "intervention | involvement | involved | edited | edit | edits | editing | post-edited",
    "post-editing | postedited",
    "copy-edited | subedited | copyedited | editorially | signed off",
)
UNREVIEWED = phrases("unreviewed | unedited | unchecked | unverified | unrevised")
HUMAN = phrases(
    "محرر* | صحفي* | صحافي* | بشري* | ~بشر | انسان* | انساني* | مترجمين | مترجمون | مترجمينا",
    "مدققين | مدققون | مدقق",
    "مختص* | متخصص* | خبير | خبراء | زميل* | زملاء | فريق* | قسم | اداره ~تحرير | هييه ~تحرير",
    "طاقم* | تحريري* | يدوي*",
    "human* | editor* | journalist* | reporter* | translator* | linguist* | people | person",
    "staff | team | newsroom",
    "desk | editorial* | native speaker* | professional*",
)
DENIAL = phrases(
    "دون | بدون | بلا | لم | لن | غير | ليس* | ليست | عدم | قيد | ستتم | سيتم | بانتظار | ستخضع",
    "سيخضع",
    "without | not | no | never | nor | lacks | hasn't | wasn't | haven't | isn't | pending",
    "awaiting | before any | will",
)
CONTRAST = phrases("بل | لكن | لكنها | لكنه | ثم | but | then | however | though")

_SAYING = "قال اضاف اكد اوضح ذكر اشار اعلن صرح افاد كشف اعتبر زعم حذر طالب دعا توقع شدد وصف ابلغ انتقد راي"
REPORTED = phrases(
    *(f"{verb} | {verb}ت | {verb}وا | {verb}ا" for verb in _SAYING.split()),
    "يقول* | تقول* | يضيف | تضيف | يوكد* | توكد* | يذكر | يشير* | تشير* | يعلن | تعلن | يري",
    "تري | يعتقد* | تعتقد | قوله*",
    "said | says | say | told | announced | argue | argues | argued | warned | claimed | claims",
    "added | believe | believes",
    "complained | sued | asked | denied | insisted | noted | according to the | according to a",
)
"""Somebody's words: news about translation, not a notice of it."""

OPENING = re.compile(
    r"^[\W_]*(?:(?:ملاحظه|ملحوظه|تنويه|تنبيه|توضيح|اشاره|اخلاء (?:ال)?مسووليه"
    r"|ملاحظه (?:من )?(?:ال)?(?:محرر|تحرير)"
    r"|عن هذا المقال|editor'?s'? note|translator'?s'? note|note(?: to readers)?|nb|ai notice"
    r"|ai disclosure|disclaimer"
    r"|disclosure|notice|about this (?:article|story|translation))\s*[:.|\-]?\s*)?[\W_]*"
)
"""What may stand before a notice: bullets, brackets and a label."""

SPEAKS_OF_ITSELF = phrases(
    "تم | تمت | يتم | تتم | جري | جرت | لم | لن | لا | استخدم* | استعن* | استعان* | استعين* | نستخدم",
    "يستخدم | نستعين | نعتمد | اعتمد* | تولي* | اشرف*",
    "ترجم* | مترجم* | نشر* | اعد* | كتب* | انتج* | انشي* | انشا* | صيغ* | قام* | ساعد* | ساهم*",
    "اسهم* | شارك* | حرر* | راجع*",
    "روجع* | دقق* | خضع* | نقل* | ولد* | لخص* | هذا | هذه | مقال* | نص | خبر | ترجمه* | ماده",
    "محتوي | تقرير | مساعده* | واسطه",
    "استخدام | اشراف | بعد | دون | بدون | مراجعه | تدقيق | تحرير | اعداد | تعريب | لقد | قد",
    "ذكاء | في ترجمه | انجز* | نود",
    "this | these | the | an | a | translat* | machine* | ai | ai-* | auto* | we | our",
    "artificial | chatgpt | deepl | google",
    "review* | edited | human | proofread | checked | published | produced | generated | written",
    "created | prepared | no",
    "without | not | it | parts | some | portions | please note | while | although | with",
    "using | content",
)
"""First words of a sentence that speaks of its own making."""

AUXILIARY = phrases("تم | تمت | جري | جرت | قد | لقد | يتم | تتم")
UNTOLD = phrases("نص | مقال | مقاله | خبر | تقرير | ماده | محتوي | not | yet | been | text | article | story | content")
"""What may stand before the verb: the article without `this`, a denial."""

GOES_ON = phrases(
    "بواسطه | مساعده | استخدام | استعمال | عبر | من | عن | الي | دون | بدون | ثم | مع | بعد",
    "تحت | تمت | تم | غير | جري",
    "روجع* | راجع* | دقق* | حرر* | بذكاء | تصرف | فريق | النص | المقال | الخبر | التقرير",
    "المقاله | الماده",
    "by | with | using | from | into | via | through | and | without | courtesy | provided",
    "powered | but | then | not",
)
"""What may follow the verb or noun of translation where the article itself goes unnamed."""

ERRATA = phrases(
    "قد … اخطاء | قد … خطا | قد … هفوات | قد … عدم دقه | ربما … اخطاء | يمكن … اخطاء",
    "قد … بعض الاخطاء",
    "للابلاغ عن | ابلغونا | اخبرونا | راسلونا | نعتذر عن | نرحب بملاحظات* | اذا وجدت خطا",
    "اذا لاحظت | في حال وجود خطا",
    "النص الاصلي | المقال الاصلي | النسخه الاصليه | النسخه الانجليزيه | النص الانجليزي",
    "النسخه الانكليزيه | اللغه الاصليه",
    "may contain … errors | may contain … inaccuracies | may include … errors",
    "could contain … errors | may have … errors",
    "might contain … errors | can contain … errors | may contain mistakes | may not be accurate",
    "may be inaccurate",
    "report an error | report errors | spotted an error | spot an error | found an error",
    "see an error | notice an error",
    "original article | original version | original text | original story | english version",
    "original english",
    "apologise for any | apologize for any | regret any",
)
"""What goes with a notice: that there may be mistakes, whom to tell, where the original is."""

POINTER = phrases(
    "يرجي | نرجو | رجاء | مزيد | اطلع* | راجع* | مراجعه | مراجعته | انظر | رجوع | عوده | اطلاع",
    "زياره | زوروا | قراءه | اقرا*",
    "اضغط* | انقر* | وفقا | تطبق | تسري | معرفه | تعرف | تفاصيل",
    "please | see | read | refer | visit | click | for more | for further",
    "for full | for details | subject",
    "governed | apply | learn | view | find out | consult | in accordance | in line",
    "باستخدامك* | استخدامك* | استخدام هذا | استخدام ~موقع | by using | by continuing | use of this",
    "more information",
)
TERMS = phrases(
    "شروط و ~احكام | شروط واحكام | شروط والاحكام | شروط ~استخدام | شروط ~خدمه | شروط ~نشر",
    "~شروط الخاصه | احكام و ~شروط",
    "احكام والشروط | سياسه ~خصوصيه | سياسه ~تحرير* | سياسه ~نشر | سياسه ~استخدام | سياسه ~ذكاء",
    "سياسه ~ترجمه | سياسه ~موقع",
    "سياسات ~نشر | سياسات ~تحرير* | سياستنا* | سياساتنا* | ميثاق ~شرف | ميثاق ~تحرير*",
    "دليل ~تحرير* | معاييرنا* | معايير ~تحريريه",
    "اخلاء ~مسووليه",
    "terms and conditions | terms & conditions | terms of use | terms of service",
    "privacy policy | editorial policy",
    "editorial policies | editorial guidelines | editorial standards | ai policy | ai guidelines",
    "corrections policy",
    "our policy | our policies | our guidelines | our standards | our terms | disclaimer",
    "ai principles",
)
STANDARDS = phrases(
    "trust principles | مبادي تومسون رويترز | مبادي طومسون رويترز | مبادي الثقه | معايير ~تحريريه لرويترز"
)

COPYRIGHT = re.compile(
    r"^\W*(?:©|\(c\) ?\d|c\. ?\d{4}|copyright\b|حقوق (?:ال)?(?:نشر|طبع|ملكيه|بث)|(?:جميع|كافه"
    r"|كل) (?:ال)?حقوق)"
    r"|©|\ball rights reserved\b|(?:جميع|كافه|كل) (?:ال)?حقوق (?:\w+ ){0,2}محفوظه"
    r"|^\W*(?:يحظر|يمنع|لا يجوز|لا يسمح) (?:\w+ ){0,3}(?:نشر|نسخ|استخدام|توزيع)"
    r"|\bmay not be (?:published|reproduced|republished|copied|redistributed|broadcast)\b"
)
_WHERE_TO = (
    r"(?:نشرت|النشره|قنات|قناه|واتس|تلغرام|تليغرام|تيليجرام|تويتر|فيسبوك|فيس بوك|انستغرام"
    r"|انستجرام|يوتيوب|منصه|منصات|تطبيق"
    r"|بريد|google|جوجل|غوغل|حساب|صفحت|اصدقا|رايك|موقعنا|مواقع التواصل|هنا)"
)
MORE = re.compile(
    r"^\W*(?:"
    r"و?(?:اقرا|اقراوا|اقرووا|اقروا|طالع|طالعوا|شاهد|شاهدوا|استمع|تصفح)\W*(?:ايضا|كذلك|المزيد"
    r"|لنا|في الملف|الفيديو)(?!\w)"
    r"|(?:اقرا|شاهد|طالع|اقراوا)\s*:"
    r"|(?:لقراءه المزيد|للمزيد من (?:الاخبار|المقالات|التقارير)|المزيد (?:من|عن|حول) |مواضيع (?:ذات|متعلق|قد)"
    r"|اخبار (?:ذات صله|متعلقه)|مقالات (?:ذات صله|متعلقه|اخري)|روابط ذات|قد (?:يهمك|تهمك|يعجبك)|ذات صله)"
    r"|(?:تابع|تابعوا|تابعونا|انضم|انضموا|اشترك|اشتركوا|سجل|سجلوا|حمل|حملوا|نزل|نزلوا|شاركنا"
    r"|شاركونا|شاركوا|لا تنسوا)"
    rf" .{{0,60}}{_WHERE_TO}"
    rf"|(?:للاشتراك|للتسجيل|لمتابعتنا|لمتابعه|للتواصل|للحصول علي) .{{0,60}}{_WHERE_TO}"
    r"|(?:اضغط|انقر|اضغطوا|انقروا) (?:هنا|علي)"
    r"|(?:read|see) (?:more|also|next|the (?:original|full)|our)\b|also read\b|more on this\b|see also\b"
    r"|related(?: (?:stories|articles|news|links|content|coverage|topics))?\s*(?::|$)|(?:read|watch"
    r"|listen)\s*:"
    r"|more (?:from|stories|news) |you (?:may|might) also (?:like|be)|recommended (?:for|reading|stories)"
    r"|top stories\W*$"
    r"|(?:sign up|subscribe) (?:to|for|here|now)\b|follow (?:us|our|\w+ on)\b|join (?:us|our"
    r"|the conversation)\b"
    r"|download (?:our|the \w+ app)|click here|get (?:the latest|our|in touch)|share this (?:article|story)"
    r"|(?:contact|email) us\b|for (?:more|further) (?:news|stories|information|details)\b"
    r"|(?:got|have|do you have) (?:a|any) (?:\w+ ){0,2}(?:tips?|story|stories|questions?)\b"
    r")"
)
HEADING = re.compile(
    r"^\W*(?:اقرا|اقراوا|شاهد|طالع|مواضيع|اخبار|مقالات|روابط|المزيد|قد|ذات|read|see|also"
    r"|related|more|you|recommended|top)"
    r"(?: \w+){0,4}\W*$"
)
"""A line that only announces other articles."""

END = re.compile(
    r"^[\W_]*(?:انتهي|النهايه|ends?|-30-)(?:[\W_]+(?:\d[\d:.]*|gmt|ت ?م"
    r"|[a-z\u0621-\u064a](?!\w)))*[\W_]*$|^[#*\-=_.~ ]{3,}$"
    r"|^[\s(]*[a-z]{2,4}(?:[-/][a-z]{2,4})*/[a-z]{2,4}(?:[-/][a-z]{2,4})*\W*$"
)
"""End marks, and the initials agencies close with (`bur-jd/ach/spm`)."""

DATED = re.compile(
    r"^\W*(?:نشر|نشرت|تم النشر|تاريخ النشر|اخر تحديث|تم التحديث|تحديث|حدث|published|posted"
    r"|updated|last (?:updated|modified)"
    r"|first published|\d+ min(?:ute)?s? read|(?:مده|وقت|زمن) القراءه)(?:\W+(?:on|at|in|في"
    r"|بتاريخ|يوم|الساعه))?\W+.{0,16}\d.{0,50}$"
    r"|^\W*\d+ min(?:ute)?s? read\W*$|^\W*قراءه \d+ دقايق\W*$"
)

STAFF_EN = re.compile(
    r"^\W*(?:additional |further )?(?:reporting|writing|editing|compiled|photography|photos?"
    r"|graphics?|edited|written"
    r"|produced)(?: and (?:writing|editing|reporting))?(?: by\b:? ?|: ?)"
)
STAFF_AR = re.compile(
    r"^\W*(?:تغطيه(?: صحفيه| صحافيه| اضافيه)?|شارك(?:ت)? في (?:ال)?(?:تغطيه|اعداد|تحرير)"
    r"|(?:ال)?(?:اعداد|تحرير|ترجمه|كتابه|كاتب|محرر|مترجم)|بقلم|كتب|كتبت|كتبه|كتبته)"
    r"(?: ?: ?| - ?| (?=[^.:]{3,80}(?:للنشره العربيه|- ?تحرير|؛ ?تحرير)))"
    # These open headlines, too; a name has three words at most.
    r"|^\W*(?:تقرير|مراسله|تصوير|صوره|الصوره|متابعه) ?: ?(?:\S+ ?){1,3}$"
)
BYLINE = re.compile(r"^\W*(?:by|بقلم) [^\W\d_][^.:;!?؟]{2,80}$")
CONTRIBUTED = phrases(
    *(
        f"{verb} … {about}"
        for verb in ("ساهم*", "اسهم*", "شارك*", "ساعد*", "مساهمه", "مشاركه")
        for about in (
            "هذا ال*",
            "هذه ال*",
            "~تقرير",
            "اعداد … ~تقرير",
            "اعداد … ~خبر",
            "اعداد … ~مقال*",
            "~تغطيه",
            "اعداد … ~ماده",
        )
    ),
    "contribut* to this | contribut* to the report | contribut* reporting",
    "contribut* to this … report",
    "additional reporting by | with reporting | with files from | with inputs from",
    "with input from",
    "with material from | with contributions from | with agency inputs",
)
ORIGIN = phrases(
    "نقلا عن | بالاتفاق مع | بالتعاون مع | بترخيص من | باذن من | لاول مره في | لاول مره علي",
    "في الاصل في | في الاصل علي",
    "من اعداد | من انتاج | مقدم من | مقدمه من | مصدر هذا | مصدره | مصدرها | نشرته | نشرتها",
    "صادر عن | عن وكاله | من وكاله",
    "originally appeared | first appeared | originally published | first published",
    "was provided by | was produced by",
    "is published with | published with permission | republished from | republished with",
    "republished under | was written by",
    "syndicated | licensed from | is from | comes from | courtesy of | is part of",
    "was reported by | was originally | appeared on",
    "has been corrected | has been updated | was updated | was corrected | corrects | refiles",
    "adds | updates | removes",
)
CREDIT_FILLER = phrases(
    "مصدر | مصادر | وكاله | وكالات | انباء | للانباء | موقع | صحيفه | قناه | شبكه | مجله",
    "متابعات | مواقع | خاص | تصرف",
    "عن | من | نقلا | صوره | صور | و | نسخه | عربيه | انجليزيه | دوليه | عالميه | خدمه | حقوق",
    "غيتي | الفيديو",
    "source | sources | credit | credits | photo | image | via | from | by | and | the | agency",
    "agencies | news | with | wire",
    "wires | staff | service | writer | contributors | getty | images | file",
)
