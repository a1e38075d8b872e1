"""Quoted words on one side only."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.facts import quotes as facts
from auditor.records import Severity, Side
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading
from auditor.rules.frame.rule import MISTRANSLATION, Hit, Rule

_LEAST = 3
"""Words from which a quotation is someone's words; shorter ones are titles, terms and irony, which styles mark
freely."""


def quotes(bead: BeadReading, context: Context) -> Iterator[Hit]:
    """A quotation of one side where the other side, its neighbours included, marks none.

    The article must give the words within one pair of marks and the reference in reported speech, or the other way
    round.
    """
    yield from _one_sided(bead, context, "reference", "article")
    yield from _one_sided(bead, context, "article", "reference")


def _one_sided(bead: BeadReading, context: Context, side: Side, other: Side) -> Iterator[Hit]:
    around = (bead, *context.neighbours(bead))
    if any(facts.marked(v.text(other)) for v in around):
        return
    for position, sentence in enumerate(bead.side(side)):
        for fact in facts.extract(sentence.text, ""):
            if fact.certainty == 1.0 and isinstance(fact.value, int) and fact.value >= _LEAST:
                span = bead.span(side, position, fact.start, fact.end)
                where = "the reference" if other == "reference" else "the Arabic"
                message = f"These words are quoted, but not in {where}"
                yield Hit(message, (span,), {side: fact.text, "words": fact.value})
                return


def why(hit: Hit) -> str:
    words = hit.number("words")
    number = f"{words:.0f} words" if words else "These words"
    return (
        f"{number} stand in quotation marks here; the other side, the sentences beside it included, has no such marks."
    )


RULE = Rule(
    "quote-mismatch",
    Severity.MINOR,
    MISTRANSLATION,
    "Quoted words on one side only.",
    level="word",
    checks=(quotes,),
    why=why,
)
