"""What words alone only suggest: the engine is asked whether the reference would suit the article better if it said
something else (see `scoring.contrast`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from auditor.rules.frame.reading import BeadReading
from auditor.rules.frame.rule import Hit, Rule
from auditor.scoring.contrast import Case, Contrast

MOST_SUSPICIONS = 8
"""Suspicions of one bead that the engine is asked about: a sentence with more is no sentence."""
MOST_CHARACTERS = 4_000
"""Longer sides are not rewritten, for the same reason."""

Suspicion = tuple[Rule, Hit]


def borne_out(
    beads: Sequence[BeadReading], suspected: Sequence[Sequence[Suspicion]], contrast: Contrast | None
) -> list[list[Suspicion]]:
    """For each bead the suspicions that the contrast bears out; all beads of an article are asked about together. Without
    a contrast the plain ones stand."""
    rows = [_worth_asking(bead, row) for bead, row in zip(beads, suspected, strict=True)]
    if contrast is None:
        return [[(rule, hit) for rule, hit in row if hit.plain] for row in rows]
    cases = {
        (k, variant): Case(bead.text("article"), _witness(bead), bead.text("reference"), variant)
        for k, (bead, row) in enumerate(zip(beads, rows, strict=True))
        for _, hit in row
        for variant in hit.variants
    }
    gains = dict(zip(cases, contrast.gains(list(cases.values())), strict=True))
    return [
        _passing([(rule, hit, max((gains[k, v] for v in hit.variants), default=None)) for rule, hit in row])
        for k, row in enumerate(rows)
    ]


def _worth_asking(bead: BeadReading, suspected: Sequence[Suspicion]) -> list[Suspicion]:
    """Those that words alone are enough for first, each kind in the order of the rules."""
    if max(len(bead.text("article")), len(bead.text("reference"))) > MOST_CHARACTERS:
        return []
    return sorted(suspected, key=lambda s: not s[1].plain)[:MOST_SUSPICIONS]


def _witness(bead: BeadReading) -> str | None:
    return (bead.text("hypothesis") or None) if bead.witness else None


def _passing(weighed: Sequence[tuple[Rule, Hit, float | None]]) -> list[Suspicion]:
    """What passes; of a rule that words alone are not enough for, only the first: which one gains most differs from
    engine to engine, and a person who accepted it must not be asked again."""
    found: list[Suspicion] = []
    for rule, hit, gain in weighed:
        first = hit.plain or all(other is not rule for other, _ in found)
        # Words that no variant can be made of cannot be asked about: only plain ones stand.
        if first and (hit.plain if gain is None else hit.least is not None and gain > hit.least):
            found.append((rule, replace(hit, contrast=None if gain is None else round(gain, 2))))
    return found
