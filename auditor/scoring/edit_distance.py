"""TER's counts as sacrebleu counts them, to the digit, in a fraction of the time.

sacrebleu spends nearly all of it in the edit distance, a table of cells that it fills in Python, mostly for a number alone.
Here rapidfuzz finds the number wherever the beam, which leaves cells out, cannot change it, and the same table is filled in
fewer steps; everything else, the search for shifts above all, is sacrebleu's own.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import FunctionType
from typing import Any


@lru_cache(maxsize=1)
def quick_ter() -> Any:
    """The class: sacrebleu's TER, for one reference."""
    from rapidfuzz.distance import Levenshtein
    from sacrebleu.metrics import TER, lib_ter

    class Quick(lib_ter.BeamEditDistance):  # type: ignore[misc]
        def __call__(self, words: list[str]) -> Any:
            """Distance and trace. Of the shifts that are tried only the distance is looked at: it is found without the
            table where a shortest way through it keeps to the beam."""
            edits = [(e.tag, e.src_pos, e.dest_pos) for e in Levenshtein.editops(words, self._words_ref)]
            if not _within(edits, len(words), self._n_words_ref, lib_ter._BEAM_WIDTH):
                return super().__call__(words)
            return _Found(len(edits), lambda: super(Quick, self).__call__(words))

        def _edit_distance(self, words: list[str], start: int, known: list[Any]) -> tuple[int, list[Any], str]:
            """Distance, new rows of (cost, operation), trace; `known`: the rows up to `start` words."""
            return _distance(self, lib_ter, words, start, known)

    code = lib_ter.translation_edit_rate.__code__
    rate = FunctionType(code, {**vars(lib_ter), "BeamEditDistance": Quick})  # nobody else's sacrebleu is changed

    class QuickTER(TER):  # type: ignore[misc]
        def _compute_segment_statistics(self, hypothesis: str, ref_kwargs: dict[str, Any]) -> list[float]:
            (reference,) = ref_kwargs["ref_words"]
            edits, length = rate(hypothesis.split(), reference)
            return [edits, length / 1]

    return QuickTER


@dataclass(frozen=True, slots=True)
class _Found:
    """A distance, and the trace where it is asked for: taken apart it is both, indexed the distance alone."""

    distance: int
    table: Callable[[], tuple[int, str]]

    def __getitem__(self, index: int) -> int | str:
        return self.distance if index == 0 else self.table()[index]

    def __iter__(self) -> Iterator[int | str]:
        return iter(self.table())


def _within(edits: Sequence[Any], rows: int, columns: int, beam: int) -> bool:
    """Whether the way that these edits take through the table keeps to the cells that the narrowest beam fills: no other
    way is shorter then. Only insertions and deletions turn it; of a straight part one end is the farthest out."""
    ratio = columns / rows if rows else 1
    for edit, i, j in edits:
        if edit != "replace":
            before = j - math.floor(i * ratio)
            after = before + 1 if edit == "insert" else j - math.floor((i + 1) * ratio)
            if not (-beam <= before < beam and -beam <= after < beam):
                return False
    return True


def _distance(table: Any, lib: Any, words: list[str], start: int, known: list[Any]) -> tuple[int, list[Any], str]:
    reference, infinity, columns = table._words_ref, lib._INT_INFINITY, table._n_words_ref
    undefined = (infinity, lib._OP_UNDEF)
    nothing, substitute, insert, delete = lib._OP_NOP, lib._OP_SUB, lib._OP_INS, lib._OP_DEL
    rows = list(known)
    ratio = columns / len(words) if words else 1
    beam = math.ceil(ratio / 2 + lib._BEAM_WIDTH) if ratio / 2 > lib._BEAM_WIDTH else lib._BEAM_WIDTH
    for i in range(start + 1, len(words) + 1):
        word, above, middle = words[i - 1], rows[i - 1], math.floor(i * ratio)
        first = max(0, middle - beam)
        last = columns + 1 if i == len(words) else min(columns + 1, middle + beam)
        row = [undefined] * min(first, columns + 1)
        left = infinity
        if first == 0 < last:
            left = above[0][0] + 1
            row.append((left, delete))
            first = 1
        for (diagonal, _), (up, _), other in zip(
            above[first - 1 : last - 1], above[first:last], reference[first - 1 : last - 1]
        ):
            cost, operation = undefined
            if word == other:
                if diagonal < cost:
                    cost, operation = diagonal, nothing
            elif diagonal + 1 < cost:
                cost, operation = diagonal + 1, substitute
            if up + 1 < cost:
                cost, operation = up + 1, delete
            if left + 1 < cost:
                cost, operation = left + 1, insert
            row.append((cost, operation))
            left = cost
        row += [undefined] * (columns + 1 - len(row))
        rows.append(row)
    return rows[-1][-1][0], rows[len(known) :], _trace(lib, rows, len(words), columns)


def _trace(lib: Any, rows: list[Any], i: int, j: int) -> str:
    operations = []
    while i > 0 or j > 0:
        operation = rows[i][j][1]
        operations.append(operation)
        i -= operation != lib._OP_INS
        j -= operation != lib._OP_DEL
    return "".join(reversed(operations))
