"""What the formats for people show of an audit: beads in reading order, the differing words of each sentence."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from auditor.records import Audit, Finding, ScoredBead, Segment, Severity, Side, Span

SIDES: tuple[Side, ...] = ("article", "hypothesis", "reference")

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
"""Controls, line separators, invisible characters, and bidirectional embeddings, overrides and isolates. Not the
joiners and the direction marks, which good Arabic and good emoji need."""
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
RTL_RUN = re.compile(rf"[{_RTL}](?:[^{_RTL}A-Za-z]*[{_RTL}])*")
"""From a right-to-left letter to the last one before a Latin letter."""


@dataclass(frozen=True, slots=True)
class Row:
    """One bead, or article sentences that stand in none, with the findings about it."""

    scored: ScoredBead | None
    article: tuple[Segment, ...]
    reference: tuple[Segment, ...]
    findings: tuple[Finding, ...]

    @property
    def kind(self) -> str:
        """`pair`, `moved`, `omission`, `addition`, `disclosure` or `alone` (an article without a reference)."""
        if self.scored is None:
            return "disclosure" if all(s.kind == "disclosure" for s in self.article) else "alone"
        if not self.article:
            return "omission"
        if not self.reference:
            return "addition"
        return "moved" if self.scored.bead.moved else "pair"

    @property
    def severity(self) -> Severity | None:
        """The worst of its findings that count; None without one."""
        return max((f.severity for f in self.findings if not f.suppressed), default=None)


@dataclass(frozen=True, slots=True)
class MarkedRun:
    """A piece of a sentence, and the findings that mark it."""

    text: str
    findings: tuple[Finding, ...]

    @property
    def severity(self) -> Severity | None:
        """The worst of its marks; None: unmarked."""
        return max((f.severity for f in self.findings), default=None)


def rows(audit: Audit) -> tuple[Row, ...]:
    """The beads in reading order of the article; an omission follows what it follows in the alignment, and sentences
    in no bead (disclosure, an article without a reference) stand where the article has them. Linear in the sentences.
    """
    placed = _placed(audit)
    owner_article = {i: k for k, (_, bead) in enumerate(placed) if bead for i in bead.bead.article}
    owner_article.update({i: k for k, (i, bead) in enumerate(placed) if bead is None})
    owner_reference = {i: k for k, (_, bead) in enumerate(placed) if bead for i in bead.bead.reference}
    findings: list[list[Finding]] = [[] for _ in placed]
    for finding in audit.findings:
        owners = [owner_article.get(i) for i in finding.article] + [owner_reference.get(i) for i in finding.reference]
        row = next((k for k in owners if k is not None), None)
        if row is not None:
            findings[row].append(finding)
    return tuple(
        Row(
            bead,
            tuple(audit.segments[i] for i in (bead.bead.article if bead else (index,))),
            tuple(audit.reference_segments[i] for i in bead.bead.reference) if bead else (),
            tuple(found),
        )
        for (index, bead), found in zip(placed, findings, strict=True)
    )


def _placed(audit: Audit) -> list[tuple[int, ScoredBead | None]]:
    """(index of the article sentence it stands at, bead or None), in order."""
    placed: list[tuple[int, ScoredBead | None]] = []
    at = -1
    for scored in audit.beads:
        at = min(scored.bead.article, default=at)
        placed.append((at, scored))
    beaded = {i for scored in audit.beads for i in scored.bead.article}
    placed += [(s.index, None) for s in audit.segments if s.index not in beaded]
    # Stable: an omission keeps its place behind the bead it follows.
    return sorted(placed, key=lambda p: p[0])


def unpaired(audit: Audit) -> tuple[int, int]:
    """(omissions, additions): beads with an empty article side, with an empty reference side."""
    beads = [b.bead for b in audit.beads]
    return sum(not b.article for b in beads), sum(not b.reference for b in beads)


def coverage(audit: Audit) -> tuple[int, int]:
    """(reference sentences that the article has, reference sentences)."""
    covered = {i for b in audit.beads if b.bead.article for i in b.bead.reference}
    return len(covered), len(audit.reference_segments)


def marks_by_sentence(findings: Iterable[Finding]) -> dict[tuple[Side, int], list[tuple[Span, Finding]]]:
    """What is marked in each (side, sentence), and by which finding."""
    marked: dict[tuple[Side, int], list[tuple[Span, Finding]]] = {}
    for finding in findings:
        for span in finding.evidence.spans:
            marked.setdefault((span.side, span.segment), []).append((span, finding))
    return marked


def runs(text: str, marks: Sequence[tuple[Span, Finding]]) -> tuple[MarkedRun, ...]:
    """A sentence cut where marking begins or ends; joined, the runs are the sentence."""
    opened: dict[int, list[Finding]] = {0: [], len(text): []}
    closed: dict[int, list[Finding]] = {}
    for span, finding in marks:
        start, end = max(0, span.start), min(len(text), span.end)
        if start < end:
            opened.setdefault(start, []).append(finding)
            closed.setdefault(end, []).append(finding)
            opened.setdefault(end, [])
    live: list[Finding] = []
    cuts = sorted(opened)
    pieces: list[MarkedRun] = []
    for start, end in zip(cuts, cuts[1:]):
        for finding in closed.get(start, ()):
            live.remove(finding)
        live += opened[start]
        # One finding may mark the same run twice.
        pieces.append(MarkedRun(text[start:end], tuple({id(f): f for f in live}.values())))
    return tuple(pieces)


def percentile(quantiles: Sequence[float], value: float) -> float:
    """Share of clean sentences that score lower, 0–100, by the 101 quantiles; ties count half."""
    below, not_above = bisect_left(quantiles, value), bisect_right(quantiles, value)
    return min(100.0, max(0.0, (below + not_above) / 2 / (len(quantiles) - 1) * 100))


def median_percentile(audit: Audit) -> float | None:
    """The percentile, against clean text, of the article's median sentence; None without a calibration."""
    known = sorted(b.percentile for b in audit.beads if b.percentile is not None)
    return known[len(known) // 2] if known else None


def counts(audit: Audit) -> dict[Severity, int]:
    """Findings of one article that count, most severe first."""
    live = [f.severity for f in audit.findings if not f.suppressed]
    return {s: live.count(s) for s in sorted(Severity, reverse=True)}


def pieces(text: str) -> Iterator[tuple[str, str | None]]:
    """(text, None) as it stands, or (`U+202E`, `RIGHT-TO-LEFT OVERRIDE`) for a character that is not to be seen or
    acts on what shows it; tab and line feed, which are white space anywhere, stay."""
    at = 0
    for match in _HIDDEN.finditer(text):
        if at < match.start():
            yield text[at : match.start()], None
        yield f"U+{ord(match[0]):04X}", unicodedata.name(match[0], "CONTROL CHARACTER")
        at = match.end()
    if at < len(text):
        yield text[at:], None


def visible(text: str) -> str:
    """The text with hidden and active characters named in angle quotes."""
    return "".join(piece if name is None else f"‹{piece}›" for piece, name in pieces(text))


def direction(lang: str) -> str:
    """`rtl` or `ltr`, for an ISO 639 code."""
    return (
        "rtl" if lang.split("-")[0] in ("ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi") else "ltr"
    )
