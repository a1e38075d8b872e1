"""Audits put together from sentences, with offsets, lines and columns that are true."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from auditor.records import (
    ArticleScores,
    Audit,
    Bead,
    Document,
    Evidence,
    Finding,
    Hypothesis,
    Provenance,
    ReferenceMatch,
    ScoredBead,
    Scores,
    Segment,
    Severity,
    Side,
    Span,
    Translation,
)

SIGNATURES = {
    "bleu": "nrefs:1|case:mixed|eff:yes|tok:13a|smooth:exp|version:2.6.0",
    "chrf": "nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0",
    "chrf++": "nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no|version:2.6.0",
    "ter": "nrefs:1|case:lc|tok:tercom|norm:no|punct:yes|asian:no|version:2.6.0",
}


@dataclass
class Builder:
    """Puts an `Audit` together from sentences, so that every offset, line and column is true."""

    path: str
    paragraphs: Sequence[Sequence[str]]
    hypothesis_texts: Sequence[str | None]
    reference_paragraphs: Sequence[Sequence[str]]
    reference_path: str | None = None
    found_by: str = "name"
    disclosure: Sequence[int] = ()
    problems: dict[int, str] = field(default_factory=dict)
    beads: list[ScoredBead] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.document, self.segments = lay_out(self.path, "ar", self.paragraphs, self.disclosure)
        self.reference, self.reference_segments = lay_out(
            self.reference_path or "", "en", self.reference_paragraphs, ()
        )
        self.hypotheses = tuple(
            None if t is None else Hypothesis(s, Translation(t, -0.4, (), self.problems.get(s.index)))
            for s, t in zip(self.segments, self.hypothesis_texts, strict=True)
        )

    def bead(
        self,
        article: Sequence[int],
        reference: Sequence[int],
        *,
        chrf: float | None = None,
        percentile: float | None = None,
        moved: bool = False,
        best_partner: int | None = None,
        best_similarity: float | None = None,
    ) -> None:
        """Add a bead; its other scores follow from `chrf`."""
        scores = None
        if chrf is not None:
            cosine = 0.95 + chrf / 200
            scores = Scores(max(0.0, 1.2 * chrf - 30), chrf, 0.97 * chrf, max(0.0, 110 - 1.1 * chrf), cosine)
        similarity = None if chrf is None else chrf / 100
        bead = Bead(tuple(article), tuple(reference), similarity, 1.5, moved, best_partner, best_similarity)
        self.beads.append(ScoredBead(bead, scores, percentile))

    def find(
        self,
        rule: str,
        severity: Severity,
        message: str,
        article: Sequence[int],
        reference: Sequence[int],
        spans: Sequence[tuple[Side, int, str]] = (),
        details: dict[str, str | int | float | bool | None] | None = None,
        *,
        after: int | None = None,
        suppressed: bool = False,
        reason: str | None = None,
        why: str = "",
    ) -> None:
        """Add a finding; spans are (side, sentence, words in it), `after` is the sentence an omission follows."""
        made = tuple(self._span(*s) for s in spans)
        marked = [s for s in made if s.side == "article"]
        if marked:
            base = self.segments[marked[0].segment].start
            start, end = base + marked[0].start, base + marked[0].end
        elif article:
            start, end = self.segments[article[0]].start, self.segments[article[-1]].end
        else:
            start = end = self.segments[after].end if after is not None else 0
        line, column = _position(self.document.text, start)
        end_line, end_column = _position(self.document.text, end)
        words = "\x1f".join([self.path, rule, message, *(s.text for s in made)])
        digest = hashlib.sha256(words.encode()).hexdigest()[:32]
        self.findings.append(
            Finding(
                rule,
                severity,
                message,
                tuple(article),
                tuple(reference),
                line,
                column,
                end_line,
                end_column,
                Evidence(made, details or {}),
                digest,
                suppressed,
                reason,
                why,
            )
        )

    def audit(
        self, provenance: Provenance | None = None, quantiles: dict[str, tuple[float, ...]] | None = None
    ) -> Audit:
        """The finished record."""
        chrf = [b.scores.chrf for b in self.beads if b.scores]
        scores = None
        if chrf:
            mean = sum(chrf) / len(chrf)
            values = {
                "bleu": max(0.0, 1.2 * mean - 30),
                "chrf": mean,
                "chrf++": 0.97 * mean,
                "ter": max(0.0, 110 - 1.1 * mean),
            }
            confidence = {k: (max(0.0, v - 5.5), v + 5.0) for k, v in values.items()} if len(chrf) > 5 else {}
            scores = ArticleScores(values["bleu"], mean, values["chrf++"], values["ter"], SIGNATURES, confidence)
        match = ReferenceMatch(self.reference, self.found_by) if self.reference_path else None  # type: ignore[arg-type]
        return Audit(
            self.document,
            match,
            provenance or Provenance(),
            self.segments,
            self.hypotheses,
            self.reference_segments,
            tuple(self.beads),
            scores,
            tuple(self.findings),
            quantiles or {},
        )

    def _span(self, side: Side, segment: int, words: str) -> Span:
        sides = {"article": self.segments, "hypothesis": self.hypotheses, "reference": self.reference_segments}
        text = sides[side][segment].text  # type: ignore[index]
        start = text.index(words)
        return Span(side, segment, start, start + len(words), words)


def lay_out(
    path: str, lang: str, paragraphs: Sequence[Sequence[str]], disclosure: Sequence[int]
) -> tuple[Document, tuple[Segment, ...]]:
    """A document of one line a paragraph, and its located sentences."""
    text = "\n".join(" ".join(sentences) for sentences in paragraphs) + ("\n" if paragraphs else "")
    segments: list[Segment] = []
    offset = 0
    for paragraph, sentences in enumerate(paragraphs):
        for sentence in sentences:
            line, column = _position(text, offset)
            kind = "disclosure" if len(segments) in disclosure else "content"
            end = offset + len(sentence)
            segments.append(Segment(len(segments), sentence, offset, end, line, column, paragraph, kind))
            offset = end + 1
    return Document(path, lang, text), tuple(segments)


def _position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1; only `\\n` ends a line."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
