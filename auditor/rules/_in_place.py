"""An expression of the reference and the Arabic in its place: what the rules share that find such pairs in tables."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.facts import variants
from auditor.facts.words import arabic, lexicon
from auditor.facts.words.expressions import Place
from auditor.records import Span
from auditor.rules.frame.reading import BeadReading

_CLAIMED = 0.15
"""Weight from which an Arabic word answers another word of the reference."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The two as a finding shows them."""

    word: str
    instead: str
    spans: tuple[Span, ...]
    variant: str
    """The reference as it would read if the Arabic was right."""


def shown(reference: Place, article: Place, said: str, bead: BeadReading) -> Shown:
    """The words at a place of the reference and at one of the article, which says `said`."""
    read, spoken = bead.reference_words[slice(*reference)], bead.article_words[slice(*article)]
    (start, end), there = (read[0].start, read[-1].end), (spoken[0].start, spoken[-1].end)
    text = bead.text("reference")
    spans = *bead.joined_span("reference", start, end), *bead.joined_span("article", *there)
    variant = variants.reworded(text, start, end, said)
    return Shown(text[start:end], bead.text("article")[slice(*there)], spans, variant)


def away(reference: Place, article: Place, bead: BeadReading) -> float:
    """Words between where the answer of an expression is expected and where this one stands, from middle to middle."""
    return abs(sum(article) / 2 - 0.5 - bead.to_article.expect(sum(reference) / 2 - 0.5))


def claimed(word: arabic.Word, reference: Place, bead: BeadReading) -> bool:
    """An Arabic word is what another word of the reference says."""
    first, last = reference
    others = bead.reference_words[:first] + bead.reference_words[last:]
    return any(lexicon.weight(other.norm, word.norm) > _CLAIMED for other in others)


def confirmed(reference: Place, bead: BeadReading) -> bool:
    """A back-translation that bears witness says what the reference says there."""
    wanted = [w.norm for w in bead.reference_words[slice(*reference)]]
    said = [w.norm for w in bead.hypothesis_words]
    return any(said[k : k + len(wanted)] == wanted for k in range(len(said)))
