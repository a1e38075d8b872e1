"""What a bead's two sides count and date, set against each other; the number and the date rule report it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from auditor.facts import dates, numbers
from auditor.facts.fact import Fact
from auditor.records import Side
from auditor.rules.view import BeadView, Context

DATE_KINDS = frozenset({"time", "year", "day", "decade", "century", "month", "hijri-month", "weekday", "relative-day"})
_POOLS = {
    "vague": "vague",
    "month": "month",
    "hijri-month": "hijri-month",
    "weekday": "weekday",
    "relative-day": "relative-day",
}
_LOOSE_BELOW = 0.25
"""A fact less certain than this supports, and never demands."""
_Key = tuple[str, Hashable]
"""A pool and a value in it."""
_DEMANDS = 0.6
_ALONE = 0.9
_PLAIN = ((True, _DEMANDS), (False, _LOOSE_BELOW))
_LOOSE = ((False, 0.0),)
"""Passes of matching: likeliest readings only or all, and the least certainty."""
_PARTS = {
    Fraction(50): Fraction(1, 2),
    Fraction(25): Fraction(1, 4),
    Fraction(75): Fraction(3, 4),
    Fraction(20): Fraction(1, 5),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One stated quantity of a bead's side, with all its readings."""

    side: Side
    position: int
    """Which sentence of the side."""
    pool: str
    """Marks are compared within a pool."""
    kind: str
    start: int
    end: int
    text: str
    readings: tuple[tuple[Hashable, float], ...]
    """(value, certainty), the likeliest first."""

    @property
    def certainty(self) -> float:
        """Of the likeliest reading."""
        return self.readings[0][1]

    @property
    def values(self) -> tuple[Hashable, ...]:
        """All readings without their certainty."""
        return tuple(v for v, _ in self.readings)

    @property
    def dated(self) -> bool:
        """It says when, not how many."""
        return self.kind in DATE_KINDS


@dataclass(frozen=True, slots=True)
class Divergence:
    """A quantity of one side that the other does not have, or one of each that stand against each other."""

    reference: Mark | None
    article: Mark | None
    hypothesis: Mark | None
    """What the back-translation says in the article's place."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Those that exist, the article's first."""
        return tuple(m for m in (self.article, self.hypothesis, self.reference) if m is not None)

    @property
    def dated(self) -> bool:
        """It belongs to the date rule."""
        reference, article = self.reference, self.article
        if reference is None or article is None:
            return any(m.dated for m in self.marks)
        return reference.dated or (article.dated and reference.text.isdecimal() and len(reference.text) == len(article.text))

    @property
    def sure(self) -> bool:
        """Digits or a plainly spelled-out number on every side it rests on."""
        return all(m.certainty >= _ALONE for m in (self.reference, self.article) if m is not None)


def divergences(view: BeadView, context: Context) -> tuple[Divergence, ...]:
    """The quantities of a paired bead that do not agree, those of neighbouring beads taken into account."""
    if not view.paired:
        return ()
    hypothesis = view.hypotheses if view.reliable else ()
    sides = (
        tuple(s.text for s in view.article),
        tuple(h.text for h in hypothesis),
        tuple(s.text for s in view.reference),
        context.article_lang,
        context.reference_lang,
    )
    found = _compare(*sides)
    if not found:
        return ()
    near_article, near_reference = _unclaimed(view, context)
    return tuple(d for d in found if not _moved(d, near_article, near_reference))


def _moved(divergence: Divergence, near_article: set[_Key], near_reference: set[_Key]) -> bool:
    """What is missing here stands, itself without a counterpart, in the sentence before or after."""
    reference, article = divergence.reference, divergence.article
    gone = reference is None or any((reference.pool, v) in near_article for v in reference.values)
    come = article is None or any((article.pool, v) in near_reference for v in article.values)
    return gone and come


