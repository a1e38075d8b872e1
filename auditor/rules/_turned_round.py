"""An expression of the reference that the article turns round, by the table of such expressions."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.facts import turned as facts
from auditor.facts.turned import Turned
from auditor.facts.words.expressions import Place
from auditor.rules._in_place import away, claimed, confirmed, shown
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading, Denials
from auditor.rules.frame.rule import Hit

_REACH = 8.0
"""Words between where an answer is expected and where the other side may stand."""
_PARTICLES = frozenset({"من", "في", "عن", "علي", "الي"})
"""Folded."""
_DENIED = 4
"""Words before an expression in which a denial turns it round."""
_WITNESSED, _LEAST = 0.0, -4.0
"""What the contrast must reach, beside a back-translation that bears witness and without one. An encoder alone tells
opposites apart badly, so that it is only heard where it speaks plainly against a finding: words alone already suspect no
more than three of 5,841 pairs of clean text, and two of these are mistakes there."""


def turned_round(bead: BeadReading, context: Context) -> Iterator[Hit]:
    """Yield a plain hit for each expression of the reference whose other side the article says about where it should
    stand; of several expressions that its Arabic may answer for the nearest."""
    if bead.too_long:
        return
    nearest: dict[Place, Turned] = {}
    for each in facts.turned(bead.reference_words, bead.article_words, bead.text("article")):
        if each.article not in nearest or _away(each, bead) < _away(nearest[each.article], bead):
            nearest[each.article] = each
    said: set[Place] = set()
    for each in nearest.values():
        if each.reference in said or _denied(each, bead) or _away(each, bead) > _REACH:
            continue
        if not _claimed(each, bead) and not confirmed(each.reference, bead):
            said.add(each.reference)
            yield _hit(each, bead)


def _denied(each: Turned, bead: BeadReading) -> bool:
    """A denial before one of the two turns it round; one in the Arabic expression itself (من غير المرجح) may answer a denial
    anywhere in the reference."""
    read, spoken = _deny(bead.reference_denials), _deny(bead.article_denials)
    before = (0 < each.reference[0] - i <= _DENIED for i in read), (0 < each.article[0] - i <= _DENIED for i in spoken)
    within = any(i in range(*each.article) for i in spoken)
    return any(map(any, before)) or (within and any(i not in range(*each.reference) for i in read))


def _deny(denials: Denials) -> list[int]:
    return [i for i, cue in denials if cue.certainty >= 0.6]


def _away(each: Turned, bead: BeadReading) -> float:
    return away(each.reference, each.article, bead)


def _claimed(each: Turned, bead: BeadReading) -> bool:
    """The Arabic there is what other words of the reference say, each of its words but particles: certainly possible is
    من المحتمل جدا."""
    spoken = bead.article_words[slice(*each.article)]
    spoken = tuple(word for word in spoken if word.norm not in _PARTICLES) or spoken
    return all(claimed(word, each.reference, bead) for word in spoken)


def _hit(each: Turned, bead: BeadReading) -> Hit:
    both = shown(each.reference, each.article, each.said, bead)
    return Hit(
        f"“{both.word}” is the opposite of what the Arabic says (“{both.instead}”)",
        both.spans,
        {"reference": both.word, "article": both.instead, "hypothesis": None},
        least=_WITNESSED if bead.witness else _LEAST,
        variants=(both.variant,),
        plain=True,
    )
