"""The dates and times a sentence states."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Hashable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from auditor.facts.dates import calendar_words as names
from auditor.facts.dates import clock
from auditor.facts.dates.parts import parts
from auditor.facts.dates.periods import periods
from auditor.facts.fact import Fact, whole
from auditor.facts.numbers import numbers
from auditor.facts.words.tokens import Token, tokens

_PREFIXES_AR = ("", "و", "ب", "ل", "ك", "ف", "ال", "وال", "بال", "لل", "ول", "وب", "فال", "ولل", "وبال", "كال")


@lru_cache(maxsize=2048)
def extract(text: str, lang: str) -> tuple[Fact, ...]:
    """Facts about dates and times in order of their place.

    Kinds and values: `month` 1–12, `hijri-month` 1–12, `weekday` 1–7 (Monday is 1), `day` and `year` (Fraction),
    `century` (Fraction), `time` (hour, minute) on the 24-hour clock, `half-day` (am or pm: morning, مساء),
    `relative-day` (days from today), `relative-period` (last week), `part-of-period` (early July).
    Where a clock time does not say which half of the day it means, both are given as readings of one span, the
    literal one first.
    Decades are with the numbers. Languages other than `ar` and `en` give clock times only.
    """
    found = [*clock.times(text, lang), *_years(text, lang)]
    if lang in ("ar", "en"):
        months = _once(text, _months(text, lang))
        found += [
            *months,
            *_days(text, lang, months),
            *_weekdays(text, lang),
            *_centuries(text, lang),
            *_half_days(text, lang),
            *periods(text, lang),
            *parts(text, lang),
        ]
    return tuple(sorted(found, key=lambda f: (f.start, -f.certainty)))


def _fact(kind: str, text: str, start: int, end: int, value: Hashable, certainty: float) -> Fact:
    return Fact(kind, start, end, text[start:end], value, certainty)


def bare(form: str, table: Container[str]) -> str | None:
    """The entry of a table that a folded Arabic word is, with joined particles and article taken off."""
    for prefix in _PREFIXES_AR:
        if form.startswith(prefix) and form[len(prefix) :] in table:
            return form[len(prefix) :]
    return None


def _months(text: str, lang: str) -> Iterator[Fact]:
    row = tokens(text, lang)
    for at, token in enumerate(row):
        if token.kind != "word":
            continue
        yield from _month_en(text, row, at) if lang == "en" else _month_ar(text, row, at)


def _month_en(text: str, row: Sequence[Token], at: int) -> Iterator[Fact]:
    token = row[at]
    if (month := names.numbered("en", "month").get(token.form)) and text[token.start].isupper():
        yield _fact("month", text, token.start, token.end, month, _sure_en(row, at))
    elif month := names.numbered("en", "hijri month").get(token.form):
        yield _fact("hijri-month", text, token.start, token.end, month, 0.9)
    elif day := names.numbered("en", "relative day").get(token.form):
        yield _fact("relative-day", text, token.start, token.end, day, 0.5)


def _once(text: str, months: Iterable[Fact]) -> list[Fact]:
    """Facts with both names of one month made one: فبراير/شباط."""
    found: list[Fact] = []
    for fact in months:
        last = found[-1] if found else None
        if (
            last is not None
            and (last.kind, last.value) == (fact.kind, fact.value)
            and text[last.end : fact.start].strip(" ()") in ("/", "")
        ):
            sure = max(last.certainty, fact.certainty)
            found[-1] = _fact(fact.kind, text, last.start, fact.end, fact.value, sure)
        else:
            found.append(fact)
    return found


def _month_ar(text: str, row: Sequence[Token], at: int) -> Iterator[Fact]:
    token = row[at]
    pair = f"{token.form} {row[at + 1].form}" if at + 1 < len(row) else ""
    for kind, table in (("month", names.numbered("ar", "month")), ("hijri-month", names.numbered("ar", "hijri month"))):
        two = bare(pair, table)
        if two is not None and (len(two) > 3 or _short_month(row, at)):
            yield _fact(kind, text, token.start, row[at + 1].end, table[two], 0.95)
            return
        one = bare(token.form, table)
        if one is not None and (kind == "month" or one in names.named("ar", "sole hijri month")):
            sure = _sure_ar(row, at, one) if kind == "month" else 0.6
            yield _fact(kind, text, token.start, token.end, table[one], sure)
            return
    days = names.numbered("ar", "relative day")
    if day := days.get(token.form, days.get(token.form[1:])):
        yield _fact("relative-day", text, token.start, token.end, day, 0.5)


def _short_month(row: Sequence[Token], at: int) -> bool:
    """ك2 and ت1 are months where a day or a year stands beside them; else they may be anything."""
    return row[at].end == row[at + 1].start and (_numeric(row, at - 1) or _numeric(row, at + 2))


def _numeric(row: Sequence[Token], at: int) -> bool:
    return 0 <= at < len(row) and row[at].kind == "number"


def _sure_en(row: Sequence[Token], at: int) -> float:
    form = row[at].form
    if form not in names.named("en", "ambiguous month"):
        return 1.0
    near = (
        _numeric(row, at - 1)
        or _numeric(row, at + 1)
        or (at + 2 < len(row) and row[at + 1].form == "." and _numeric(row, at + 2))
    )
    before = row[at - 1].form if at else ""
    if near or before in ("early", "late", "mid", "since", "until", "last", "next"):
        return 1.0
    if before in names.named("en", "before month"):
        return 0.9 if form not in ("may", "jan", "mar") or before == "in" else 0.5
    return 0.7 if form in ("april", "june", "august") else 0.2


def _sure_ar(row: Sequence[Token], at: int, form: str) -> float:
    if form not in names.named("ar", "ambiguous month"):
        return 1.0
    before = [t.form for t in row[max(0, at - 2) : at]]
    near = _numeric(row, at - 1) or _numeric(row, at + 1) or "شهر" in before or "/" in before[-1:]
    slash = at + 1 < len(row) and row[at + 1].form == "/"
    if near or slash:
        return 1.0
    if form not in ("ماي", "جوان") and before and before[-1] in names.named("ar", "before month"):
        return 0.9
    return 0.5 if form in ("مارس", "مايو") else 0.15


def _years(text: str, lang: str) -> Iterator[Fact]:
    last: tuple[int, int] | None = None
    for fact in numbers.extract(text, lang):
        value = whole(fact)
        if value is None or not fact.text.isdecimal() or fact.kind != "number":
            continue
        if len(fact.text) == 4 and 1000 <= value <= 2100:
            sign = text[fact.start - 1 : fact.start] in tuple("$£€-") or text[fact.end : fact.end + 1] == "-"
            yield _fact("year", text, fact.start, fact.end, fact.value, 0.9 if sign or value < 1800 else 1.0)
            last = fact.end, value
        elif last is not None and len(fact.text) == 2 and fact.start == last[0] + 1 and value == last[1] % 100 + 1:
            # The second year of a season: 2017-18.
            yield _fact("year", text, fact.start, fact.end, fact.value, 1.0)
            yield _fact("year", text, fact.start, fact.end, Fraction(last[1] // 100 * 100 + value), 0.9)


def _days(text: str, lang: str, months: Sequence[Fact]) -> Iterator[Fact]:
    """Day numbers: 1–31 right beside the name of a month (`من`, `of`, `the` may stand between)."""
    taken = set()
    row = [f for f in numbers.extract(text, lang) if f.kind in ("number", "ordinal")]
    starts = [f.start for f in row]
    for month in months:
        if month.kind not in ("month", "hijri-month") or month.certainty < 0.9:
            continue
        at = bisect_left(starts, month.start)
        for fact in row[max(0, at - 4) : at + 4]:
            value = whole(fact)
            if value is None or not 1 <= value <= 31 or (fact.start, value) in taken:
                continue
            if fact.start < month.end and month.start < fact.end:
                continue
            gap = text[fact.end : month.start] if fact.end <= month.start else text[month.end : fact.start]
            if len(gap) <= 6 and gap.strip(" \u00a0.,").casefold() in ("", "من", "of", "the", "st", "nd", "rd", "th"):
                taken.add((fact.start, value))
                yield _fact("day", text, fact.start, fact.end, fact.value, max(fact.certainty, 0.7))


def _weekdays(text: str, lang: str) -> Iterator[Fact]:
    before = ""
    for token in tokens(text, lang):
        if token.kind != "word":
            continue
        if lang == "en" and token.form in names.numbered("en", "weekday"):
            yield _fact("weekday", text, token.start, token.end, names.numbered("en", "weekday")[token.form], 1.0)
        elif lang == "ar":
            for article in ("ال", "وال", "لل", "فال", "بال", "كال"):
                rest = token.form[len(article) :]
                if token.form.startswith(article) and rest in names.numbered("ar", "weekday"):
                    number = names.numbered("ar", "weekday")[rest]
                    day = names.ends(before, "before weekday")
                    sure = 1.0 if day or number in (2, 3, 5, 6) else 0.75
                    yield _fact("weekday", text, token.start, token.end, number, sure)
        before = token.form


def _half_days(text: str, lang: str) -> Iterator[Fact]:
    """Morning, evening, `p.m.`; `night` beside an early hour is left alone, and so is a greeting."""
    row = tokens(text, lang)
    for at, token in enumerate(row):
        if token.kind != "word":
            continue
        half = names.named("en", "part of day").get(token.form)
        end = token.end
        if lang == "ar":
            part = bare(token.form, names.named("ar", "part of day"))
            half = names.named("ar", "part of day")[part] if part is not None else None
            if at + 1 < len(row) and row[at + 1].form in names.named("ar", "after half"):
                half = None
        elif half is None and at and row[at - 1].kind in ("number", "clock"):
            stops = [t.form for t in row[at : at + 3]]
            marker = (
                token.form if token.form in names.named("en", "half") else "".join(stops) if stops[1:2] == ["."] else ""
            )
            half = (
                marker[:2]
                if marker in names.named("en", "half")
                else f"{marker[0]}m"
                if marker in ("a.m", "p.m")
                else None
            )
            end = row[at + 2].end if marker in ("a.m", "p.m") else end
        if half is not None:
            yield _fact("half-day", text, token.start, end, half, 0.5)


def _centuries(text: str, lang: str) -> Iterator[Fact]:
    row = tokens(text, lang)
    starts = {t.start: i for i, t in enumerate(row)}
    ends = {t.end: i for i, t in enumerate(row)}
    for fact in numbers.extract(text, lang):
        value = whole(fact)
        if value is None or not 1 <= value <= 30 or fact.kind not in ("number", "ordinal"):
            continue
        if lang == "en":
            at = ends.get(fact.end, len(row)) + 1
            beside = [t.form for t in row[at : at + 2] if t.form != "-"][:1]
            if beside and beside[0] in ("century", "centuries") and fact.kind == "ordinal":
                yield _fact("century", text, fact.start, fact.end, fact.value, max(fact.certainty, 0.8))
        else:
            at = starts.get(fact.start, 0) - 1
            if at >= 0 and names.ends(row[at].form, "century"):
                yield _fact("century", text, fact.start, fact.end, fact.value, max(fact.certainty, 0.8))
