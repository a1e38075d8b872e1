"""The clock times a sentence states."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from fractions import Fraction

from auditor.facts.dates import calendar_words as names
from auditor.facts.fact import Fact, whole
from auditor.facts.numbers import numbers
from auditor.facts.words.tokens import Token, tokens


def _fact(kind: str, text: str, start: int, end: int, value: Hashable, certainty: float) -> Fact:
    return Fact(kind, start, end, text[start:end], value, certainty)


def times(text: str, lang: str) -> Iterator[Fact]:
    """Clock times with minutes, and hours that say they are hours."""
    row = tokens(text, lang)
    for at, token in enumerate(row):
        if token.kind == "clock":
            hour, minute = (int(p) for p in token.form.split(":")[:2])
            half, _ = _half(text, row, at, hour, lang)
            yield from _clock(text, token.start, token.end, hour, minute, half)
        elif token.kind == "number" and token.form.isascii():
            yield from _bare_clock(text, row, at, lang)
        elif lang == "ar" and token.kind == "word" and names.ends(token.form, "hour"):
            yield from _spelled_clock(text, row, at)


def _clock(text: str, start: int, end: int, hour: int, minute: int, half: str) -> Iterator[Fact]:
    if half and hour <= 12:
        yield _fact("time", text, start, end, (hour % 12 + (12 if half == "pm" else 0), minute), 1.0)
        return
    yield _fact("time", text, start, end, (hour, minute), 1.0)
    if hour <= 12:
        yield _fact("time", text, start, end, ((hour + 12) % 24, minute), 0.6)


def _half(text: str, row: Sequence[Token], at: int, hour: int, lang: str) -> tuple[str, bool]:
    """am, pm or nothing said after token `at`; and whether anything there marks a clock time at all (a time zone)."""
    rest = text[row[at].end : row[at].end + 12].casefold().lstrip(" -\u00a0")
    if lang == "en":
        for half in ("am", "pm"):
            for form in (half, f"{half[0]}.m", f"{half[0]}. m"):
                if rest.startswith(form) and not rest[len(form) : len(form) + 1].isalpha():
                    return half, True
        zone = row[at + 1].form if at + 1 < len(row) else ""
        return "", zone in names.named("en", "zone")
    for token in row[at + 1 : at + 4]:
        if token.form in names.named("ar", "night"):
            return ("pm" if 5 <= hour < 12 else "am"), True
        if token.form in names.named("ar", "half"):
            return names.named("ar", "half")[token.form], True
        if token.kind in ("number", "clock"):
            break
    return "", False


def _bare_clock(text: str, row: Sequence[Token], at: int, lang: str) -> Iterator[Fact]:
    """`8 p.m.`, `11.35 pm`, `1200 GMT`, الساعة 8 مساء."""
    token = row[at]
    digits = token.form
    parts = digits.split(".")
    if len(parts) == 2 and len(parts[1]) == 2 and len(parts[0]) <= 2:
        hour, minute = int(parts[0]), int(parts[1])
    elif digits.isdecimal() and len(digits) == 4:
        hour, minute = int(digits[:2]), int(digits[2:])
    elif digits.isdecimal() and len(digits) <= 2:
        hour, minute = int(digits), 0
    else:
        return
    after_hour = lang == "ar" and at > 0 and names.ends(row[at - 1].form, "hour")
    half, marked = _half(text, row, at, hour, lang)
    if hour > 24 or minute > 59:
        return
    if (
        lang == "ar"
        and not after_hour
        and not (half and len(digits) <= 2 and at + 1 < len(row) and row[at + 1].form in names.named("ar", "half"))
    ):
        return
    if lang != "ar" and (not (half or marked) or (not half and len(digits) <= 2)):
        return
    yield from _clock(text, token.start, token.end, hour, minute, half)
    if minute == 0:
        yield _fact("time", text, token.start, token.end, Fraction(hour), 0.5)


def _spelled_clock(text: str, row: Sequence[Token], at: int) -> Iterator[Fact]:
    """الساعة الثامنة, الساعة الثانية والنصف ظهرا."""
    start = row[at].end
    spelled = [f for f in numbers.extract(text[start : start + 60], "ar") if f.start <= 3][:1]
    for fact in spelled:
        value = whole(fact)
        if value is None or not 1 <= value <= 12 or fact.kind != "ordinal":
            return
        first, end = start + fact.start, start + fact.end
        last = next((i for i in range(at, min(at + 6, len(row))) if row[i].end == end), at)
        minute = names.numbered("ar", "minutes").get(row[last + 1].form, 0) if last + 1 < len(row) else 0
        half, _ = _half(text, row, last, value, "ar")
        yield from _clock(text, first, end, value, minute, half)
        yield _fact("time", text, first, end, fact.value, 0.5)
