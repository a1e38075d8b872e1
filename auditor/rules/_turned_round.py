"""An expression of the reference that the article turns round, by the table of such expressions."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.facts import turned as facts
from auditor.facts import variants
from auditor.facts.turned import Turned
from auditor.facts.words import lexicon
from auditor.facts.words.expressions import Place
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading, Denials
from auditor.rules.frame.rule import Hit

_REACH = 8.0
"""Words between where an answer is expected and where the other side may stand."""
_CLAIMED = 0.15
"""Weight from which an Arabic word answers another word of the reference."""
_PARTICLES = frozenset({"من", "في", "عن", "على", "علي", "إلى", "الي"})
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
        if each.article not in nearest or _distance(each, bead) < _distance(nearest[each.article], bead):
            nearest[each.article] = each
    said: set[Place] = set()
    for each in nearest.values():
        denied = _denied(each, bead)
        if each.reference in said or denied or _distance(each, bead) > _REACH:
            continue
        if not _claimed(each, bead) and not _confirmed(each, bead):
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


def _distance(each: Turned, bead: BeadReading) -> float:
    """Words between where the answer is expected and where the other side stands."""
    return abs(sum(each.article) / 2 - 0.5 - bead.to_article.expect(sum(each.reference) / 2 - 0.5))


def _claimed(each: Turned, bead: BeadReading) -> bool:
    """The Arabic there is what other words of the reference say, each of its words but particles: certainly possible is
    من المحتمل جدا."""
    first, last = each.reference
    others = bead.reference_words[:first] + bead.reference_words[last:]
    spoken = bead.article_words[slice(*each.article)]
    spoken = tuple(word for word in spoken if word.norm not in _PARTICLES) or spoken
    return all(any(lexicon.weight(other.norm, word.norm) > _CLAIMED for other in others) for word in spoken)


def _confirmed(each: Turned, bead: BeadReading) -> bool:
    """A back-translation that bears witness says what the reference says."""
    wanted = [w.norm for w in bead.reference_words[slice(*each.reference)]]
    said = [w.norm for w in bead.hypothesis_words]
    return any(said[k : k + len(wanted)] == wanted for k in range(len(said)))


def _hit(each: Turned, bead: BeadReading) -> Hit:
    read, spoken = bead.reference_words[slice(*each.reference)], bead.article_words[slice(*each.article)]
    (start, end), there = (read[0].start, read[-1].end), (spoken[0].start, spoken[-1].end)
    text = bead.text("reference")
    word, instead = text[start:end], bead.text("article")[slice(*there)]
    return Hit(
        f"“{word}” is the opposite of what the Arabic says (“{instead}”)",
        (*bead.joined_span("reference", start, end), *bead.joined_span("article", *there)),
        {"reference": word, "article": instead, "hypothesis": None},
        least=_WITNESSED if bead.witness else _LEAST,
        variants=(variants.reworded(text, start, end, each.said),),
        plain=True,
    )
