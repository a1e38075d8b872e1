"""Last week, العام المقبل: a week, a month or a year by where it lies from today."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.facts.dates import calendar_words as names
from auditor.facts.fact import Fact
from auditor.facts.words.tokens import Token, tokens

_JOINED = ("", "و", "ب", "ف", "ك")


def periods(text: str, lang: str) -> Iterator[Fact]:
    """Facts of kind `relative-period`, Arabic and English; the value is English: `last week`."""
    row = tokens(text, lang)
    for before, token, following, after in zip((None, *row), row, row[1:], (*row[2:], None)):
        # A part of a period is none: نهاية الأسبوع is the weekend, and the last week of July no last week.
        if (before and before.form in names.named("ar", "part of")) or (after and after.form == "of"):
            continue
        value = _english(token, following) if lang == "en" else _arabic(token, following)
        if value:
            yield Fact("relative-period", token.start, following.end, text[token.start : following.end], value, 0.6)


def _english(token: Token, following: Token) -> str | None:
    place = names.named("en", "place").get(token.form)
    return f"{place} {following.form}" if place and following.form in names.named("en", "period") else None


def _arabic(token: Token, following: Token) -> str | None:
    if token.form in names.named("ar", "this"):
        period = names.named("ar", "period").get(following.form)
        return f"this {period}" if period else None
    unit, place = _unit(token.form), names.named("ar", "place").get(following.form)
    return f"{place} {unit}" if unit and place else None


def _unit(form: str) -> str | None:
    units = names.named("ar", "period")
    if form.startswith("لل"):  # للعام: for the year
        return units.get("ا" + form[1:])
    return next((units[form[len(p) :]] for p in _JOINED if form.startswith(p) and form[len(p) :] in units), None)
