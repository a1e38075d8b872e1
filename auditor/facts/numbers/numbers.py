"""The numbers a sentence states: digits of all scripts, spelled-out numbers, ordinals, fractions, percentages, decades,
vague quantities and Arabic duals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from auditor.facts.fact import Fact
from auditor.facts.numbers import arabic as numbers_ar
from auditor.facts.numbers import english as numbers_en
from auditor.facts.words.tokens import tokens
from auditor.wordlists.patterns import Pattern

_ITEM = Pattern(r"\s*\d{1,3} ?(?:[-–] |[.)] ?)(?=[^\W\d])")
"""The number of a paragraph or of a point in a list."""
_NO_STATEMENT = 0.2


@lru_cache(maxsize=2048)
def extract(text: str, lang: str) -> tuple[Fact, ...]:
    """Numeric facts of a sentence in order of their place.

    Kinds: `number`, `percent` (the value counts hundredths: 14 % is 14), `ordinal`, `stage` (the first half, the third
    quarter), `fraction`, `decade` (its first year, or 20–90), `vague` (an order of magnitude), `dual`, `loose` (a word
    that may stand for a number) and `code` (digits joined to a letter before them, HER2, or too many for a number).
    Values are `fractions.Fraction`, for digits too many a string. Facts of one span are alternative readings, the
    likeliest first. Languages other than `ar` and `en` give digits only.
    """
    if lang == "ar":
        return _listed(text, numbers_ar.read(text, tokens(text, lang)))
    if lang == "en":
        return _listed(text, numbers_en.read(text, tokens(text, lang)))
    digits = [t for t in tokens(text, lang) if t.kind == "number"]
    return tuple(
        Fact("number", t.start, t.end, text[t.start : t.end], value, certainty)
        for t in digits
        for value, certainty in t.readings
    )


def _listed(text: str, found: Iterable[Fact]) -> tuple[Fact, ...]:
    """The number of a list's point states nothing: it may answer a number of the other side, and is not missed itself."""
    item = _ITEM.match(text)
    end = item.end() if item else 0
    return tuple(replace(f, certainty=_NO_STATEMENT, kind="loose") if f.end <= end else f for f in found)
