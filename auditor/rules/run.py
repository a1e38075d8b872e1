"""All rules over one article, and which finding gives way to which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from auditor.records import Finding, Severity
from auditor.rules.dates import date_mismatch
from auditor.rules.meaning import (
    Usual,
    divergent_meaning,
    partial_addition,
    partial_omission,
    unrelated,
    usual_agreement,
)
from auditor.rules.names import names
from auditor.rules.negation import negation
from auditor.rules.notes import disclosure, terminology, unreliable_back_translation
from auditor.rules.numbers import number_mismatch
from auditor.rules.opposites import opposites
from auditor.rules.quotes import quotes
from auditor.rules.surface import SURFACE_RULES
from auditor.rules.view import BeadView, Context
from auditor.rules.whole import addition, moved, omission

BORNE_OUT: Mapping[str, float] = {"name-mismatch": -1.6, "negation-mismatch": -2.5}
"""Where no back-translation bears witness, the encoder is asked instead: a finding gives way where every word that it marks
in the reference is surely said in the article, its log-likelihood ratio (see `coverage`) at or below this. On clean news
that halves these findings and keeps 97 of 100 right ones."""

BeadRule = Callable[[BeadView, Context], Iterator[Finding]]

WHOLE: tuple[BeadRule, ...] = (omission, addition, moved, unreliable_back_translation)
CLAUSES: tuple[BeadRule, ...] = (partial_omission, partial_addition)
TYPED: tuple[BeadRule, ...] = (
    number_mismatch,
    date_mismatch,
    names,
    negation,
    opposites,
    quotes,
)


def run_rules(context: Context, is_on: Callable[[str], bool]) -> list[Finding]:
    """The findings of every rule that is on."""
    found = [f for rule in (*SURFACE_RULES, disclosure, terminology) for f in rule(context)]
    blind, usual = _blind(context), usual_agreement(context)
    for view, alone in zip(context.views, blind.views, strict=True):
        found += [f for rule in WHOLE for f in rule(view, context)]
        if view.paired:
            found += _of_pair(view, context, alone, blind, usual)
    return [f for f in found if is_on(f.rule)]


def _of_pair(
    view: BeadView, context: Context, alone: BeadView, blind: Context, usual: Usual | None
) -> list[Finding]:
    """`unrelated` stands alone: numbers and names of two unrelated sentences differ as a matter of course. A clause
    that is missing takes its names and numbers along; `divergent-meaning` speaks only where nothing more precise does.
    """
    if apart := list(unrelated(view, context)):
        return apart
    clauses = [f for rule in CLAUSES for f in rule(view, context)]
    typed = [f for rule in TYPED for f in rule(alone, blind) if alone.hypotheses or not _surely_said(f, alone)]
    found = [f for f in typed if not any(_within(f, clause) for clause in clauses)] + clauses
    if any(f.severity >= Severity.MAJOR for f in found):
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
    exchanged = finding.rule == "name-mismatch" and any(s.side == "article" for s in finding.evidence.spans)
    if limit is None or exchanged:
        return False
    doubts = [
        doubt
        for span in finding.evidence.spans
        if span.side == "reference"
        for word, doubt in view.weighed.doubts
        if view.reference[word.sentence].index == span.segment and word.start < span.end and word.end > span.start
    ]
    return bool(doubts) and max(doubts) <= limit


def _within(finding: Finding, clause: Finding) -> bool:
    """All spans on the clause's side lie in the clause, and no other side but the hypothesis is marked."""
    sides = {s.side for s in clause.evidence.spans}
    marked = [s for s in finding.evidence.spans if s.side != "hypothesis"]
    return bool(marked) and all(
        s.side in sides
        and any(c.segment == s.segment and c.start <= s.start and s.end <= c.end for c in clause.evidence.spans)
        for s in marked
    )
