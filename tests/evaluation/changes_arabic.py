"""Changes of meaning in an Arabic sentence, as an editor meets them.

Each takes the Arabic, its reference, its recorded back-translation (None where there is none) and chance, and returns
the new Arabic and the back-translation with the same change; None where nothing can be changed safely: the reference
must say the word, and a back-translation must hold it where it can be exchanged.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeVar

from changes_english import OPPOSITES, affirm, other_digits

Made = tuple[str, str | None]
T = TypeVar("T")

_NUMBER = re.compile(r"(?<![\w.,٫٬])(?:[0-9]+(?:[.,][0-9]+)*|[٠-٩]+(?:[٫٬.,][٠-٩]+)*)(?![\w])")
_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩٫٬", "0123456789.,")
MONTHS = (
    ("January", "يناير", "كانون الثاني"), ("February", "فبراير", "شباط"), ("March", "مارس", "آذار"),
    ("April", "أبريل", "نيسان"), ("May", "مايو", "أيار"), ("June", "يونيو", "حزيران"), ("July", "يوليو", "تموز"),
    ("August", "أغسطس", "آب"), ("September", "سبتمبر", "أيلول"), ("October", "أكتوبر", "تشرين الأول"),
    ("November", "نوفمبر", "تشرين الثاني"), ("December", "ديسمبر", "كانون الأول"),
)  # fmt: skip
COUNTRIES = (
    "AF AR AT AU BD BE BG BR CA CH CL CN CO CU DE DK DZ EG ES ET FI FR GR HU ID IE IL IN IQ IR IT JP KE KW LB LY MA MX"
    " MY NG NL NO NP OM PE PK PL PT QA RO RU SD SE SY TH TN UA VN YE"
)
"""ISO codes of countries that news tells of, with a name of one word in both languages."""
SCALES = {"مليون": "مليار", "مليار": "مليون", "ملايين": "مليارات", "مليارات": "ملايين"}
DENIALS = re.compile(
    r"(?<!\w)(و?)(?:لم|لن|ليس|ليست|لا(?! (?:ي|ت)(?:زال|قل)| (?:سيما|بد|شك|غير|أحد|سوى))) (?=\w)(?!.*\bإلا\b)"
)
OPPOSITE_WORDS = (
    ("ارتفع", "انخفض"), ("ارتفعت", "انخفضت"), ("ارتفاع", "انخفاض"), ("ارتفاعا", "انخفاضا"), ("زاد", "نقص"),
    ("زادت", "نقصت"), ("زيادة", "نقص"), ("قبل", "بعد"), ("أكثر", "أقل"), ("أعلى", "أدنى"), ("أكبر", "أصغر"),
    ("أفضل", "أسوأ"), ("شمال", "جنوب"), ("شرق", "غرب"), ("الشمالية", "الجنوبية"),
    ("الشرقية", "الغربية"), ("الشمالي", "الجنوبي"), ("الشرقي", "الغربي"), ("جديد", "قديم"), ("جديدة", "قديمة"),
    ("نجح", "فشل"), ("نجحت", "فشلت"), ("نجاح", "فشل"), ("أيدت", "عارضت"), ("رحبت", "نددت"),
    ("رحب", "ندد"), ("أشاد", "ندد"),
)  # fmt: skip
_OTHER_WORD = {one: other for pair in OPPOSITE_WORDS for one, other in (pair, pair[::-1])}


def number(article: str, reference: str, recorded: str | None, chance: random.Random) -> Made | None:
    """A digit of a number that both sides write in digits becomes another."""
    for hit in _shuffled(_NUMBER.finditer(article), chance):
        plain = hit[0].translate(_WESTERN)
        if not _whole(plain).search(reference):
            continue
        new = other_digits(hit[0], chance)
        said = _exchange(recorded, plain, new.translate(_WESTERN))
        if recorded is None or said is not None:
            return article[: hit.start()] + new + article[hit.end() :], said
    return None


def month(article: str, reference: str, recorded: str | None, chance: random.Random) -> Made | None:
    """A Gregorian month becomes another, in one naming or in both."""
    for english, *arabic in MONTHS:
        if not _whole(english).search(reference) or not any(_whole(name).search(article) for name in arabic):
            continue
        other = chance.choice([m for m in MONTHS if m[0] != english])
        said = _exchange(recorded, english, other[0])
        if recorded is not None and said is None:
            continue
        for old, new in zip(arabic, other[1:]):
            article = _whole(old).sub(new, article)
        return article, said
    return None


def scale(article: str, reference: str, recorded: str | None, chance: random.Random) -> Made | None:
    """A million becomes a milliard, or the other way about."""
    for hit in _shuffled(re.finditer(r"(?<!\w)(?:مليون|مليار|ملايين|مليارات)(?!\w)", article), chance):
        old, new = ("million", "billion") if hit[0].startswith(("مليون", "ملايين")) else ("billion", "million")
        said = _exchange(recorded, old, new)
        if _whole(old).search(reference) and (recorded is None or said is not None):
            return article[: hit.start()] + SCALES[hit[0]] + article[hit.end() :], said
    return None


def negation(article: str, reference: str, recorded: str | None, chance: random.Random) -> Made | None:
    """The one denial of a sentence, whose reference denies once too, goes."""
    found = list(DENIALS.finditer(article))
    said = None if recorded is None else affirm(recorded)
    if len(found) != 1 or affirm(reference) is None or (recorded is not None and said is None):
        return None
    hit = found[0]
    return article[: hit.start()] + hit[1] + article[hit.end() :], said


def country(article: str, reference: str, recorded: str | None, chance: random.Random) -> Made | None:
    """A country becomes another, with the article where the first had it."""
    names = _countries()
    for english in _shuffled(names, chance):
        arabic = names[english]
        if not _whole(english).search(reference) or not _whole(arabic).search(article):
            continue
        definite = arabic.startswith("ال")
        other = chance.choice([e for e, a in names.items() if e != english and a.startswith("ال") == definite])
        said = _exchange(recorded, english, other)
        if recorded is None or said is not None:
            return _whole(arabic).sub(names[other], article), said
    return None


def opposite(article: str, reference: str, recorded: str | None, chance: random.Random) -> Made | None:
    """A word becomes its opposite, where the reference says one word that has an opposite too."""
    for hit in _shuffled(re.finditer(r"(?<!\w)(و?)(\w+)", article), chance):
        word = hit[2]
        if word not in _OTHER_WORD or _idiom(article, hit) or not _says(reference, word):
            continue
        english = _ENGLISH[word]
        said = _swap(recorded, english)
        if recorded is None or said is not None:
            return article[: hit.start(2)] + _OTHER_WORD[word] + article[hit.end() :], said
    return None


def _idiom(article: str, hit: re.Match[str]) -> bool:
    """بعد is also "yet", قبل also "accepted"; أكثر من and على الأقل are counted by the numbers they stand with."""
    after = article[hit.end() : hit.end() + 1]
    return hit[2] in {"بعد", "قبل"} and after != " "


def _says(reference: str, word: str) -> bool:
    return bool(_ENGLISH[word] & set(re.findall(r"[a-z]+", reference.lower())))


def _swap(recorded: str | None, english: frozenset[str]) -> str | None:
    """The first of the words in a back-translation becomes its opposite."""
    if recorded is None:
        return None
    for hit in re.finditer(r"[A-Za-z]+", recorded):
        word = hit[0].lower()
        if word in english and word in _ENGLISH_OTHER:
            new = _ENGLISH_OTHER[word]
            new = new.capitalize() if hit[0][0].isupper() else new
            return recorded[: hit.start()] + new + recorded[hit.end() :]
    return None


_SAID = {
    "ارتفع ارتفعت ارتفاع ارتفاعا زاد زادت زيادة": "rose rise risen rising increase increased increases",
    "انخفض انخفضت انخفاض انخفاضا نقص نقصت": "fell fall fallen falling decrease decreased decreases",
    "قبل": "before", "بعد": "after", "أكثر": "more", "أقل": "fewer less",
    "أعلى": "higher highest", "أدنى": "lower lowest",
    "أكبر": "largest bigger biggest", "أصغر": "smallest smaller", "أفضل": "best better", "أسوأ": "worst worse",
    "شمال الشمالية الشمالي": "north northern",
    "جنوب الجنوبية الجنوبي": "south southern", "شرق الشرقية الشرقي": "east eastern",
    "غرب الغربية الغربي": "west western", "جديد جديدة": "new", "قديم قديمة": "old",
    "نجح نجحت نجاح": "succeeded success",
    "فشل فشلت": "failed failure", "أيدت": "supported", "عارضت": "opposed",
    "رحبت رحب": "welcomed", "أشاد": "praised", "نددت ندد": "condemned",
}  # fmt: skip
_ENGLISH = {word: frozenset(english.split()) for words, english in _SAID.items() for word in words.split()}
_ENGLISH_OTHER = OPPOSITES | {
    "less": "more", "fewer": "more", "risen": "fallen", "fallen": "risen", "increases": "decreases",
    "decreases": "increases", "biggest": "smallest",
}  # fmt: skip


@cache
def _countries() -> dict[str, str]:
    """English and Arabic names of the countries."""
    from babel import Locale

    english, arabic = Locale("en").territories, Locale("ar").territories
    return {english[code]: arabic[code] for code in COUNTRIES.split()}


def _exchange(text: str | None, old: str, new: str) -> str | None:
    """The text with every `old` made `new`; None where there is none."""
    if text is None or not _whole(old).search(text):
        return None
    return _whole(old).sub(new, text)


def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,]){re.escape(word)}(?![\w])(?![.,]\d)")


def _shuffled(found: Iterable[T], chance: random.Random) -> list[T]:
    every = list(found)
    return chance.sample(every, len(every))


CHANGES: dict[str, Callable[[str, str, str | None, random.Random], Made | None]] = {
    "ar-number": number,
    "ar-month": month,
    "ar-scale": scale,
    "ar-negation": negation,
    "ar-country": country,
    "ar-opposite": opposite,
}
