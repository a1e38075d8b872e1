"""The words in which articles say how they were made: one pattern for each kind of evidence.

The patterns are matched on folded text. Their phrases are lists of `data/ar/notices.tsv` and `data/en/notices.tsv`: `*`
stands for any ending of a word, `~` for an article (ال) that may be there, `…` for up to four words. Particles written
together with an Arabic word (و ف ب ل ك س and the article) may stand before a phrase, so one stem covers its inflected forms.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from auditor.wordlists.folding import Fold
from auditor.wordlists.folding import fold as fold_letters
from auditor.wordlists.patterns import Pattern
from auditor.wordlists.tables import rows

_SIGNS = str.maketrans(
    dict.fromkeys("“”«»„", '"')
    | dict.fromkeys("‘’ʼ`", "'")
    | dict.fromkeys("–—−‑", "-")
    | {chr(c): None for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xAD, 0xFEFF)}
)


def fold(text: str) -> str:
    """A copy to match on: compatibility forms, lower case, no vowel signs or invisible marks, one form per letter."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(fold_letters(plain).translate(_SIGNS).split())


_PARTICLES = "(?:[وف]?(?:بال|كال|لل|ال|[بلكس])?)"


def phrases(listed: Iterable[str]) -> str:
    """A regular expression for any of the phrases, which are folded."""
    bodies: dict[bool, list[str]] = {True: [], False: []}
    for phrase in listed:
        bodies["\u0600" < phrase.lstrip("~")[:1] < "\u0700"].append(_phrase(phrase))
    # The particles once for all phrases: an expression with them before each takes three times as long to compile.
    arabic = [f"{_PARTICLES}(?:{'|'.join(bodies[True])})"] if bodies[True] else []
    return rf"(?<!\w)(?:{'|'.join(arabic + bodies[False])})(?!\w)"


def _phrase(phrase: str) -> str:
    body = re.escape(phrase).replace(r"\*", r"\w*").replace("\\~", "(?:ال)?").replace("~", "(?:ال)?")
    return body.replace(r"\ …\ ", r" (?:\S+ ){0,4}?").replace(" … ", r" (?:\S+ ){0,4}?")


def _listed(name: str, lang: str) -> list[str]:
    """The phrases of a list, folded; none where the language has no such list."""
    cells = (cell for key, cell in rows(f"{lang}/notices.tsv", 2) if key == name)
    return [phrase.strip() for cell in cells for phrase in cell.split("|")]


def _list(name: str) -> Pattern:
    return Pattern(lambda: phrases(_listed(name, "ar") + _listed(name, "en")))


def _self() -> str:
    """`this article`, and each other noun for it."""
    ours = [f"{this} ال{noun}" for noun in _listed("article", "ar") for this in ("هذا", "هذه")]
    theirs = [f"this {noun}|this … {noun}" for noun in _listed("article", "en")]
    return phrases(ours + _listed("self", "ar") + [phrase for both in theirs for phrase in both.split("|")])


def _reported() -> str:
    """Verbs of saying, in the past with its endings, and whatever else reports."""
    past = [verb + ending for verb in _listed("said", "ar") for ending in ("", "ت", "وا", "ا")]
    return phrases(past + _listed("reported", "ar") + _listed("reported", "en"))


def _contributed() -> str:
    """Who contributed to what of the article: ساهم في إعداد هذا التقرير."""
    ours = [f"{verb} … {what}" for verb in _listed("contributing", "ar") for what in _listed("contribution", "ar")]
    return phrases(ours + _listed("contributed", "en"))


SELF = Pattern(_self)
"""The article, speaking of itself."""

TRANSLATION = _list("translation")
MAKING = _list("making")
MACHINE = _list("machine")
"""Whatever is not a human being."""

REVIEW = _list("review")
UNREVIEWED = _list("unreviewed")
HUMAN = _list("human")
DENIAL = _list("denial")
CONTRAST = _list("contrast")
REPORTED = Pattern(_reported)
"""Somebody's words: news about translation, not a notice of it."""

OPENING = Pattern(
    r"^[\W_]*(?:(?:ملاحظة|ملحوظة|تنويه|تنبيه|توضيح|إشارة|إخلاء (?:ال)?مسؤولية"
    r"|ملاحظة (?:من )?(?:ال)?(?:محرر|تحرير)"
    r"|عن هذا المقال|editor'?s'? note|translator'?s'? note|note(?: to readers)?|nb|ai notice"
    r"|ai disclosure|disclaimer"
    r"|disclosure|notice|about this (?:article|story|translation))\s*[:.|\-]?\s*)?[\W_]*",
    folded=Fold.WORDS,
)
"""What may stand before a notice: bullets, brackets and a label."""

SPEAKS_OF_ITSELF = _list("opens")
"""First words of a sentence that speaks of its own making."""

AUXILIARY = _list("auxiliary")
UNTOLD = _list("untold")
"""What may stand before the verb: the article without `this`, a denial."""

GOES_ON = _list("goes on")
"""What may follow the verb or noun of translation where the article itself goes unnamed."""

ERRATA = _list("errata")
"""What goes with a notice: that there may be mistakes, whom to tell, where the original is."""

POINTER = _list("pointer")
TERMS = _list("terms")
STANDARDS = _list("standards")

