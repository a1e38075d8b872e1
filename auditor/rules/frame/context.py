"""What a rule sees, and how it says what it found."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from auditor.records import (
    Document,
    Evidence,
    Finding,
    Hypothesis,
    Provenance,
    Segment,
    Severity,
    Span,
)
from auditor.rules import RULES
from auditor.scoring.bead_view import BeadView
from auditor.scoring.calibration import Calibration


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know beyond its bead."""

    article: Document
    segments: tuple[Segment, ...]
    """All sentences of the article: the one at position k has index k."""
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
    another_story: tuple[int, int] | None = None
    """Where the reference that was named tells another story: how many sentences of how many have something in common."""

    @property
    def article_lang(self) -> str:
        """ISO 639-1 code of the article."""
        return self.article.lang

    def neighbours(self, view: BeadView, reach: int = 1) -> tuple[BeadView, ...]:
        """The beads up to `reach` places before and after `view`: content may have crossed a sentence boundary."""
        at = self.place(view)
        return self.views[max(0, at - reach) : at] + self.views[at + 1 : at + 1 + reach]

    def place(self, view: BeadView) -> int:
        """Index of a bead among all of the article."""
        if 0 <= view.position < len(self.views) and self.views[view.position] is view:
            return view.position
        return next((i for i, v in enumerate(self.views) if v is view), len(self.views))


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A finding that words alone suggest, and what the reference would say if it is right (see `contrast`)."""

    finding: Finding
    variants: tuple[str, ...]
    """The reference of the bead rewritten, in one way or several; none: there is nothing to ask."""
    least: float
    """What the contrast must reach, in log-odds."""
    plain: bool = False
    """Words alone suggest it plainly. Where nothing can be asked, plain ones stand and no others; of those that are not,
    a rule reports one for each pair."""


def finding(
    context: Context,
    view: BeadView,
    rule: str,
    message: str,
    spans: Iterable[Span] = (),
    details: Mapping[str, str | int | float | bool | None] | None = None,
    *,
    severity: Severity | None = None,
) -> Finding:
    """Build a finding, as severe as settings say, else `severity` (where this one weighs otherwise than its rule), else
    the table of rules. It is located at its first article span, else at the bead's article sentences, else (an omission) at
    the end of the article sentence before it. A message is no sentence of its own and ends without a full stop."""
    evidence = Evidence(tuple(spans), dict(details or {}))
    (first, start), (last, end) = _place(context, view, evidence)
    return Finding(
        rule=rule,
        severity=context.severities.get(rule, RULES[rule].severity if severity is None else severity),
        message=message,
        article=tuple(s.index for s in view.article),
        reference=tuple(s.index for s in view.reference),
        line=first.line if first else 1,
        column=first.column + start if first else 1,
        end_line=last.line if last else 1,
        end_column=last.column + end if last else 1,
        evidence=evidence,
        fingerprint=fingerprint(rule, view, evidence),
    )


def fingerprint(rule: str, view: BeadView, evidence: Evidence) -> str:
    """32 hex digits from rule, normalised sentences and the words of the evidence; not from where they stand."""
    words = [rule, view.text("article"), view.text("reference")]
    # Hypotheses are left out: another engine or another beam must not re-open what a person has accepted.
    words += sorted(f"{s.side}:{s.text}" for s in evidence.spans if s.side != "hypothesis")
    normal = "\x1f".join(" ".join(unicodedata.normalize("NFKC", w).split()).casefold() for w in words)
    return hashlib.sha256(normal.encode("utf-8", "surrogatepass")).hexdigest()[:32]


_Point = tuple[Segment | None, int]
"""A sentence of the article and an offset in it; None stands for the beginning of the article."""


def _place(context: Context, view: BeadView, evidence: Evidence) -> tuple[_Point, _Point]:
    """Where in the article a finding is shown: a sentence never spans lines, so its place gives line and column."""
    marked = next((s for s in evidence.spans if s.side == "article"), None)
    if marked is not None:
        sentence = context.segments[marked.segment]
        return (sentence, marked.start), (sentence, marked.end)
    if view.article:
        return (view.article[0], 0), (view.article[-1], len(view.article[-1].text))
    end = (view.follows, len(view.follows.text) if view.follows else 0)
    return end, end
