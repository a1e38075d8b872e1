"""All rules over one article, and which finding gives way to which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from auditor.records import Finding, Severity
from auditor.rules._exchanged_numbers import countries_exchanged, numbers_exchanged
from auditor.rules.addition import addition
from auditor.rules.date_mismatch import date_mismatch
from auditor.rules.disclosure import disclosure
from auditor.rules.divergent_meaning import Usual, divergent_meaning, usual_agreement
from auditor.rules.frame.context import Context, Suspicion
from auditor.rules.hidden_text import hidden_text
from auditor.rules.modality_mismatch import modality
from auditor.rules.moved import moved
from auditor.rules.name_mismatch import names
from auditor.rules.negation_mismatch import negation
from auditor.rules.number_mismatch import number_mismatch
from auditor.rules.omission import omission
from auditor.rules.opposite_meaning import opposites
from auditor.rules.partial_addition import partial_addition
from auditor.rules.partial_omission import partial_omission
from auditor.rules.quote_mismatch import quotes
from auditor.rules.repetition import repetition
from auditor.rules.terminology import terminology
from auditor.rules.typography import typography
from auditor.rules.unrelated import another_story, unrelated
from auditor.rules.unreliable_back_translation import unreliable_back_translation
from auditor.rules.untranslated import untranslated
from auditor.scoring.bead_view import BeadView
from auditor.scoring.contrast import Case, Contrast

BORNE_OUT: Mapping[str, float] = {"name-mismatch": -1.6, "negation-mismatch": -2.5}
"""Where no back-translation bears witness, the encoder is asked instead: a finding gives way where every word that it marks
in the reference is surely said in the article, its log-likelihood ratio (see `coverage`) at or below this. On clean news
that halves these findings and keeps 97 of 100 right ones."""
CONTRARY = 2.5
"""Contrast from which a denial stands all the same: the words around it are said on both sides as a matter of course."""

ArticleRule = Callable[[Context], Iterator[Finding]]
BeadRule = Callable[[BeadView, Context], Iterator[Finding]]
Suspecting = Callable[[BeadView, Context], Iterator[Suspicion]]
IsOn = Callable[[str], bool]

SURFACE: Mapping[str, ArticleRule] = {
    "untranslated": untranslated,
    "repetition": repetition,
    "typography": typography,
    "hidden-text": hidden_text,
}
"""Checks of the Arabic by itself: each goes through the whole article once and yields at most one finding a sentence."""
NOTES: Mapping[str, ArticleRule] = {"disclosure": disclosure, "terminology": terminology}
"""What the article says of itself, and what the newsroom asks for."""
WHOLE: Mapping[str, BeadRule] = {
    "omission": omission,
    "addition": addition,
    "moved": moved,
    "unreliable-back-translation": unreliable_back_translation,
}
CLAUSES: Mapping[str, BeadRule] = {"partial-omission": partial_omission, "partial-addition": partial_addition}
TYPED: Sequence[tuple[str, BeadRule]] = (
    ("number-mismatch", number_mismatch),
    ("number-mismatch", numbers_exchanged),
    ("date-mismatch", date_mismatch),
    ("name-mismatch", names),
    ("modality-mismatch", modality),
    ("quote-mismatch", quotes),
)
SUSPECTING: Mapping[str, Suspecting] = {
    "negation-mismatch": negation,
    "opposite-meaning": opposites,
    "name-mismatch": countries_exchanged,
}
MOST_SUSPICIONS = 8
"""Suspicions of one bead that the engine is asked about: a sentence with more is no sentence."""
MOST_CHARACTERS = 4_000
"""Longer sides are not rewritten, for the same reason."""


def run_rules(context: Context, is_on: IsOn, contrast: Contrast | None = None) -> list[Finding]:
    """The findings of every rule that is on; a rule that is off neither runs nor keeps another one silent. `contrast`
    judges suspicions; without it words alone do."""
    found = [f for name, rule in {**SURFACE, **NOTES}.items() if is_on(name) for f in rule(context)]
    if is_on("unrelated") and (apart := list(another_story(context))):
        return found + apart
    blind, usual = _blind(context), usual_agreement(context)
    borne_out = _borne_out(blind, [rule for name, rule in SUSPECTING.items() if is_on(name)], contrast)
    for view, alone, suspected in zip(context.views, blind.views, borne_out, strict=True):
        found += [f for name, rule in WHOLE.items() if is_on(name) for f in rule(view, context)]
        if view.paired:
            found += _of_pair(view, context, alone, blind, suspected, usual, is_on)
    return found


def _borne_out(blind: Context, suspecting: Sequence[Suspecting], contrast: Contrast | None) -> list[list[Finding]]:
    """For each bead the suspicions that the contrast bears out; all beads of an article are asked about together."""
    suspicions = [_suspicions(view, blind, suspecting) for view in blind.views]
    if contrast is None:
        return [[s.finding for s in row if s.plain] for row in suspicions]
    cases = {
        (k, variant): Case(view.text("article"), _witness(view), view.text("reference"), variant)
        for k, (view, row) in enumerate(zip(blind.views, suspicions, strict=True))
        for suspicion in row
        for variant in suspicion.variants
    }
    gains = dict(zip(cases, contrast.gains(list(cases.values())), strict=True))
    return [
        _passing([(max(gains[k, v] for v in s.variants) if s.variants else None, s) for s in row])
        for k, row in enumerate(suspicions)
    ]


def _suspicions(view: BeadView, blind: Context, suspecting: Sequence[Suspecting]) -> list[Suspicion]:
    """Those that words alone are enough for first, each kind in the order of the rules."""
    if max(len(view.text("article")), len(view.text("reference"))) > MOST_CHARACTERS:
        return []
    found = [s for rule in suspecting for s in rule(view, blind)]
    return sorted(found, key=lambda s: not s.plain)[:MOST_SUSPICIONS]


def _witness(view: BeadView) -> str | None:
    return (view.text("hypothesis") or None) if view.reliable else None


def _passing(weighed: Sequence[tuple[float | None, Suspicion]]) -> list[Finding]:
    """What passes; of a rule that words alone are not enough for, only the first: which one gains most differs from
    engine to engine, and a person who accepted it must not be asked again."""
    found: list[Finding] = []
    for gain, suspicion in weighed:
        alone = suspicion.plain or all(f.rule != suspicion.finding.rule for f in found)
        # Words that no variant can be made of cannot be asked about: only plain ones stand.
        if alone and (suspicion.plain if gain is None else gain > suspicion.least):
            found.append(_with_contrast(suspicion.finding, gain))
    return found


def _with_contrast(finding: Finding, gain: float | None) -> Finding:
    if gain is None:
        return finding
    details = {**finding.evidence.details, "contrast": round(gain, 2)}
    return replace(finding, evidence=replace(finding.evidence, details=details))


def _of_pair(
    view: BeadView,
    context: Context,
    alone: BeadView,
    blind: Context,
    suspected: Sequence[Finding],
    usual: Usual | None,
    is_on: IsOn,
) -> list[Finding]:
    """`unrelated` stands alone: numbers and names of two unrelated sentences differ as a matter of course. A clause
    that is missing takes its names and numbers along; `divergent-meaning` speaks only where nothing more precise does.
    """
    if is_on("unrelated") and (apart := list(unrelated(view, context))):
        return apart
    clauses = [f for name, rule in CLAUSES.items() if is_on(name) for f in rule(view, context)]
    typed = [f for name, rule in TYPED if is_on(name) for f in rule(alone, blind)] + list(suspected)
    typed = [f for f in typed if alone.hypotheses or not _surely_said(f, alone)]
    dated = [f for f in typed if f.rule == "date-mismatch"]
    typed = [f for f in typed if f.rule != "opposite-meaning" or not any(_same_word(f, d) for d in dated)]
    found = [f for f in typed if not any(_within(f, clause) for clause in clauses)] + clauses
    if not is_on("divergent-meaning") or any(f.severity >= Severity.MAJOR for f in found):
        return found
    return found + list(divergent_meaning(view, context, usual))


def _blind(context: Context) -> Context:
    """What single words are judged by: without the back-translations of an engine that writes poor English, which may
    accuse nobody."""
    if context.calibration is None or context.calibration.readable:
        return context
    return replace(context, views=tuple(replace(view, hypotheses=()) for view in context.views))


def _surely_said(finding: Finding, view: BeadView) -> bool:
    limit = BORNE_OUT.get(finding.rule)
    # China and India are close in any vector space: where the article names the other, the encoder is not asked.
    exchanged = "exchanged" in finding.evidence.details
    # Of a denial that the article adds, the words marked in the reference are those denied, which are said.
    added = finding.rule == "negation-mismatch" and "article" in finding.evidence.details
    contrast = finding.evidence.details.get("contrast")
    contrary = isinstance(contrast, float) and contrast >= CONTRARY
    if limit is None or exchanged or added or contrary:
        return False
    doubts = [
        doubt
        for span in finding.evidence.spans
        if span.side == "reference"
        for word, doubt in view.weighed.doubts
        if view.reference[word.sentence].index == span.segment and word.start < span.end and word.end > span.start
    ]
    return bool(doubts) and max(doubts) <= limit


def _same_word(one: Finding, other: Finding) -> bool:
    """Both mark the same words of the reference: next year is a date rather than an opposite."""
    mine, theirs = ([s for s in f.evidence.spans if s.side == "reference"] for f in (one, other))
    return any(a.segment == b.segment and a.start < b.end and b.start < a.end for a in mine for b in theirs)


def _within(finding: Finding, clause: Finding) -> bool:
    """All spans on the clause's side lie in the clause, and no other side but the hypothesis is marked, unless only as the
    place where a denial would stand."""
    sides = {s.side for s in clause.evidence.spans}
    marked = [s for s in finding.evidence.spans if s.side != "hypothesis"]
    marked = marked[:1] if finding.rule in ("negation-mismatch", "modality-mismatch") else marked
    return bool(marked) and all(
        s.side in sides
        and any(c.segment == s.segment and c.start <= s.start and s.end <= c.end for c in clause.evidence.spans)
        for s in marked
    )
