"""All rules over one article, and which finding gives way to which."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from auditor.records import Finding, Severity
from auditor.rules.dates import date_mismatch
from auditor.rules.meaning import divergent_meaning, partial_addition, partial_omission, unrelated
from auditor.rules.names import names
from auditor.rules.negation import negation
from auditor.rules.notes import disclosure, terminology, unreliable_back_translation
from auditor.rules.numbers import number_mismatch
from auditor.rules.opposites import opposites
from auditor.rules.quotes import quotes
from auditor.rules.surface import SURFACE_RULES
from auditor.rules.view import BeadView, Context
from auditor.rules.whole import addition, moved, omission

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
    terminology,
)


def run_rules(context: Context, is_on: Callable[[str], bool]) -> list[Finding]:
    """The findings of every rule that is on."""
    found = [f for rule in (*SURFACE_RULES, disclosure) for f in rule(context)]
    for view in context.views:
        found += [f for rule in WHOLE for f in rule(view, context)]
        if view.paired:
            found += _of_pair(view, context)
    return [f for f in found if is_on(f.rule)]


def _of_pair(view: BeadView, context: Context) -> list[Finding]:
    """`unrelated` stands alone: numbers and names of two unrelated sentences differ as a matter of course. A clause
    that is missing takes its names and numbers along; `divergent-meaning` speaks only where nothing more precise does.
    """
    if apart := list(unrelated(view, context)):
        return apart
    clauses = [f for rule in CLAUSES for f in rule(view, context)]
    typed = [f for rule in TYPED for f in rule(view, context)]
    found = [f for f in typed if not any(_within(f, clause) for clause in clauses)] + clauses
    if any(f.severity >= Severity.MAJOR for f in found):
        return found
    return found + list(divergent_meaning(view, context))


def _within(finding: Finding, clause: Finding) -> bool:
    """All spans on the clause's side lie in the clause, and no other side but the hypothesis is marked."""
    sides = {s.side for s in clause.evidence.spans}
    marked = [s for s in finding.evidence.spans if s.side != "hypothesis"]
    return bool(marked) and all(
        s.side in sides
        and any(c.segment == s.segment and c.start <= s.start and s.end <= c.end for c in clause.evidence.spans)
        for s in marked
    )
