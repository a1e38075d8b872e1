"""All rules over one article: their hits become findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from auditor import rules as room
from auditor.records import Finding
from auditor.rules import precedence
from auditor.rules.frame.certainty import least
from auditor.rules.frame.context import Context
from auditor.rules.frame.finding import Claim, claim, finding
from auditor.rules.frame.reading import BeadReading
from auditor.rules.frame.rule import Hit, Level, Rule
from auditor.rules.suspicions import borne_out
from auditor.scoring.contrast import Contrast

CONTRARY = 2.5
"""Contrast from which a denial stands whatever the encoder says: the words around it are said on both sides as a matter of
course."""

_WEIGHED: frozenset[Level] = frozenset({"sentence", "word"})
"""What is held against the rate of false alarms by its certainty. Clauses and scores have their limits from the calibration,
at that very rate; checks of the Arabic by itself, and notes, accuse no translation."""

IsOn = Callable[[str], bool]


def run_rules(context: Context, is_on: IsOn, contrast: Contrast | None = None) -> list[Finding]:
    """The findings of every rule that is on; a rule that is off neither runs nor keeps another one silent. `contrast`
    judges suspicions; without it words alone do."""
    on = [rule for rule in room.RULES.values() if is_on(rule.id) and _reads(rule, context)]
    needed = least(context.false_alarms)
    claims = _claims(context, on, contrast)
    return [finding(context, c) for c in claims if c.rule.level not in _WEIGHED or c.certainty >= needed]


def _reads(rule: Rule, context: Context) -> bool:
    return rule.reads(context.article_lang, context.reference_lang)


def _claims(context: Context, on: Sequence[Rule], contrast: Contrast | None) -> list[Claim]:
    whole = [c for rule in on for c in _of_article(rule, context)]
    if any(c.hit.whole for c in whole):
        return [c for c in whole if c.hit.whole or not precedence.held_against_the_reference(c)]
    standing = [c for c in whole if not precedence.held_against_the_reference(c)]
    others = [c for c in whole if precedence.held_against_the_reference(c)]
    for claims in _by_bead(context, on, others, contrast):
        standing += precedence.settled(claims)
    return standing


def _of_article(rule: Rule, context: Context) -> Iterator[Claim]:
    for check in rule.article_checks:
        for hit in check(context):
            if hit.bead is not None:
                yield claim(context, rule, hit, hit.bead)


def _by_bead(
    context: Context, on: Sequence[Rule], whole: Sequence[Claim], contrast: Contrast | None
) -> Iterator[list[Claim]]:
    """For each bead what is claimed of it."""
    hits = [[(rule, hit) for rule in on for hit in _of_bead(rule, bead, context)] for bead in context.beads]
    suspected = [[(rule, hit) for rule, hit in row if hit.least is not None] for row in hits]
    of_article: defaultdict[int, list[Claim]] = defaultdict(list)
    for one in whole:
        of_article[id(one.bead)].append(one)
    passed = borne_out(context.beads, suspected, contrast)
    for bead, row, more in zip(context.beads, hits, passed, strict=True):
        mine = [(rule, hit) for rule, hit in row if hit.least is None] + more
        mine = [(rule, hit) for rule, hit in mine if not _refuted(rule, hit, bead)]
        yield [claim(context, rule, hit, bead.view) for rule, hit in mine] + of_article[id(bead.view)]


def _of_bead(rule: Rule, bead: BeadReading, context: Context) -> Iterator[Hit]:
    if rule.concerns(bead):
        for check in rule.checks:
            yield from check(bead, context)


def _refuted(rule: Rule, hit: Hit, bead: BeadReading) -> bool:
    """No back-translation bears witness, and the encoder finds everything said that the hit marks in the reference."""
    if rule.refuted_at is None or not hit.refutable or bead.hypotheses:
        return False
    if hit.contrast is not None and hit.contrast >= CONTRARY:
        return False
    doubts = [
        doubt
        for span in hit.marked
        if span.side == "reference"
        for word, doubt in bead.weighed.doubts
        if bead.reference[word.sentence].index == span.segment and word.start < span.end and word.end > span.start
    ]
    return bool(doubts) and max(doubts) <= rule.refuted_at