COPYRIGHT = Pattern(
    r"^\W*(?:©|\(c\) ?\d|c\. ?\d{4}|copyright\b|حقوق (?:ال)?(?:نشر|طبع|ملكية|بث)|(?:جميع|كافة"
    r"|كل) (?:ال)?حقوق)"
    r"|©|\ball rights reserved\b|(?:جميع|كافة|كل) (?:ال)?حقوق (?:\w+ ){0,2}محفوظة"
    r"|^\W*(?:يحظر|يمنع|لا يجوز|لا يسمح) (?:\w+ ){0,3}(?:نشر|نسخ|استخدام|توزيع)"
    r"|\bmay not be (?:published|reproduced|republished|copied|redistributed|broadcast)\b",
    folded=Fold.WORDS,
)
_WHERE_TO = (
    r"(?:نشرت|النشرة|قنات|قناة|واتس|تلغرام|تليغرام|تيليجرام|تويتر|فيسبوك|فيس بوك|انستغرام"
    r"|انستجرام|يوتيوب|منصة|منصات|تطبيق"
    r"|بريد|google|جوجل|غوغل|حساب|صفحت|أصدقا|رأيك|موقعنا|مواقع التواصل|هنا)"
)
MORE = Pattern(
    r"^\W*(?:"
    r"و?(?:اقرأ|اقرأوا|اقرؤوا|اقروا|طالع|طالعوا|شاهد|شاهدوا|استمع|تصفح)\W*(?:أيضا|كذلك|المزيد"
    r"|لنا|في الملف|الفيديو)(?!\w)"
    r"|(?:اقرأ|شاهد|طالع|اقرأوا)\s*:"
    r"|(?:لقراءة المزيد|للمزيد من (?:الأخبار|المقالات|التقارير)|المزيد (?:من|عن|حول) |مواضيع (?:ذات|متعلق|قد)"
    r"|أخبار (?:ذات صلة|متعلقة)|مقالات (?:ذات صلة|متعلقة|أخرى)|روابط ذات|قد (?:يهمك|تهمك|يعجبك)|ذات صلة)"
    r"|(?:تابع|تابعوا|تابعونا|انضم|انضموا|اشترك|اشتركوا|سجل|سجلوا|حمل|حملوا|نزل|نزلوا|شاركنا"
    r"|شاركونا|شاركوا|لا تنسوا)"
    rf" .{{0,60}}{_WHERE_TO}"
    rf"|(?:للاشتراك|للتسجيل|لمتابعتنا|لمتابعة|للتواصل|للحصول على) .{{0,60}}{_WHERE_TO}"
    r"|(?:اضغط|انقر|اضغطوا|انقروا) (?:هنا|على)"
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
    r")",
    folded=Fold.WORDS,
)
HEADING = Pattern(
    r"^\W*(?:اقرأ|اقرأوا|شاهد|طالع|مواضيع|أخبار|مقالات|روابط|المزيد|قد|ذات|read|see|also"
    r"|related|more|you|recommended|top)"
    r"(?: \w+){0,4}\W*$",
    folded=Fold.WORDS,
)
"""A line that only announces other articles."""

END = Pattern(
    r"^[\W_]*(?:انتهى|النهاية|ends?|-30-)(?:[\W_]+(?:\d[\d:.]*|gmt|ت ?م"
    r"|[a-z\u0621-\u064a](?!\w)))*[\W_]*$|^[#*\-=_.~ ]{3,}$"
    r"|^[\s(]*[a-z]{2,4}(?:[-/][a-z]{2,4})*/[a-z]{2,4}(?:[-/][a-z]{2,4})*\W*$",
    folded=Fold.WORDS,
)
"""End marks, and the initials agencies close with (`bur-jd/ach/spm`)."""

DATED = Pattern(
    r"^\W*(?:نشر|نشرت|تم النشر|تاريخ النشر|آخر تحديث|تم التحديث|تحديث|حدث|published|posted"
    r"|updated|last (?:updated|modified)"
    r"|first published|\d+ min(?:ute)?s? read|(?:مدة|وقت|زمن) القراءة)(?:\W+(?:on|at|in|في"
    r"|بتاريخ|يوم|الساعة))?\W+.{0,16}\d.{0,50}$"
    r"|^\W*\d+ min(?:ute)?s? read\W*$|^\W*قراءة \d+ دقائق\W*$",
    folded=Fold.WORDS,
)

STAFF_EN = Pattern(
    r"^\W*(?:additional |further )?(?:reporting|writing|editing|compiled|photography|photos?"
    r"|graphics?|edited|written"
    r"|produced)(?: and (?:writing|editing|reporting))?(?: by\b:? ?|: ?)",
)
STAFF_AR = Pattern(
    r"^\W*(?:تغطية(?: صحفية| صحافية| إضافية)?|شارك(?:ت)? في (?:ال)?(?:تغطية|إعداد|تحرير)"
    r"|(?:ال)?(?:إعداد|تحرير|ترجمة|كتابة|كاتب|محرر|مترجم)|بقلم|كتب|كتبت|كتبه|كتبته)"
    r"(?: ?: ?| - ?| (?=[^.:]{3,80}(?:للنشرة العربية|- ?تحرير|؛ ?تحرير)))"
    # These open headlines, too; a name has three words at most.
    r"|^\W*(?:تقرير|مراسلة|تصوير|صورة|الصورة|متابعة) ?: ?(?:\S+ ?){1,3}$",
    folded=Fold.WORDS,
)
BYLINE = Pattern(r"^\W*(?:by|بقلم) [^\W\d_][^.:;!?؟]{2,80}$", folded=Fold.WORDS)
CONTRIBUTED = Pattern(_contributed)
ORIGIN = _list("origin")
CREDIT_FILLER = _list("filler")
"""What may stand beside the names in a line of credits."""
