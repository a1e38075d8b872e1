"""What a rule sees, and how it says what it found."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from auditor.calibration import Calibration
from auditor.records import (
    Document,
    Evidence,
    Finding,
    Hypothesis,
    Provenance,
    ScoredBead,
    Segment,
    Severity,
    Side,
    Span,
)
from auditor.weigh import Weighed


@dataclass(frozen=True, slots=True)
class BeadView:
    """A scored bead with its sentences at hand."""

    scored: ScoredBead
    article: tuple[Segment, ...]
    hypotheses: tuple[Hypothesis, ...]
    """One for each of `article`; empty when there was no back-translation."""
    reference: tuple[Segment, ...]
    weighed: Weighed = Weighed()
    """What the sentence encoder says of it."""

    @property
    def paired(self) -> bool:
        """Both sides hold a sentence."""
        return bool(self.article and self.reference)

    @property
    def reliable(self) -> bool:
        """No hypothesis of the bead is known to be broken."""
        return all(h.translation.problem is None for h in self.hypotheses)

    def text(self, side: Side) -> str:
        """The sentences of one side, joined by a space."""
        return " ".join(s.text for s in self.side(side))

    def side(self, side: Side) -> tuple[Segment | Hypothesis, ...]:
        """The sentences of one side; each has `.text`."""
        if side == "hypothesis":
            return self.hypotheses
        return self.article if side == "article" else self.reference

    def span(self, side: Side, position: int, start: int, end: int) -> Span:
        """A span in the `position`-th sentence of a side of this bead."""
        sentence = self.side(side)[position]
        segment = sentence.segment if isinstance(sentence, Hypothesis) else sentence
        return Span(side, segment.index, start, end, sentence.text[start:end])

    def joined_span(self, side: Side, start: int, end: int) -> tuple[Span, ...]:
        """The span of `text(side)[start:end]` in the sentence that it starts in, cut at that sentence's end."""
        offset = 0
        for position, sentence in enumerate(self.side(side)):
            length = len(sentence.text)
            if offset <= start < offset + length:
                return (self.span(side, position, start - offset, min(end - offset, length)),)
            offset += length + 1
        return ()


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know beyond its bead."""

    article: Document
    segments: tuple[Segment, ...]
    views: tuple[BeadView, ...]
    """All beads of the article, in order."""
    reference_lang: str = "en"
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """Severities that settings changed."""
    calibration: Calibration | None = None
    """What clean text scores; None: rules that need it stay silent."""
    false_alarms: float = 0.01
    """Share of clean sentences that the rules which judge by scores may report together, 0–1."""
    glossary: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    provenance: Provenance = Provenance()
    require_disclosure: tuple[str, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    """Back-translations of all content sentences; empty when there was none."""
    has_reference: bool = True

    @property
    def article_lang(self) -> str:
        """ISO 639-1 code of the article."""
        return self.article.lang

    def neighbours(self, view: BeadView, reach: int = 1) -> tuple[BeadView, ...]:
        """The beads up to `reach` places before and after `view`: content may have crossed a sentence boundary."""
        at = next(i for i, v in enumerate(self.views) if v is view)
        return self.views[max(0, at - reach) : at] + self.views[at + 1 : at + 1 + reach]


def finding(
    context: Context,
    view: BeadView,
    rule: str,
    severity: Severity,
    message: str,
    spans: Iterable[Span] = (),
    details: Mapping[str, str | int | float | bool | None] | None = None,
) -> Finding:
    """Build a finding: located at its first article span, else at the bead's article sentences, else (an omission) at
    the end of the article sentence before it."""
    evidence = Evidence(tuple(spans), dict(details or {}))
    start, end = _place(context, view, evidence)
    line, column = position(context.article, start)
    end_line, end_column = position(context.article, end)
    return Finding(
        rule=rule,
        severity=context.severities.get(rule, severity),
        message=message,
        article=tuple(s.index for s in view.article),
        reference=tuple(s.index for s in view.reference),
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        evidence=evidence,
        fingerprint=fingerprint(rule, view, evidence),
    )


def position(document: Document, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a code point offset; lines are those of the file."""
    before = document.text[:offset]
    row = before.count("\n")
    column = offset - (before.rfind("\n") + 1) + 1
    return (document.source_lines[row] if document.source_lines else row + 1), column


def fingerprint(rule: str, view: BeadView, evidence: Evidence) -> str:
    """32 hex digits from rule, normalised sentences and the words of the evidence; not from where they stand."""
    words = [rule, view.text("article"), view.text("reference")]
    # Hypotheses are left out: another engine or another beam must not re-open what a person has accepted.
    words += sorted(f"{s.side}:{s.text}" for s in evidence.spans if s.side != "hypothesis")
    normal = "\x1f".join(" ".join(unicodedata.normalize("NFKC", w).split()).casefold() for w in words)
    return hashlib.sha256(normal.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _place(context: Context, view: BeadView, evidence: Evidence) -> tuple[int, int]:
    """Offsets into the article's text where a finding is shown."""
    by_index = {s.index: s for s in context.segments}
    marked = [s for s in evidence.spans if s.side == "article"]
    if marked:
        first = by_index[marked[0].segment]
        return first.start + marked[0].start, first.start + marked[0].end
    if view.article:
        return view.article[0].start, view.article[-1].end
    before = 0
    for other in context.views:
        if other is view:
            break
        before = max([before, *(s.end for s in other.article)])
    return before, before
