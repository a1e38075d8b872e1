"""The fact: one thing a sentence states, where it states it, and its value in a form that can be compared."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Fact:
    """One stated thing.

    `start` and `end` are code point offsets into the text it was extracted from and `text` is what stands there.
    `value` is the normalised content, comparable across languages among facts of one `kind`. `certainty` is 0 to 1:
    how surely these words state this value (1: digits; low: an Arabic ending that may or may not be a dual).
    """

    kind: str
    start: int
    end: int
    text: str
    value: Hashable
    certainty: float = 1.0


def whole(fact: Fact) -> int | None:
    """The fact's value as an int where it is a whole number."""
    return int(fact.value) if isinstance(fact.value, Fraction) and fact.value.denominator == 1 else None
