"""What a bead's two sides count and date, set against each other; the number and the date rule report it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import chain, islice

from auditor.facts.quantities import bounds, signs
from auditor.facts.quantities.marks import Mark, alike, converted, marks, unlike
from auditor.facts.quantities.matching import ALONE, DEMANDS, LOOSE, LOOSE_BELOW, PLAIN, match

Key = tuple[str, Hashable]
"""A pool and a value in it."""
_MOST = 20
"""More divergences in one bead are not listed: the two sides are different texts."""


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
        return reference.dated or (
            article.dated and reference.text.isdecimal() and len(reference.text) == len(article.text)
        )


@lru_cache(maxsize=1024)
def compare(
    article: tuple[str, ...], hypothesis: tuple[str, ...], reference: tuple[str, ...], lang: str, reference_lang: str
) -> tuple[Divergence, ...]:
    stated = marks("article", article, lang)
    if hypothesis:
        # A back-translation says "two" where a word is a dual; without it the ending alone is too little for digits.
        stated = [m for m in stated if m.kind != "dual" or m.certainty >= LOOSE_BELOW]
    heard = marks("hypothesis", hypothesis, reference_lang)
    wanted = marks("reference", reference, reference_lang)
    pairs, missing, extra = match(wanted, stated, PLAIN)
    heard_for = match([r for r, _ in pairs], heard)
    confirmed = match(missing, heard_for[2])
    missing = confirmed[1]
    values = {(m.pool, v) for m in stated if m.certainty >= LOOSE_BELOW for v in m.values}
    given = {(m.pool, v) for m in wanted if m.certainty >= LOOSE_BELOW for v in m.values}
    readable = lang in ("ar", "en")
    missing, extra = _convert(missing, extra)
    against, missing, extra = _oppose(missing, extra)
    against = [
        *_other_units(pairs, stated, heard),
        *_otherwise(pairs, article, reference, lang, reference_lang),
        *against,
    ]
    _, missing, extra = match(missing, extra, LOOSE)
    missing = _without_asides(missing, [r for r, _ in pairs])
    extra = _without_asides(extra, [a for _, a in pairs])
    echoes = {(m.pool, v): m for m in reversed(heard) for v in m.values}
    alone = _judge(missing, extra, echoes if hypothesis else None, values, given, readable)
    found = chain((Divergence(w, r, _echo(r, echoes)) for w, r in against), alone)
    return tuple(islice(found, _MOST))


def _convert(missing: Sequence[Mark], extra: Sequence[Mark]) -> tuple[list[Mark], list[Mark]]:
    """Take out what is the same quantity in another unit: 45 miles and 72 كيلومترا."""
    rest, free = [], list(extra)
    for want in missing:
        partner = next((e for e in free[:50] if converted(want, e)), None) if want.unit else None
        if partner is None:
            rest.append(want)
        else:
            free.remove(partner)
    return rest, free


def _without_asides(left: Sequence[Mark], matched: Sequence[Mark]) -> list[Mark]:
    """Leave out what only says a matched quantity once more: 45 miles (72 km)."""
    return [m for m in left if not (m.unit and any(converted(m, other) for other in matched[:50]))]


def _other_units(
    pairs: Sequence[tuple[Mark, Mark]], stated: Sequence[Mark], heard: Sequence[Mark]
) -> Iterator[tuple[Mark, Mark]]:
    """Equal numbers of unlike things: dollars and euros, kilometres and miles, days and months."""
    witnesses: dict[Hashable, list[Mark]] = defaultdict(list)
    for mark in (*stated, *heard):
        if mark.unit is not None:
            witnesses[mark.values[0]].append(mark)
    for want, partner in pairs:
        sure = min(want.certainty, partner.certainty) >= LOOSE_BELOW
        if sure and unlike(want, partner) and not any(alike(want, m) for m in witnesses[want.values[0]][:50]):
            yield want.with_unit(), partner.with_unit()


def _otherwise(
    pairs: Sequence[tuple[Mark, Mark]], article: Sequence[str], reference: Sequence[str], lang: str, reference_lang: str
) -> Iterator[tuple[Mark, Mark]]:
    """Equal numbers of which one is the least and the other the most, or which are counted by unlike times, or one
    below zero: at least 116 and at most 116, 2% a year and 2% a month, -5 degrees and 5 degrees."""
    for want, partner in pairs:
        for read in (bounds.bound, bounds.rate, signs.sign):
            mine = read(reference[want.position], want.start, want.end, reference_lang)
            theirs = read(article[partner.position], partner.start, partner.end, lang) if mine else None
            if mine and theirs and mine[0] != theirs[0]:
                value = next(v for v in want.values if v in partner.values)
                yield _spanning(want, reference, mine[1:], value), _spanning(partner, article, theirs[1:], value)
                break


def _spanning(mark: Mark, sentences: Sequence[str], place: tuple[int, int], value: Hashable) -> Mark:
    """The mark with its unit and the words for its bound or rate, which are what differs."""
    whole = mark.with_unit()
    start, end = min(whole.start, place[0]), max(whole.end, place[1])
    text = sentences[mark.position][start:end]
    return replace(mark, start=start, end=end, text=text, readings=((value, mark.certainty),), unit=None)


def _oppose(missing: Sequence[Mark], extra: Sequence[Mark]) -> tuple[list[tuple[Mark, Mark]], list[Mark], list[Mark]]:
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
    heard: Mapping[Key, Mark] | None,
    stated: set[Key],
    given: set[Key],
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
    """Sure enough to be missed although nothing stands in its place; one and none are said in too many ways."""
    return mark.pool == "numeric" and mark.certainty >= ALONE and mark.values[0] not in (0, 1)


def _opposed(want: Mark, other: Mark) -> bool:
    """The two may be the same quantity, differently stated."""
    if want.pool != other.pool or min(want.certainty, other.certainty) < 0.4 or set(want.values) & set(other.values):
        return False
    if want.pool != "numeric" or want.kind == other.kind == "code" or want.kind == other.kind == "fraction":
        return True
    if "code" in (want.kind, other.kind):
        return False
    if "dual" in (want.kind, other.kind) and want.values[0] == 1:
        return False
    low, high = sorted((want.certainty, other.certainty))
    labels = high == 1.0 and "ordinal" in (want.kind, other.kind)
    return high >= DEMANDS and (low >= DEMANDS or want.kind == other.kind or labels)


def _likeness(want: Mark, other: Mark) -> float:
    """How likely two marks are to stand for one another: kind, digits in common, size."""
    same = 3.0 * (want.kind == other.kind) + 1.0 * (want.dated == other.dated)
    left, right = want.values[0], other.values[0]
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        a, b = str(left), str(right)
        same += 2.0 * (len(a) == len(b)) + sum(x == y for x, y in zip(a, b)) / max(len(a), len(b))
    return same + other.certainty


def _echo(mark: Mark, heard: Mapping[Key, Mark] | None) -> Mark | None:
    """Where the back-translation says the same as the article."""
    return next((heard[mark.pool, v] for v in mark.values if heard and (mark.pool, v) in heard), None)