def _unclaimed(view: BeadView, context: Context) -> tuple[set[_Key], set[_Key]]:
    """Values of the neighbouring beads, article and reference, that have no counterpart there."""
    article: set[_Key] = set()
    reference: set[_Key] = set()
    for other in context.neighbours(view):
        here = marks("article", tuple(s.text for s in other.article), context.article_lang)
        there = marks("reference", tuple(s.text for s in other.reference), context.reference_lang)
        _, left, right = _match(there, here)
        reference.update((m.pool, v) for m in left if m.certainty >= _DEMANDS for v in m.values)
        article.update((m.pool, v) for m in right if m.certainty >= _DEMANDS for v in m.values)
    return article, reference


@lru_cache(maxsize=1024)
def _compare(
    article: tuple[str, ...], hypothesis: tuple[str, ...], reference: tuple[str, ...], lang: str, reference_lang: str
) -> tuple[Divergence, ...]:
    stated = marks("article", article, lang)
    if hypothesis:
        # A back-translation says "two" where a word is a dual; without it the ending alone is too little for digits.
        stated = [m for m in stated if m.kind != "dual" or m.certainty >= _LOOSE_BELOW]
    heard = marks("hypothesis", hypothesis, reference_lang)
    wanted = marks("reference", reference, reference_lang)
    pairs, missing, extra = _match(wanted, stated, _PLAIN)
    heard_for = _match([r for r, _ in pairs], heard)
    confirmed = _match(missing, heard_for[2])
    missing = confirmed[1]
    values = {(m.pool, v) for m in stated if m.certainty >= _LOOSE_BELOW for v in m.values}
    given = {(m.pool, v) for m in wanted if m.certainty >= _LOOSE_BELOW for v in m.values}
    readable = lang in ("ar", "en")
    against, missing, extra = _oppose(missing, extra)
    _, missing, extra = _match(missing, extra, _LOOSE)
    alone = _judge(missing, extra, heard if hypothesis else None, values, given, readable)
    return (*(Divergence(w, r, _echo(r, heard)) for w, r in against), *alone)


def _oppose(
    missing: Sequence[Mark], extra: Sequence[Mark]
) -> tuple[list[tuple[Mark, Mark]], list[Mark], list[Mark]]:
    """Set what is left over of the two sides against each other, the likeliest rivals first."""
    pairs, rest, free = [], [], list(extra)
    for want in sorted(missing, key=lambda m: -m.certainty):
        rival = max((e for e in free[:50] if _opposed(want, e)), key=lambda e: _likeness(want, e), default=None)
        if rival is None:
            rest.append(want)
        else:
            free.remove(rival)
            pairs.append((want, rival))
    return pairs, rest, free


def _judge(
    missing: Sequence[Mark],
    extra: Sequence[Mark],
    heard: Sequence[Mark] | None,
    stated: set[_Key],
    given: set[_Key],
    readable: bool,
) -> Iterator[Divergence]:
    """What stands alone on one side and is sure enough to be missed on the other."""
    for want in missing:
        if _stands_alone(want) and readable and not any((want.pool, v) in stated for v in want.values):
            yield Divergence(want, None, None)
    for mark in extra:
        # Where the engine did not hear a number in these words, they may be none (ستون is sixty, and Stone).
        spelled = mark.certainty < 1.0
        echo = _echo(mark, heard)
        if (
            _stands_alone(mark)
            and not any((mark.pool, v) in given for v in mark.values)
            and not (spelled and heard is not None and echo is None)
        ):
            yield Divergence(None, mark, echo)


def _stands_alone(mark: Mark) -> bool:
    """Sure enough to be missed although nothing stands in its place."""
    return mark.pool == "numeric" and mark.certainty >= _ALONE


def _opposed(want: Mark, other: Mark) -> bool:
    """The two may be the same quantity, differently stated."""
    if want.pool != other.pool or min(want.certainty, other.certainty) < 0.4:
        return False
    if want.pool != "numeric" or want.kind == other.kind == "code":
        return True
    if "dual" in (want.kind, other.kind) and want.values[0] == 1:
        return False
    low, high = sorted((want.certainty, other.certainty))
    return high >= _DEMANDS and (low >= _DEMANDS or want.kind == other.kind)


