"""The numbers a sentence states: digits of all scripts, spelled-out numbers, ordinals, fractions, percentages, decades,
vague quantities and Arabic duals."""

from __future__ import annotations

from functools import lru_cache

from auditor.facts.fact import Fact
from auditor.facts.numbers import arabic as numbers_ar
from auditor.facts.numbers import english as numbers_en
from auditor.facts.words.tokens import tokens


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
        return tuple(numbers_ar.read(text, tokens(text, lang)))
    if lang == "en":
        return tuple(numbers_en.read(text, tokens(text, lang)))
    digits = [t for t in tokens(text, lang) if t.kind == "number"]
    return tuple(
        Fact("number", t.start, t.end, text[t.start : t.end], value, certainty)
        for t in digits
        for value, certainty in t.readings
    )
