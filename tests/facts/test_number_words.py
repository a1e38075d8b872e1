"""Number words, against spellers that know nothing of the readers."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.facts.numbers import numbers

SMALL = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
UNITS = ["واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
TEENS = ["أحد عشر", "اثنا عشر", *(f"{unit} عشر" for unit in UNITS[2:9])]
ARABIC_TENS = ["عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = ["مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]
SCALES = {
    10**12: ("تريليون", "تريليونان", "تريليونات", "تريليونا"),
    10**9: ("مليار", "ملياران", "مليارات", "مليارا"),
    10**6: ("مليون", "مليونان", "ملايين", "مليونا"),
    10**3: ("ألف", "ألفان", "آلاف", "ألفا"),
}
OTHER_FORMS = {"ون": "ين", "ان": "ين"}
"""Tens and duals end otherwise where they are an object or stand behind a preposition."""


def english(number: int, joint: str = " and ") -> str:
    """A cardinal in words."""
    for scale, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand")):
        if number >= scale:
            rest = number % scale
            end = "" if not rest else (joint if rest < 100 else " ") + english(rest, joint)
            return f"{english(number // scale, joint)} {name}{end}"
    if number >= 100:
        return f"{SMALL[number // 100]} hundred" + (joint + english(number % 100) if number % 100 else "")
    if number >= 20:
        return TENS[number // 10 - 2] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    return SMALL[number]


def english_ordinal(number: int) -> str:
    """Its ordinal: only the last word changes."""
    words = english(number)
    at = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[at:]
    return words[:at] + ORDINALS.get(last, f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")


def arabic(number: int) -> str:
    """A cardinal in words, as one counts men."""
    for scale, (one, two, few, many) in SCALES.items():
        if number >= scale:
            count, rest = divmod(number, scale)
            name = many if count % 100 >= 11 else few if 3 <= count % 100 <= 10 else one
            head = one if count == 1 else two if count == 2 else f"{arabic(count)} {name}"
            return f"{head} و{arabic(rest)}" if rest else head
    parts = [HUNDREDS[number // 100 - 1]] if number >= 100 else []
    rest = number % 100
    if rest > 19:
        parts += [UNITS[rest % 10 - 1]] if rest % 10 else []
        parts.append(ARABIC_TENS[rest // 10 - 2])
    elif rest:
        parts.append(UNITS[rest - 1] if rest <= 10 else TEENS[rest - 11])
    return " و".join(parts)


def oblique(text: str) -> str:
    """The same behind a preposition."""
    words = (f"{w[:-2]}{OTHER_FORMS[w[-2:]]}" if w[-2:] in OTHER_FORMS else w for w in text.split())
    return " ".join(words).replace("مليين", "مليون").replace("تريليين", "تريليون")


def read(text: str, lang: str) -> list[tuple[str, str, object]]:
    """Kind, words and value of the first reading of each place, without what is only maybe a number."""
    seen: dict[tuple[int, int], tuple[str, str, object]] = {}
    for fact in numbers.extract(text, lang):
        if fact.certainty > 0.25:
            seen.setdefault((fact.start, fact.end), (fact.kind, fact.text, fact.value))
    return list(seen.values())


MIXED = st.one_of(
    st.integers(3, 1999),
    st.integers(3, 10**15 - 1),
    st.tuples(st.integers(1, 999), st.sampled_from([1, 10**3, 10**6, 10**9]), st.integers(0, 99)).map(
        lambda t: t[0] * t[1] + t[2] + 3
    ),
)


@settings(max_examples=300, deadline=None)
@given(MIXED, st.sampled_from([" and ", " "]))
def test_english_words_have_their_value(number: int, joint: str) -> None:
    """British with `and`, American without; nothing of the words is left over."""
    words = english(number, joint)
    assert read(f"They counted {words} of them.", "en") == [("number", words, number)]


@settings(max_examples=300, deadline=None)
@given(st.integers(2, 9999))
def test_english_ordinals_have_their_value(number: int) -> None:
    """Only the last word is an ordinal, and the whole is one."""
    words = english_ordinal(number)
    kinds = [(kind, text, value) for kind, text, value in read(f"It was the {words} train.", "en")]
    assert kinds == [("ordinal", words, number)]


@settings(max_examples=400, deadline=None)
@given(MIXED, st.booleans())
def test_arabic_words_have_their_value(number: int, behind: bool) -> None:
    """In either case; nothing of the words is left over."""
    words = oblique(arabic(number)) if behind else arabic(number)
    assert read(f"بلغ العدد {words}.", "ar") == [("number", words, number)]


@given(st.integers(2, 3999).filter(lambda n: n not in (5, 10, 50, 100, 500, 1000)))
def test_roman_numerals_have_their_value(number: int) -> None:
    """As written since the Middle Ages: the larger first, one smaller before takes away."""
    rest, roman = number, ""
    for value, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
    ):
        roman += letters * (rest // value)
        rest %= value
    assert [f.value for f in numbers.extract(f"Chapter {roman}", "en")] == [number]