def _likeness(want: Mark, other: Mark) -> float:
    """How likely two marks are to stand for one another: kind, digits in common, size."""
    same = 3.0 * (want.kind == other.kind) + 1.0 * (want.dated == other.dated)
    left, right = want.values[0], other.values[0]
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        a, b = str(left), str(right)
        same += 2.0 * (len(a) == len(b)) + sum(x == y for x, y in zip(a, b)) / max(len(a), len(b))
    return same + other.certainty


def _echo(mark: Mark, heard: Iterable[Mark] | None) -> Mark | None:
    """Where the back-translation says the same as the article."""
    return next((h for h in heard or () if h.pool == mark.pool and set(h.values) & set(mark.values)), None)


def _match(
    wanted: Sequence[Mark], stated: Sequence[Mark], passes: tuple[tuple[bool, float], ...] = _PLAIN + _LOOSE
) -> tuple[list[tuple[Mark, Mark]], list[Mark], list[Mark]]:
    """Pair marks of equal value, the surest readings first; the pairs, and what is left of each side."""
    pairs: list[tuple[Mark, Mark]] = []
    left, right = list(wanted), list(stated)
    for likely, floor in passes:
        table: dict[tuple[str, Hashable], list[Mark]] = defaultdict(list)
        for mark in right:
            if mark.certainty >= floor:
                for value in mark.values[: 1 if likely else None]:
                    table[mark.pool, value].append(mark)
        used: set[int] = set()
        rest: list[Mark] = []
        for mark in left:
            partner = _partner(mark, table, used, likely) if mark.certainty >= floor else None
            if partner is None:
                rest.append(mark)
            else:
                used.add(id(partner))
                pairs.append((mark, partner))
        left, right = rest, [m for m in right if id(m) not in used]
    return pairs, left, right


def _partner(mark: Mark, table: dict[tuple[str, Hashable], list[Mark]], used: set[int], likely: bool) -> Mark | None:
    for value in mark.values[: 1 if likely else None]:
        row = [m for m in table.get((mark.pool, value), ()) if id(m) not in used]
        if row:
            return max(row[:50], key=lambda m: (m.kind == mark.kind, m.certainty))
    return None


def marks(side: Side, sentences: tuple[str, ...], lang: str) -> list[Mark]:
    """All marks of one side of a bead."""
    return [m for i, s in enumerate(sentences) for m in _marks(side, i, s, lang)]


def _marks(side: Side, position: int, text: str, lang: str) -> Iterator[Mark]:
    dated = dates.extract(text, lang)
    solid = [f for f in dated if f.certainty >= 0.8]
    counted = [f for f in numbers.extract(text, lang) if not _inside(f, solid)]
    spans: dict[tuple[str, int, int], list[Fact]] = defaultdict(list)
    for fact in (*dated, *counted):
        spans[_POOLS.get(fact.kind, "numeric"), fact.start, fact.end].append(fact)
    for (pool, start, end), facts in sorted(spans.items(), key=lambda item: item[0][1]):
        facts.sort(key=lambda f: -f.certainty)
        readings = [(f.value, f.certainty) for f in facts]
        readings += [(v, 0.3) for f in facts for v in _further(f)]
        unique = tuple({v: (v, c) for v, c in reversed(readings)}.values())[::-1]
        yield Mark(side, position, pool, facts[0].kind, start, end, text[start:end], unique)
        if pool == "month":
            yield Mark(
                side, position, "numeric", "loose", start, end, text[start:end], ((Fraction(facts[0].value), 0.2),)
            )  # type: ignore[arg-type]


def _inside(fact: Fact, others: Sequence[Fact]) -> bool:
    """A date fact that is no mere month or weekday covers the place of a number."""
    return any(o.start < fact.end and fact.start < o.end for o in others)


def _further(fact: Fact) -> Iterator[Hashable]:
    """Other ways to state the same: 50 % and a half, the 1980s and the eighties, the 1900s and the 20th century."""
    value = fact.value
    if not isinstance(value, Fraction):
        return
    if fact.kind == "percent" and value in _PARTS:
        yield _PARTS[value]
    if fact.kind == "decade" and value < 100:
        yield 1900 + value
    if fact.kind == "decade" and value % 100 == 0:
        yield value / 100 + 1
