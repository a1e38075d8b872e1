"""The clock times a sentence states."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from fractions import Fraction

from auditor.facts.dates import calendar_words as names
from auditor.facts.fact import Fact, whole
from auditor.facts.numbers import numbers
from auditor.facts.words.tokens import Token, tokens
from auditor.wordlists.patterns import Pattern

_POINT = Pattern(r"[.,٫]")
"""What stands between hour and minutes in Arabic, beside the colon."""
_FRENCH = Pattern(r"(\d{1,2}) ?h ?(\d\d)(?!\w)")
"""20h30, in newsrooms of the Maghreb."""
_REACH = 60
"""Code points behind an hour in which its minutes are looked for."""


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
        elif token.kind == "number" and (token.form.isascii() or lang == "ar"):
            yield from _bare_clock(text, row, at, lang)
        elif lang == "en" and token.form in names.numbered("en", "hour"):
            yield _fact("time", text, token.start, token.end, (names.numbered("en", "hour")[token.form], 0), 0.3)
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
    """`8 p.m.`, `11.35 pm`, `1200 GMT`, الساعة 8 مساء, الساعة 15,30 (12,30 ت غ)."""
    token = row[at]
    digits, end = token.form, token.end
    parts = _POINT.split(digits) if lang == "ar" else digits.split(".")
    if lang == "ar" and (french := _FRENCH.match(text, token.start)):
        parts, end = [french[1], french[2]], french.end()
    if len(parts) == 2 and len(parts[1]) == 2 and len(parts[0]) <= 2:
        hour, minute = int(parts[0]), int(parts[1])
    elif digits.isdecimal() and len(digits) == 4:
        hour, minute = int(digits[:2]), int(digits[2:])
    elif digits.isdecimal() and len(digits) <= 2:
        hour, minute = int(digits), 0
    else:
        return
    after_hour = lang == "ar" and at > 0 and (names.ends(row[at - 1].form, "hour") or _zoned(text, end))
    half, marked = _half(text, row, at, hour, lang)
    if hour > 24 or minute > 59:
        return
    if (
        lang == "ar"
        and not after_hour
        and end == token.end
        and not (half and _beside(row, at, "half" if len(digits) <= 2 else "part of day"))
    ):
        return
    if lang != "ar" and (not (half or marked) or (not half and len(digits) <= 2)):
        return
    yield from _clock(text, token.start, end, hour, minute, half)
    if minute == 0:
        yield _fact("time", text, token.start, token.end, Fraction(hour), 0.5)


def _beside(row: Sequence[Token], at: int, listed: str) -> bool:
    return at + 1 < len(row) and row[at + 1].form in names.named("ar", listed)


def _zoned(text: str, end: int) -> bool:
    """A time zone follows: ت غ, بتوقيت غرينتش, بالتوقيت المحلي."""
    rest = text[end : end + 20].lstrip(" \u00a0")
    return any(rest.startswith(zone) and not rest[len(zone) :][:1].isalpha() for zone in names.named("ar", "zone"))


def _minutes(text: str, row: Sequence[Token], at: int) -> tuple[int, int]:
    """The minutes said in words behind the hour at token `at`, below 0 for those before it, and the last token of them:
    والنصف, إلا ربعا, وعشر دقائق, والنصف إلا خمس دقائق."""
    total, last = 0, at
    while last + 1 < len(row):
        form = row[last + 1].form
        named = names.numbered("ar", "minutes").get(form)
        less = form in names.named("ar", "less")
        if less and last + 2 < len(row):
            named = names.numbered("ar", "minutes less").get(row[last + 2].form)
        if named is not None:
            total, last = total + (-named if less else named), last + 1 + less
            continue
        counted = _counted_minutes(text, row, last + 1 + less) if less or form.startswith("و") else None
        if counted is None:
            break
        total, last = total + (-counted[0] if less else counted[0]), counted[1]
    return total, last


def _counted_minutes(text: str, row: Sequence[Token], at: int) -> tuple[int, int] | None:
    """عشر دقائق, و20 دقيقة from token `at` on: how many, and the token of the minutes."""
    if at >= len(row):
        return None
    start = row[at].start
    for fact in numbers.extract(text[start : start + _REACH], "ar"):
        value, end = whole(fact), start + fact.end
        unit = next((i for i in range(at, min(at + 6, len(row))) if row[i].start > end - 1), None)
        if fact.start > 2 or value is None or unit is None or row[unit].form not in names.named("ar", "minute"):
            return None
        return (value, unit) if value < 60 else None
    return None


def _spelled_clock(text: str, row: Sequence[Token], at: int) -> Iterator[Fact]:
    """الساعة الثامنة, الساعة الثانية والنصف ظهرا."""
    start = row[at].end
    spelled = [f for f in numbers.extract(text[start : start + 60], "ar") if f.start <= 3][:1]
    for fact in spelled:
        value = whole(fact)
        hour = fact.kind == "ordinal" or (value == 1 and fact.text.startswith("ال"))  # الساعة الواحدة
        if value is None or not 1 <= value <= 12 or not hour:
            return
        first, end = start + fact.start, start + fact.end
        last = next((i for i in range(at, min(at + 6, len(row))) if row[i].end == end), at)
        minute, last = _minutes(text, row, last)
        if last < len(row) and row[last].end > end:
            end = row[last].end
        half, _ = _half(text, row, last, value, "ar")
        if minute >= 0:
            yield from _clock(text, first, end, value, minute, half)
        else:
            yield from _clock(text, first, end, (value - 1) or 12, 60 + minute, half)
        if minute == 0:
            yield _fact("time", text, first, end, fact.value, 0.5)
