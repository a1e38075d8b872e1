"""How sure a finding is: how often its rule was right where people read what it found, and what speaks for this one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from auditor.rules.frame.rule import Hit, Rule
from auditor.wordlists.tables import NONE, read

STATED = 0.01
"""The rate of false alarms at which every finding stands; the limits of all rules were set for it."""
_MIDDLE, _PER_POINT = 4.0, 0.2
"""The contrast of a middling finding, and what each point above it adds, in log-odds."""
_USUAL, _PER_LIMIT = 1.6, 2.0
"""How many times its limit the words of a middling clause weigh, and what each time more adds, in log-odds."""
_MOST = 1.0
"""What speaks for or against one finding moves it by no more than that, in log-odds."""
_LOWERED = 1.0
"""What a finding loses, in log-odds, that its rule itself takes for less sure than others."""


@lru_cache(maxsize=1)
def precision() -> Mapping[str, tuple[int, int]]:
    """For each rule of which findings were read: how many were right, and how many were read."""
    return {rule: (int(right), int(seen)) for rule, right, seen in read("learned/precision.tsv", 3, strength=None)}


def certainty(rule: Rule, hit: Hit) -> float:
    """The chance that a finding is right, 0–1, as far as can be told; two digits.

    Where few findings of a rule were read it is nearer to one half (the rule of succession, Laplace 1814).
    """
    right, seen = precision().get(rule.id, (0, 0))
    odds = math.log((right + 1) / (seen - right + 1))
    if hit.contrast is not None:
        odds += _bounded(_PER_POINT * (hit.contrast - _MIDDLE))
    weight, limit = hit.number("weight"), hit.number("limit")
    if weight is not None and limit:
        odds += _bounded(_PER_LIMIT * (weight / limit - _USUAL))
    if hit.severity is not None and hit.severity < rule.severity:
        odds -= _LOWERED
    return round(1 / (1 + math.exp(-odds)), 2)


@dataclass(frozen=True, slots=True)
class CleanText:
    """What all rules together found wrongly in clean text of one kind that people read the findings of."""

    kind: str
    sentences: int
    scored: int
    """Wrong findings of the rules that take their limits from a calibration, at `STATED`; they turn with the rate."""
    certainties: tuple[float, ...]
    """How sure the wrong findings of the other rules were."""

    @property
    def rate(self) -> float:
        """False alarms per clean sentence, critical and major ones."""
        return (self.scored + len(self.certainties)) / self.sentences


@lru_cache(maxsize=1)
def clean_text() -> tuple[CleanText, ...]:
    """What was counted, a row a kind of text."""
    found = read("learned/false-alarms.tsv", 4, strength=None)
    return tuple(
        CleanText(kind, int(sentences), int(scored), () if sure == NONE else tuple(map(float, sure.split())))
        for kind, sentences, scored, sure in found
    )


@lru_cache(maxsize=64)
def least(rate: float) -> float:
    """The certainty that a finding needs so that, in the clean text that was read, all rules together accused at most that
    many sentences wrongly, 0–1: 0 at `STATED` and above, 1 at none."""
    if rate <= 0.0 or rate >= STATED:
        return float(rate <= 0.0)
    seen = clean_text()
    scored = sum(text.scored for text in seen) * rate / STATED
    allowed = int(rate * sum(text.sentences for text in seen) - scored)
    wrong = sorted((sure for text in seen for sure in text.certainties), reverse=True)
    return 0.0 if allowed >= len(wrong) else min(1.0, wrong[max(0, allowed)] + 0.01)


def _bounded(value: float) -> float:
    return min(_MOST, max(-_MOST, value))
