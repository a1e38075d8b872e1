"""Pairs the quantities of two sides that have the same value."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Sequence
from itertools import islice

from auditor.facts.quantities.marks import Mark

DEMANDS = 0.6
"""A mark at least this certain may be set against one of the other side."""
ALONE = 0.9
"""A mark at least this certain may be missed although nothing stands in its place."""
LOOSE_BELOW = 0.25
"""A mark less certain than this supports, and never demands."""
PLAIN = ((True, True, 0.4), (True, False, DEMANDS), (False, False, LOOSE_BELOW))
LOOSE = ((False, False, 0.0),)
"""Passes of matching: the likeliest readings only or all; one kind only; the least certainty."""
_LOOK = 60
"""So many candidates of one value are looked at, to keep the work linear."""


def match(
    wanted: Sequence[Mark], stated: Sequence[Mark], passes: tuple[tuple[bool, bool, float], ...] = PLAIN + LOOSE
) -> tuple[list[tuple[Mark, Mark]], list[Mark], list[Mark]]:
    """Pair marks of equal value, the surest readings first; the pairs, and what is left of each side."""
    pairs: list[tuple[Mark, Mark]] = []
    left, right = list(wanted), list(stated)
    for likely, same, floor in passes:
        table: dict[Hashable, deque[Mark]] = defaultdict(deque)
        for mark in right:
            if mark.certainty >= floor:
                for key in _keys(mark, likely, same):
                    table[key].append(mark)
        used: set[int] = set()
        rest: list[Mark] = []
        for mark in left:
            rows = [table[k] for k in _keys(mark, likely, same) if k in table] if mark.certainty >= floor else []
            partner = _partner(mark, rows, used, plain=floor > 0)
            if partner is None:
                rest.append(mark)
            else:
                used.add(id(partner))
                pairs.append((mark, partner))
        left, right = rest, [m for m in right if id(m) not in used]
    return pairs, left, right


def _keys(mark: Mark, likely: bool, same: bool) -> list[Hashable]:
    """What a mark is filed and looked up by: pool, kind where it counts, value."""
    return [(mark.pool, mark.kind if same else "", value) for value in mark.values[: 1 if likely else None]]


def _partner(mark: Mark, rows: list[deque[Mark]], used: set[int], *, plain: bool) -> Mark | None:
    for row in rows:
        while row and id(row[0]) in used:
            row.popleft()
        free = [m for m in islice(row, _LOOK) if id(m) not in used]
        if plain and mark.certainty >= ALONE:
            # "2" is seldom written as a dual; a dual answers it only where nothing else wants to.
            free = [m for m in free if m.kind != "dual"]
        if free:
            return max(free, key=lambda m: (m.kind == mark.kind, m.certainty))
    return None
