"""The quantities a bead's side states, as the comparison sees them: one mark for each place, with all its readings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from auditor.facts.dates import dates
from auditor.facts.fact import Fact
from auditor.facts.numbers import numbers
from auditor.facts.quantities import units as money
from auditor.facts.quantities.unit_words import dimensions, same_currency
from auditor.records import Side
from auditor.wordlists.patterns import Pattern

_NAMED_DATES = frozenset(
    {"month", "hijri-month", "weekday", "half-day", "relative-day", "relative-period", "part-of-period"}
)
DATE_KINDS = _NAMED_DATES | {"time", "year", "day", "decade", "century"}
_POOLS = _NAMED_DATES | {"vague", "stage"}
"""Kinds that are compared among themselves; all others are numbers."""
_PARTS = {
    Fraction(50): Fraction(1, 2),
    Fraction(25): Fraction(1, 4),
    Fraction(75): Fraction(3, 4),
    Fraction(20): Fraction(1, 5),
}
_LEAD = Pattern(r"[^\w\s]|[A-Za-z]{2,3}[ \u00a0]?(?=\d)")
_RANGE = frozenset({"-", "–", "—", "to", "and", "or", "إلى", "الى", "أو", "و", "حتى"})


@dataclass(frozen=True, slots=True)
class Mark:
    """One stated quantity of a bead's side, with all its readings."""

    side: Side
    position: int
    """Which sentence of the side."""
    pool: str
    """Marks are compared within a pool."""
    kind: str
    start: int
    end: int
    text: str
    readings: tuple[tuple[Hashable, float], ...]
    """(value, certainty), the likeliest first."""
    unit: Fact | None = None
    """The amount of money or the measure that the number is part of."""

    @property
    def certainty(self) -> float:
        """Of the likeliest reading."""
        return self.readings[0][1]

    @property
    def values(self) -> tuple[Hashable, ...]:
        """All readings without their certainty."""
        return tuple(v for v, _ in self.readings)

    @property
    def dated(self) -> bool:
        """It says when, not how many."""
        return self.kind in DATE_KINDS

    def with_unit(self) -> Mark:
        """The mark as wide as its amount or measure."""
        if self.unit is None:
            return self
        return replace(self, start=self.unit.start, end=self.unit.end, text=self.unit.text)


def marks(side: Side, sentences: tuple[str, ...], lang: str) -> list[Mark]:
    """All marks of one side of a bead."""
    return [m for i, s in enumerate(sentences) for m in _marks(side, i, s, lang)]


def _marks(side: Side, position: int, text: str, lang: str) -> Iterator[Mark]:
    dated = dates.extract(text, lang)
    solid = [f for f in dated if f.certainty >= 0.8]
    covered = {at for f in solid for at in range(f.start, f.end)}
    counted = [f for f in numbers.extract(text, lang) if covered.isdisjoint(range(f.start, f.end))]
    units = {_key(f, text): f for f in money.extract(text, lang)}
    spans: dict[tuple[str, int, int], list[Fact]] = defaultdict(list)
    for fact in (*dated, *counted):
        spans[fact.kind if fact.kind in _POOLS else "numeric", fact.start, fact.end].append(fact)
    ordered = sorted(spans.items(), key=lambda item: item[0][1:])
    for at, ((pool, start, end), facts) in enumerate(ordered):
        facts.sort(key=lambda f: -f.certainty)
        readings = [(f.value, f.certainty) for f in facts]
        readings += [(v, 0.3) for f in facts for v in _further(f)]
        if at + 1 < len(ordered):
            readings += _shared_scale(text, facts[0], ordered[at + 1][1][0])
        unique = tuple({v: (v, c) for v, c in reversed(readings)}.values())[::-1]
        yield Mark(side, position, pool, facts[0].kind, start, end, text[start:end], unique, units.get(start))
        if pool in ("month", "stage") and isinstance(facts[0].value, int | Fraction):
            # Month 7 may be written as 7, the third round as round 3.
            value = Fraction(facts[0].value)
            yield Mark(side, position, "numeric", "loose", start, end, text[start:end], ((value, 0.2),))


def _key(fact: Fact, text: str) -> int:
    """Where the number of an amount starts: after a sign or a code of a currency."""
    lead = _LEAD.match(text, fact.start)
    return lead.end() if lead else fact.start


def _further(fact: Fact) -> Iterator[Hashable]:
    """Other ways to state the same: 50 % and a half, the '80s and the 1980s, the 1900s and the 20th century."""
    value = fact.value
    if not isinstance(value, Fraction):
        return
    if fact.kind == "percent" and value in _PARTS:
        yield _PARTS[value]
    if fact.kind == "decade" and value < 100:
        yield 1900 + value
    if fact.kind == "decade" and value % 100 == 0:
        yield value / 100 + 1


def _shared_scale(text: str, fact: Fact, following: Fact) -> list[tuple[Hashable, float]]:
    """In `4 to 5 million` the first number may count millions as well."""
    value, other = fact.value, following.value
    if not (isinstance(value, Fraction) and isinstance(other, Fraction)) or value >= 1000 or fact.kind != "number":
        return []
    scale = next((s for s in (10**12, 10**9, 10**6, 10**3) if other >= s and not following.text.isdecimal()), 0)
    gap = text[fact.end : following.start].strip().casefold()
    return [(value * scale, 0.3)] if scale and gap in _RANGE else []


def unlike(one: Mark, other: Mark) -> bool:
    """Both have a currency, or both have a unit of the same dimension, and not the same one."""
    if one.unit is None or other.unit is None or one.unit.kind != other.unit.kind:
        return False
    left, right = _parts(one.unit), _parts(other.unit)
    if one.unit.kind == "money":
        return not same_currency(left[1], right[1], {left[2], right[2]}) or (
            "" not in (left[2], right[2]) and left[2] != right[2]
        )
    return left[1] != right[1] and dimensions()[left[1]][0] == dimensions()[right[1]][0]


def alike(one: Mark, other: Mark) -> bool:
    """Both have a currency or both have a unit, and it is no other one."""
    return bool(one.unit and other.unit and one.unit.kind == other.unit.kind) and not unlike(one, other)


def converted(one: Mark, other: Mark) -> bool:
    """The same length, weight or time in two different units, to within 4 %."""
    if one.unit is None or other.unit is None or not one.unit.kind == other.unit.kind == "measure":
        return False
    left, right = _parts(one.unit), _parts(other.unit)
    (dimension, factor), (same, rate) = dimensions()[left[1]], dimensions()[right[1]]
    a, b = float(left[0]) * factor, float(right[0]) * rate
    return left[1] != right[1] and dimension == same and abs(a - b) <= 0.04 * max(a, b)


def _parts(unit: Fact) -> tuple[Any, ...]:
    """Amount, currency and country, or amount and unit."""
    assert isinstance(unit.value, tuple)
    return unit.value
