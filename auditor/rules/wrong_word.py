"""A word or an idiom taken in another sense, another of its kind in its place, or what is no word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.facts import fields, senses
from auditor.facts.words.expressions import Place
from auditor.records import Severity
from auditor.rules._in_place import away, claimed, confirmed, shown
from auditor.rules._spelt_only import spelt_only
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading
from auditor.rules.frame.rule import ARABIC_ENGLISH, MISTRANSLATION, Hit, Rule

_BESIDE = 2
"""Sentences before and after one in which a word may tell what is talked of."""
_REACH, _REACH_OF_SENSE = 7.0, 8.0
"""Words between where an answer is expected and where the wrong word may stand: another of its kind; a sense of the table,
which names the wrong word itself, and whose Arabic verb may stand before a long subject."""
_PERHAPS = 4.0
"""The same for Arabic that may answer a member of a field and says something else elsewhere."""
_KIND = 0.3
"""What the contrast must reach for another of a kind. Of two hundred changes of meaning in news, half of them unknown when
the tables were widened, 125 are found; at 1.0 five fewer, and no fewer of the wrong findings in 5,841 clean sentences; at 0
one more of these."""


@dataclass(frozen=True, slots=True)
class _Instead:
    """Words of the reference, the Arabic in their place, and what that says; `asked`: whether the engine has to bear it out.
    An idiom that is rendered word for word suits its own words best, so of the table of senses the engine is not asked: in
    600,000 pairs of open text it speaks 47 times, of some 36 mistakes."""

    reference: Place
    article: Place
    said: str
    asked: bool


def wrong_words(bead: BeadReading, context: Context) -> Iterator[Hit]:
    """Yield a hit for each expression of the reference that the Arabic takes in a sense of the table that is not meant, and
    for each member of a field in whose place the Arabic has another."""
    if bead.too_long:
        return
    for each in _suspected(bead, context):
        if _in_place(each, bead) and not _claimed(each, bead) and not confirmed(each.reference, bead):
            yield _hit(each, bead)


def _suspected(bead: BeadReading, context: Context) -> Iterator[_Instead]:
    around = [w for b in (bead, *context.neighbours(bead, _BESIDE)) for w in b.reference_words]
    for misread in senses.misread(bead.reference_words, bead.article_words, around):
        yield _Instead(misread.reference, misread.article, misread.sense.said, asked=False)
    for other in fields.exchanged(bead.reference_words, bead.article_words, bead.text("article")):
        if not any(away(other.reference, there, bead) <= _PERHAPS for there in other.perhaps):
            yield _Instead(other.reference, other.article, other.said, asked=True)


def _in_place(each: _Instead, bead: BeadReading) -> bool:
    return away(each.reference, each.article, bead) <= (_REACH if each.asked else _REACH_OF_SENSE)


def _claimed(each: _Instead, bead: BeadReading) -> bool:
    """The Arabic there is what another word of the reference says."""
    return any(claimed(word, each.reference, bead) for word in bead.article_words[slice(*each.article)])


def _hit(each: _Instead, bead: BeadReading) -> Hit:
    both = shown(each.reference, each.article, each.said, bead)
    return Hit(
        f"For “{both.word}” the Arabic has “{both.instead}”, which says “{each.said}”",
        both.spans,
        {"reference": both.word, "article": both.instead, "said": each.said},
        least=_KIND if each.asked else None,
        variants=(both.variant,) if each.asked else (),
    )


def why(hit: Hit) -> str:
    word, instead = hit.words("reference"), hit.words("article")
    if not word:
        spelling = hit.words("hypothesis")
        return f"The back-translation only spells it, “{spelling}”, which is in no list of English words either."
    return f"About where an Arabic word for “{word}” should stand, none that the table has was found, but “{instead}”."


RULE = Rule(
    "wrong-word",
    Severity.MAJOR,
    MISTRANSLATION,
    "A word or an idiom in another sense, another of its kind, or no word at all.",
    level="word",
    checks=(wrong_words, spelt_only),
    languages=ARABIC_ENGLISH,
    why=why,
)
