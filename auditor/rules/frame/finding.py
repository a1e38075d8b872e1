"""A hit becomes a finding: its severity, its place in the article, its fingerprint, and why it was made."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from auditor.records import Evidence, Finding, Segment, Severity, Span
from auditor.rules.frame.certainty import certainty
from auditor.rules.frame.context import Context
from auditor.rules.frame.rule import Hit, Rule
from auditor.scoring.bead_view import BeadView


@dataclass(frozen=True, slots=True)
class Claim:
    """A hit with the rule that makes it and the bead that it speaks of."""

    rule: Rule
    hit: Hit
    bead: BeadView
    severity: Severity
    certainty: float


def claim(context: Context, rule: Rule, hit: Hit, bead: BeadView) -> Claim:
    """As severe as settings say, else as the hit itself, else as its rule."""
    own = rule.severity if hit.severity is None else hit.severity
    return Claim(rule, hit, hit.bead or bead, context.severities.get(rule.id, own), certainty(rule, hit))


def finding(context: Context, claim: Claim) -> Finding:
    """Located at the first article span, else at the bead's article sentences, else (an omission) at the end of the article
    sentence before it."""
    rule, hit, bead = claim.rule, claim.hit, claim.bead
    (first, start), (last, end) = _place(context, bead, hit.marked)
    contrast = {} if hit.contrast is None else {"contrast": hit.contrast}
    return Finding(
        rule=rule.id,
        severity=claim.severity,
        message=hit.message,
        article=tuple(s.index for s in bead.article),
        reference=tuple(s.index for s in bead.reference),
        line=first.line if first else 1,
        column=first.column + start if first else 1,
        end_line=last.line if last else 1,
        end_column=last.column + end if last else 1,
        evidence=Evidence(hit.marked, {**hit.details, **contrast}),
        fingerprint=fingerprint(rule.id, bead, hit.marked),
        certainty=claim.certainty,
        why=" ".join(filter(None, (rule.why(hit), _asked(hit.contrast)))),
    )


def fingerprint(rule: str, view: BeadView, spans: Iterable[Span]) -> str:
    """32 hex digits from rule, normalised sentences and the words of the evidence; not from where they stand."""
    words = [rule, view.text("article"), view.text("reference")]
    # Hypotheses are left out: another engine or another beam must not re-open what a person has accepted.
    words += sorted(f"{s.side}:{s.text}" for s in spans if s.side != "hypothesis")
    normal = "\x1f".join(" ".join(unicodedata.normalize("NFKC", w).split()).casefold() for w in words)
    return hashlib.sha256(normal.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _asked(contrast: float | None) -> str:
    """What the engine said to the contrast, in a sentence without the measure, which stands in the details."""
    if contrast is None:
        return ""
    if contrast > 0:
        return "The translation model agrees: the reference would fit better if it said this as the article does."
    return "The translation model does not see it, but the words are plain."


_Point = tuple[Segment | None, int]
"""A sentence of the article and an offset in it; None stands for the beginning of the article."""


def _place(context: Context, view: BeadView, spans: Iterable[Span]) -> tuple[_Point, _Point]:
    """Where in the article a finding is shown: a sentence never spans lines, so its place gives line and column."""
    marked = next((s for s in spans if s.side == "article"), None)
    if marked is not None:
        sentence = context.segments[marked.segment]
        return (sentence, marked.start), (sentence, marked.end)
    if view.article:
        return (view.article[0], 0), (view.article[-1], len(view.article[-1].text))
    end = (view.follows, len(view.follows.text) if view.follows else 0)
    return end, end
