"""Amounts of money and measures: a number together with its currency or unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from auditor.facts.fact import Fact
from auditor.facts.numbers import numbers
from auditor.facts.numbers.english_labels import currency_before
from auditor.facts.quantities import unit_words as names
from auditor.facts.words.tokens import Token, tokens

_PREFIXES_AR = ("", "ال", "و", "لل", "ب", "بال", "وال")
_DEFINITE = ("ال", "لل", "بال", "وال")
_BETWEEN = frozenset({"-", "‑", ")", "من", "of", "metric", "full", "more", "odd", "old"})
"""What may stand between a number and its unit."""


@lru_cache(maxsize=2048)
def extract(text: str, lang: str) -> tuple[Fact, ...]:
    """Numbers that have a currency or a unit, in order of their place; Arabic and English.

    Kinds and values: `money` (amount, currency, ISO code of the country named or ""), `measure` (amount, unit), where
    the amount is the `Fraction` of the number fact it extends and a unit is a key of `unit_words.dimensions`. English
    `pound` counts as money; where it means mass, the comparison with رطل is left alone.
    """
    if lang not in ("ar", "en"):
        return ()
    row = tokens(text, lang)
    ends = {t.end: i for i, t in enumerate(row)}
    starts = {t.start: i for i, t in enumerate(row)}
    found: list[Fact] = []
    for fact in numbers.extract(text, lang):
        if fact.kind in ("number", "dual", "fraction", "vague") and isinstance(fact.value, Fraction):
            found.extend(_of(text, row, fact, starts.get(fact.start), ends.get(fact.end), lang))
    return tuple(found)


def _of(text: str, row: Sequence[Token], fact: Fact, first: int | None, last: int | None, lang: str) -> Iterator[Fact]:
    if first is None or last is None:
        return
    if fact.kind == "dual":
        unit = _look(row[first].form, names.arabic("unit"))
        if unit is not None:
            yield Fact("measure", fact.start, fact.end, fact.text, (fact.value, unit), fact.certainty)
        return
    sign = row[first - 1] if first else None
    if sign is not None and sign.form in names.SIGNS and sign.end == fact.start:
        before = row[first - 2] if first > 1 and row[first - 2].end == sign.start else None
        nation = names.english("nation").get(before.form, "") if before is not None else ""
        start = sign.start
        yield Fact("money", start, fact.end, text[start : fact.end], (fact.value, names.SIGNS[sign.form], nation), 1.0)
        return
    if lang == "en" and (code := currency_before(text, row, first)):
        start = row[first - 1].start
        yield Fact(
            "money", start, fact.end, text[start : fact.end], (fact.value, names.english("currency")[code], ""), 1.0
        )
        return
    measured = list(_named(text, row, fact, last, lang))
    if not measured and lang == "ar" and (unit := _unit_before(row, first)):
        measured.append(Fact("measure", fact.start, fact.end, fact.text, (fact.value, unit), fact.certainty))
    yield from measured


def _unit_before(row: Sequence[Token], first: int) -> str | None:
    """The unit before a number that has the article, as an adjective has it: الأيام الخمسة, السنوات الـ20."""
    article = first > 0 and row[first - 1].form == "ال"
    at = first - 2 if article else first - 1
    if at < 0 or not (article or row[first].form.startswith("ال")) or not row[at].form.startswith(_DEFINITE):
        return None
    return _look(row[at].form, names.arabic("unit"))


def _named(text: str, row: Sequence[Token], fact: Fact, last: int, lang: str) -> Iterator[Fact]:
    """The unit or currency that follows the number: `45 million Australian dollars`, 50 كيلومترا, 500 د.ك, 20$."""
    if sign := _sign_behind(row, last + 1):
        end = row[last + 1].end
        yield Fact("money", fact.start, end, text[fact.start : end], (fact.value, sign, ""), fact.certainty)
        return
    look = _english if lang == "en" else _arabic
    nation = qualifier = ""
    for at in range(last + 1, min(last + 4, len(row))):
        form, stop = _abbreviation(row, at)
        currency = look(form, "currency")
        if currency is not None:
            end, nation = (
                _nation_after(row, at, nation, lang) if stop == at else (row[stop].end, look(form, "nation") or "")
            )
            yield Fact("money", fact.start, end, text[fact.start : end], (fact.value, currency, nation), fact.certainty)
            return
        bare, power = names.powered(form)
        unit = look(bare, "unit") or look(form, "unit")  # m and م alone are too short to be one
        if unit is not None:
            behind = look(row[at + 1].form, "qualifier") if lang == "ar" and at + 1 < len(row) else None
            end = row[at + 1].end if behind else row[at].end
            measure = names.qualified(power or behind or qualifier, unit)
            yield Fact("measure", fact.start, end, text[fact.start : end], (fact.value, measure), fact.certainty)
            return
        if lang == "en" and (said := names.english("qualifier").get(form)):
            qualifier = said
        elif lang == "en" and form in names.english("nation"):
            nation = names.english("nation")[form]
        elif form not in _BETWEEN:
            return


def _sign_behind(row: Sequence[Token], at: int) -> str | None:
    """The currency of a sign behind a number (500 €), unless it belongs to the next one ($20 $30)."""
    if at >= len(row) or row[at].form not in names.SIGNS:
        return None
    touches = at + 1 < len(row) and row[at + 1].kind == "number" and row[at + 1].start == row[at].end
    return None if touches and row[at].start > row[at - 1].end else names.SIGNS[row[at].form]


def _abbreviation(row: Sequence[Token], at: int) -> tuple[str, int]:
    """The word at a token, together with what follows a stop where it is one letter (د.ك), and its last token."""
    form = row[at].form
    if len(form) == 1 and at + 2 < len(row) and row[at + 1].form == "." and len(row[at + 2].form) == 1:
        return f"{form}.{row[at + 2].form}", at + 2
    return form, at


def _english(form: str, kind: str) -> str | None:
    return names.english(kind).get(form)


def _arabic(form: str, kind: str) -> str | None:
    return _look(form, names.arabic(kind))


def _nation_after(row: Sequence[Token], at: int, nation: str, lang: str) -> tuple[int, str]:
    """Where the name of a currency ends and whose it is: دولار أمريكي, `AUD`."""
    form = row[at].form
    if lang == "en":
        return row[at].end, nation or names.english("nation").get(form, "")
    if form in names.arabic("nation"):
        return row[at].end, names.arabic("nation")[form]
    if at + 1 < len(row):
        adjective = row[at + 1].form.removeprefix("ال")
        if adjective in names.arabic("nation"):
            return row[at + 1].end, names.arabic("nation")[adjective]
    return row[at].end, nation


def _look(form: str, table: Mapping[str, str]) -> str | None:
    for prefix in _PREFIXES_AR:
        if form.startswith(prefix) and form[len(prefix) :] in table:
            return table[form[len(prefix) :]]
    return None
