"""A run of words that the other side does not support: what partial-omission and partial-addition share."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Severity, Side
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading
from auditor.rules.frame.rule import Hit
from auditor.scoring.word_support import UnsupportedRun

SHARE = 3
"""The false-alarm rate is shared by the three rules (these two and divergent-meaning) that use it."""
SHORTEST_RUN = 3
"""Fewer words are no clause; names, numbers and opposites have rules of their own."""

SURE: dict[Side, float] = {"reference": 1.3, "article": 2.0}
"""Of its limit, from which a weight tells a clause that is missing, or added, from free wording; below it the finding
is minor. On three machine translations of news, with good back-translations of two, five of eight missing clauses below
1.3 were free wording, and both added ones below 2; 13 of 14 clauses missing from recorded Wikinews and seven of 13 added to
it lie above."""
INSTEAD = 2.0
"""Weight of the other side's unsupported words from which they stand in the clause's place: it is worded freely, neither
missing nor added, as long as they are no clause themselves. On the same translations that holds for six of seven clauses
that are free wording and for none of seven that are really missing; for one of 26 planted in recorded Wikinews."""
IN_PLACE = 0.5
"""How far apart the two may stand, as a share of their sides: Arabic turns long sentences round."""


def clause(
    bead: BeadReading, context: Context, score: str, run: UnsupportedRun | None, side: Side, message: str
) -> Iterator[Hit]:
    if run is None or len(run.words) < SHORTEST_RUN:
        return
    limit = _limit(bead, context, score)
    if limit is None or run.weight <= limit:
        return
    first, last = run.words[0], run.words[-1]
    spans = tuple(
        bead.span(side, k, *_within(run, k))
        for k in range(first.sentence, last.sentence + 1)
        if any(w.sentence == k for w in run.words)
    )
    details = {"weight": round(run.weight, 2), "limit": round(limit, 2)}
    unsure = run.weight < limit * SURE[side] or _worded_freely(bead, context, run, side)
    severity = Severity.MINOR if unsure else None
    yield Hit(message.format(" ".join(s.text for s in spans)), spans, details, severity=severity)


def _limit(bead: BeadReading, context: Context, score: str) -> float | None:
    """The weight that clean sentences of this length stay below; None: not known."""
    if context.calibration is None:
        return None
    words = len(bead.text("reference").split())
    tail = context.calibration.tail(score, context.false_alarms / SHARE, words)
    return None if tail is None else -tail


def _worded_freely(bead: BeadReading, context: Context, run: UnsupportedRun, side: Side) -> bool:
    """Words of the other side stand in the clause's place, too few for a clause; figures are not worded freely."""
    there: Side = "article" if side == "reference" else "reference"
    score, instead = ("extra", bead.weighed.extra) if side == "reference" else ("missing", bead.weighed.missing)
    if instead is None or instead.weight < INSTEAD or any(c.isdigit() for word in run.words for c in word.text):
        return False
    limit = _limit(bead, context, score)
    apart = abs(_middle(bead, run, side) - _middle(bead, instead, there))
    return apart <= IN_PLACE and (limit is None or instead.weight <= limit)


def _middle(bead: BeadReading, run: UnsupportedRun, side: Side) -> float:
    """Where the run stands in its side, 0–1."""
    lengths = [len(s.text) for s in bead.side(side)]
    ends = [sum(lengths[: w.sentence]) + at for w in (run.words[0], run.words[-1]) for at in (w.start, w.end)]
    return (ends[0] + ends[-1]) / 2 / sum(lengths)


def _within(run: UnsupportedRun, sentence: int) -> tuple[int, int]:
    mine = [w for w in run.words if w.sentence == sentence]
    return mine[0].start, mine[-1].end


def weighed(hit: Hit) -> str:
    """In a sentence, that the words weigh more than they should; how much stands in the details."""
    if hit.number("weight") is None or hit.number("limit") is None:
        return ""
    return (
        "Hardly anything on the other side could stand for these words, less than for any in nearly all clean sentences of"
        " this length."
    )
