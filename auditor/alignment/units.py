"""The beads of a bilingual file: its units as they stand, nothing is guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from auditor.records import Bead


def align_units(article: Sequence[int], reference: Sequence[int]) -> tuple[Bead, ...]:
    """One bead for each unit, in the order of the units.

    Args:
        article: the unit of each sentence of the article.
        reference: the unit of each sentence of the reference.
    """
    sides: tuple[defaultdict[int, list[int]], ...] = (defaultdict(list), defaultdict(list))
    for side, units in zip(sides, (article, reference), strict=True):
        for position, unit in enumerate(units):
            side[unit].append(position)
    every = sorted({*article, *reference})
    return tuple(Bead(tuple(sides[0].get(unit, ())), tuple(sides[1].get(unit, ()))) for unit in every)
