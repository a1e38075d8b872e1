"""Early July, أواخر العام: which part of a month, a year, a decade or a century."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.facts.dates import calendar_words as names
from auditor.facts.fact import Fact
from auditor.facts.words.tokens import Token, tokens

_JOINED = tuple(a + b for a in ("", "و", "ف") for b in ("", "ب", "ل", "ك"))
_DASHES = ("-", "–", "‑")
_BETWEEN = 4
"""Words at most between the part and the period: the end of the month of July."""


def parts(text: str, lang: str) -> Iterator[Fact]:
    """Facts of kind `part-of-period`, Arabic and English; the value is `early`, `middle` or `late`."""
    row = tokens(text, lang)
    for at, token in enumerate(row):
        # What is after the middle may be late, and what is before the end anything.
        beside = at > 0 and row[at - 1].form in names.named(lang, "beside a part")
        value = None if beside else _part(token.form, lang)
        end = _period(row[at + 1 : at + 2 + _BETWEEN], lang) if value else None
        if end is not None:
            yield Fact("part-of-period", token.start, end, text[token.start : end], value, 0.6)


def _part(form: str, lang: str) -> str | None:
    listed = names.named(lang, "part")
    joined = _JOINED if lang == "ar" else ("",)
    return next((listed[form[len(p) :]] for p in joined if form.startswith(p) and form[len(p) :] in listed), None)


def _period(following: Sequence[Token], lang: str) -> int | None:
    """Where the period ends that follows a part, with nothing but small words between."""
    for token in following:
        if _is_period(token, lang):
            return token.end
        if token.form not in names.named(lang, "between part and period") and token.form not in _DASHES:
            return None
    return None


def _is_period(token: Token, lang: str) -> bool:
    if token.kind == "number":
        return any(1500 <= value < 2100 for value, _ in token.readings)
    return token.form in names.named(lang, "with parts") or token.form in names.numbered(lang, "month")
