"""Two numbers or two countries that both sides have, in each other's place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from auditor.facts.fact import Fact
from auditor.facts.names import match as name_match
from auditor.facts.names import names as facts
from auditor.facts.names import table as name_table
from auditor.facts.quantities.marks import Mark, marks
from auditor.facts.quantities.matching import ALONE, PLAIN, match
from auditor.facts.words import arabic, english, lexicon
from auditor.records import Span
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading
from auditor.rules.frame.rule import ARABIC_ENGLISH, Hit, Value
from auditor.wordlists.patterns import Pattern

_BESIDE = 3
"""Words on either side of a number that say what it counts."""
_BEFORE = Pattern(r"(?<!\w)(from|to|من|إلى|الى)\s+(?:\w+\s+)?[$€£¥]?$", re.IGNORECASE)
"""What a number comes from or goes to, with a word like `about` between them."""
_MOST = 8
"""A sentence with more pairs of numbers is a table."""
_COUNTRY = 2
"""Words of a country's name; one more, and it is somebody's or something's (American Othello player)."""
_BORNE_OUT = 0.0
"""What the contrast must reach for two countries."""
_ONE_LIST = Pattern(r"(?:[\s,;&]+|(?:and|or|as well as|the|of)\b|(?-i:[A-Z])[\w.’'-]*)*", re.IGNORECASE)
"""What stands between two members of one list, whose order says nothing: Canada, Japan and the Russian Federation."""

SameNumber = tuple[Mark, Mark]
"""The same number in the reference and in the article."""


def numbers_exchanged(bead: BeadReading, context: Context) -> Iterator[Hit]:
    """Two numbers that stand in the reference the other way round: 12 dead and 30 wounded.

    Two numbers of one kind keep their order in translation (one of 68 pairs in clean news did not). Where they do not,
    the words beside them say whether their clauses moved along.
    """
    if len(bead.article) != 1 or len(bead.reference) != 1:
        return
    if (context.article_lang, context.reference_lang) != ARABIC_ENGLISH:
        return
    pairs = _pairs(bead)
    if len(pairs) > _MOST:
        return
    for first, second in combinations(pairs, 2):
        if first[0].kind == second[0].kind and _crossed(first, second, bead):
            places = (first[1], second[1], first[0], second[0])
            yield _found(first, second, tuple(bead.span(m.side, m.position, m.start, m.end) for m in places))
            return


def countries_exchanged(bead: BeadReading, context: Context) -> Iterator[Hit]:
    """Two countries that the article names the other way round: who lent to whom. Arabic moves
    names more freely than numbers, so the contrast must bear it out."""
    text = bead.text("reference")
    read = [(f, name_table.canonical(name_match.words_of(f))) for f in facts.extract(text, "en")]
    read = [(f, names) for f, names in read if len(name_match.words_of(f)) <= _COUNTRY and name_table.state(names)]
    if len(read) < 2:
        return
    spoken = name_table.extract(bead.article_words)
    pairs = [(f, there[0]) for f, names in read if len(there := _named(names, spoken)) == 1]
    for (first, its), (second, other) in combinations(pairs[:_MOST], 2):
        if its.start > other.start and not _ONE_LIST.fullmatch(text[first.end : second.start]):
            yield _swapped(first, second, its, other, bead)


def _named(names: Collection[str], spoken: Sequence[Fact]) -> list[Fact]:
    return [f for f in spoken if f.value in names]


def _pairs(bead: BeadReading) -> list[SameNumber]:
    """Plain numbers that either side has once, in the order of the reference."""
    wanted = marks("reference", (bead.reference[0].text,), "en")
    stated = marks("article", (bead.article[0].text,), "ar")
    found = [
        (read, spoken)
        for read, spoken in match(wanted, stated, PLAIN)[0]
        if min(read.certainty, spoken.certainty) >= ALONE and not read.dated and not spoken.dated
    ]
    there, here = _times(wanted), _times(stated)
    once = ((r, s) for r, s in found if there[r.values[0]] == here[s.values[0]] == 1)
    return sorted(once, key=lambda pair: pair[0].start)


def _times(side: Sequence[Mark]) -> Counter[Hashable]:
    """How many numbers of a side can be read as each value; counted once for all, since a side may be a table."""
    return Counter(value for mark in side for value in set(mark.values))


def _crossed(first: SameNumber, second: SameNumber, bead: BeadReading) -> bool:
    (read, spoken), (then_read, then_spoken) = first, second
    ways = [_way(m, bead) for m in (read, then_read, spoken, then_spoken)]
    if any(ways[:2]):  # to 50 from 40: each language has its own order
        return all(ways) and ways[0] != ways[2] and ways[1] != ways[3]
    if spoken.start < then_spoken.start or _score(read, then_read, bead):
        return False
    straight = _alike(read, spoken, bead) + _alike(then_read, then_spoken, bead)
    return _alike(read, then_spoken, bead) + _alike(then_read, spoken, bead) > straight


def _way(mark: Mark, bead: BeadReading) -> str | None:
    """`from` or `to`, where a number stands behind it or behind what means it."""
    text = (bead.reference if mark.side == "reference" else bead.article)[0].text
    before = _BEFORE.search(text[: mark.start])
    return {"من": "from", "إلى": "to", "الى": "to"}.get(before[1], before[1].lower()) if before else None


def _score(first: Mark, second: Mark, bead: BeadReading) -> bool:
    """`31-27`: read from right to left it is the same result."""
    return len(bead.reference[0].text[first.end : second.start].strip()) <= 1


def _alike(read: Mark, spoken: Mark, bead: BeadReading) -> float:
    """How closely words around a number of the reference and one of the article answer each other."""
    mine = _beside(bead.reference_words, read)
    theirs = _beside(bead.article_words, spoken)
    return sum(
        max(
            (1 / (away + gone) for other, gone in theirs if lexicon.weight(word, other) >= lexicon.ANSWERS), default=0.0
        )
        for word, away in mine
    )


def _beside(words: Sequence[english.Word | arabic.Word], mark: Mark) -> list[tuple[str, int]]:
    """The words on either side of a number, and how far away they stand."""
    before = [w.norm for w in words if w.end <= mark.start][: -_BESIDE - 1 : -1]
    after = [w.norm for w in words if w.start >= mark.end][:_BESIDE]
    return [(word, away) for side in (before, after) for away, word in enumerate(side, 1)]


def _swapped(first: Fact, second: Fact, its: Fact, other: Fact, bead: BeadReading) -> Hit:
    text = bead.text("reference")
    variant = text[: first.start] + second.text + text[first.end : second.start] + first.text + text[second.end :]
    spans = (
        *(s for f in (its, other) for s in bead.joined_span("article", f.start, f.end)),
        *(s for f in (first, second) for s in bead.joined_span("reference", f.start, f.end)),
    )
    return replace(_found((first, its), (second, other), spans), least=_BORNE_OUT, variants=(variant,))


def _found(
    first: tuple[Mark | Fact, Mark | Fact], second: tuple[Mark | Fact, Mark | Fact], spans: tuple[Span, ...]
) -> Hit:
    """Of two things, each in the reference and in the article."""
    message = f"“{first[0].text}” and “{second[0].text}” have changed places"
    details: dict[str, Value] = {
        "reference": f"{first[0].text}, {second[0].text}",
        "article": f"{second[1].text}, {first[1].text}",
    }
    # China and India are close in any vector space: where the article names the other, the encoder is not asked.
    return Hit(message, spans, details, refutable=False)
