"""Which finding gives way to which: one divergence is said once, by the rule that says it best."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from auditor.records import Severity
from auditor.rules.frame.finding import Claim


@dataclass(frozen=True, slots=True)
class GivesWay:
    """One line of the table: claims of a level or of a rule give way to those of another, of the same bead."""

    who: str
    to: str
    where: Callable[[Claim, Claim], bool]
    """Of two claims, the one that may give way first."""


def settled(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of one bead that stand."""
    standing = list(claims)
    for line in TABLE:
        stronger = [c for c in standing if line.to in (c.rule.level, c.rule.id)]
        standing = [
            c
            for c in standing
            if line.who not in (c.rule.level, c.rule.id) or not any(line.where(c, other) for other in stronger)
        ]
    return standing


def held_against_the_reference(claim: Claim) -> bool:
    """What another story makes pointless to say."""
    return claim.rule.level != "article"


def _anywhere(weaker: Claim, stronger: Claim) -> bool:
    return True


def _grave(weaker: Claim, stronger: Claim) -> bool:
    return stronger.severity >= Severity.MAJOR


def _same_word(weaker: Claim, stronger: Claim) -> bool:
    """Both mark the same words of the reference."""
    return weaker.hit.overlaps(stronger.hit, "reference")


def _same_words(weaker: Claim, stronger: Claim) -> bool:
    """Both mark the same words of the reference, or of the article."""
    return _same_word(weaker, stronger) or weaker.hit.overlaps(stronger.hit, "article")


def _within(weaker: Claim, stronger: Claim) -> bool:
    """It lies in the other; a clause that is hardly one takes nothing along that weighs more."""
    return stronger.severity >= min(weaker.severity, Severity.MAJOR) and _lies_in(weaker, stronger)


def _lies_in(inner: Claim, outer: Claim) -> bool:
    """All words that accuse lie in the other's, and no other side but the hypothesis is accused."""
    around = outer.hit.spans
    sides = {s.side for s in around}
    accused = [s for s in inner.hit.spans if s.side != "hypothesis"]
    return bool(accused) and all(
        s.side in sides and any(c.segment == s.segment and c.start <= s.start and s.end <= c.end for c in around)
        for s in accused
    )


def _around(weaker: Claim, stronger: Claim) -> bool:
    """The other lies in it and weighs more."""
    return not _within(stronger, weaker) and _lies_in(stronger, weaker)


TABLE: Sequence[GivesWay] = (
    # Numbers and names of two sentences that say nothing in common differ as a matter of course.
    GivesWay("clause", "sentence", _anywhere),
    GivesWay("word", "sentence", _anywhere),
    GivesWay("score", "sentence", _anywhere),
    # Next year is a date rather than an opposite.
    GivesWay("opposite-meaning", "date-mismatch", _same_word),
    # A word that denies by its prefix (unconditional) may stand in the table of opposites too.
    GivesWay("opposite-meaning", "negation-mismatch", _same_word),
    # Of two words that the tables have for one, the more special rule speaks.
    *(
        GivesWay("wrong-word", rule, _same_words)
        for rule in ("number-mismatch", "date-mismatch", "name-mismatch", "opposite-meaning")
    ),
    # A clause that is missing takes its names and numbers along.
    GivesWay("word", "clause", _within),
    # A clause that is hardly one leaves its words to who knows them better.
    GivesWay("clause", "word", _around),
    # A score speaks only where nothing more precise does.
    GivesWay("score", "clause", _grave),
    GivesWay("score", "word", _grave),
)
"""Read from top to bottom: what gave way in one line takes nothing along in the next."""
