"""Last week, العام المقبل: a week, a month or a year by where it lies from today."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.facts.fact import Fact
from auditor.facts.words.tokens import Token, level, tokens

_UNITS_EN = frozenset({"week", "month", "quarter", "year"})
_PLACES_EN = {"last": "last", "previous": "last", "this": "this", "current": "this", "next": "next", "coming": "next"}
_UNITS_AR = {
    level(noun): unit
    for unit, nouns in (
        ("week", "الأسبوع"),
        ("month", "الشهر"),
        ("quarter", "الربع"),
        ("year", "العام السنة"),
    )
    for noun in nouns.split()
}
_PLACES_AR = {
    level(word + end): place
    for place, words in (
        ("last", "الماضي المنصرم الفائت السابق"),
        ("this", "الحالي الجاري"),
        ("next", "المقبل القادم التالي"),
    )
    for word in words.split()
    for end in ("", "ة")
}
_THIS_AR = frozenset(level(w) for w in ("هذا", "هذه"))
_JOINED = ("", "و", "ب", "ف", "ك")
_PART_OF = frozenset(
    level(w) for w in ("نهاية", "عطلة", "ونهاية", "وعطلة", "بنهاية", "أواخر", "أوائل", "مطلع", "بداية")
)
"""Before these Arabic means a part of a period: نهاية الأسبوع is the weekend."""


def periods(text: str, lang: str) -> Iterator[Fact]:
    """Facts of kind `relative-period`, Arabic and English; the value is English: `last week`."""
    row = tokens(text, lang)
    for before, token, following, after in zip((None, *row), row, row[1:], (*row[2:], None)):
        if (before and before.form in _PART_OF) or (after and after.form == "of"):  # the last week of July
            continue
        value = _english(token, following) if lang == "en" else _arabic(token, following)
        if value:
            yield Fact("relative-period", token.start, following.end, text[token.start : following.end], value, 0.6)


def _english(token: Token, following: Token) -> str | None:
    place = _PLACES_EN.get(token.form)
    return f"{place} {following.form}" if place and following.form in _UNITS_EN else None


def _arabic(token: Token, following: Token) -> str | None:
    if token.form in _THIS_AR:
        return f"this {_UNITS_AR[following.form]}" if following.form in _UNITS_AR else None
    unit, place = _unit(token.form), _PLACES_AR.get(following.form)
    return f"{place} {unit}" if unit and place else None


def _unit(form: str) -> str | None:
    if form.startswith("لل"):  # للعام: for the year
        return _UNITS_AR.get("ا" + form[1:])
    return next(
        (_UNITS_AR[form[len(p) :]] for p in _JOINED if form.startswith(p) and form[len(p) :] in _UNITS_AR), None
    )
