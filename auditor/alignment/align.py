"""Which article sentences say what which reference sentences say: beads, by dynamic programming over two witnesses."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from auditor.alignment.band import ALL_CELLS, ROWS, band
from auditor.alignment.features import BeadFeatures
from auditor.alignment.lattice import Edge, Lattice, Path, Strip
from auditor.alignment.moves import joining, without
from auditor.alignment.rescoring import rescore
from auditor.alignment.similarity import LARGEST, Embed, Floats
from auditor.records import Bead

REACH = 200
"""How many sentences away, in a text too long for all pairs, a partner is looked for that has moved."""
EVEN = 3.0
"""Witness, in natural-log units above chance, at which a pair is as likely as not to belong together."""
MOVED_NEAR = 2.0
"""Least score of two unpaired sentences a few beads apart to be taken for one that has moved: natural-log units."""
MOVED_FAR = 3.5
"""The same for two further apart: there are more of them, and sentences seldom go far."""
CROSSED = 4.0
"""How much better two neighbours must fit crosswise than straight to be taken for two that changed places."""
MISFIT, FIT = 0.65, 0.9
"""Probability, as the witnesses see it, below which a pair hardly fits, and from which a larger bead may take its place."""
MOST_MISFITS = 32
"""More of them, and the two sides are different texts."""
NEAR = 4
"""How many beads apart is near."""


def align_segments(
    hypotheses: Sequence[Sequence[str]] | None,
    references: Sequence[str],
    *,
    article: Sequence[str],
    embed: Embed | None = None,
    article_paragraphs: Sequence[int] | None = None,
    reference_paragraphs: Sequence[int] | None = None,
    weights: Mapping[str, float] | None = None,
) -> tuple[Bead, ...]:
    """Align the sentences of an article with those of its reference.

    Args:
        hypotheses: for each article sentence its back-translations, best first; None: judge by sentence vectors alone.
        references: the reference sentences.
        article: the article sentences.
        embed: gives unit vectors, shape (n, d), in which sentences of both languages that say the same are close;
            None: judge by hypotheses alone.
        article_paragraphs: paragraph of each article sentence; a bead across a paragraph's end needs more to speak for
            it. Told nothing by a text in which most paragraphs hold one sentence.
        reference_paragraphs: the same for the reference.
        weights: other weights than the learned ones, by the names of `features.BeadFeatures.features`.

    Returns:
        Beads in reading order of the article, an unpaired reference sentence after what stands before it; every
        sentence is in exactly one. Indexes are positions in the sequences given. Similarity is the probability, 0–1,
        that the two belong together, as the witnesses alone see it; margins are natural-log units.

    Raises:
        ValueError: neither hypotheses nor embed is given, or numbers of hypotheses or paragraphs do not fit.
    """
    _check(hypotheses, references, article, embed, article_paragraphs, reference_paragraphs)
    n, m = len(article), len(references)
    if not n or not m:
        return tuple(Bead((i,), ()) for i in range(n)) + tuple(Bead((), (j,)) for j in range(m))
    features = BeadFeatures(hypotheses, references, article, embed, (article_paragraphs, reference_paragraphs), weights)
    path, strips = _best_path(features)
    if embed is not None:
        if closer := rescore(strips, path, article, references, embed, features.weights):
            path = _solve(closer, features)
        path = _without_misfits(path, closer or strips, features)
    path = _part_crossed(path, strips)
    return tuple(_beads(path, _seen(path, strips), features))


def _check(
    hypotheses: Sequence[Sequence[str]] | None,
    references: Sequence[str],
    article: Sequence[str],
    embed: Embed | None,
    article_paragraphs: Sequence[int] | None,
    reference_paragraphs: Sequence[int] | None,
) -> None:
    if hypotheses is None and embed is None:
        raise ValueError("alignment needs hypotheses, sentence vectors, or both")
    if hypotheses is not None and len(hypotheses) != len(article):
        raise ValueError(f"{len(hypotheses)} hypotheses for {len(article)} article sentences")
    for paragraphs, sentences in ((article_paragraphs, article), (reference_paragraphs, references)):
        if paragraphs is not None and len(paragraphs) != len(sentences):
            raise ValueError(f"{len(paragraphs)} paragraph numbers for {len(sentences)} sentences")


def _best_path(features: BeadFeatures) -> tuple[Path, list[Strip]]:
    """Best path through the band, which widens until the path keeps off its sides, and the band."""
    n, m = features.n, features.m
    for slack in (24, 96, 384):
        strips = [features.strip(*rectangle) for rectangle in band(n, m, features.surface, features.vectors, slack)]
        path = _solve(strips, features)
        if not any(_at_side(edge, strip, m) for edge, strip in _located(path.edges, strips)):
            break
    return path, strips


def _solve(strips: Sequence[Strip], features: BeadFeatures) -> Path:
    return Lattice(strips, np.full(features.m, features.skip)).solve()


def _without_misfits(path: Path, strips: Sequence[Strip], features: BeadFeatures) -> Path:
    """The path without pairs that hardly fit, where one of the two then joins the sentences beside it: what two sentences
    of one side say is said in one of the other, and a stranger stands where the second would."""
    misfits = [e for e, seen in _seen(path, strips).items() if e[2:] == (1, 1) and _probability(seen) < MISFIT]
    if not 0 < len(misfits) <= MOST_MISFITS:
        return path
    freed = _solve(without(strips, misfits), features)
    fits = {edge for edge, seen in _seen(freed, strips).items() if _probability(seen) >= FIT}
    joined = [e for e in misfits if joining(freed, e) in fits]
    if joined == misfits:
        return freed
    return _solve(without(strips, joined), features) if joined else path


def _seen(path: Path, strips: Sequence[Strip]) -> dict[Edge, float]:
    """Witness of each pair of the path."""
    return {
        edge: float(strip.witness[edge[2:]][edge[0] - strip.top, edge[1] - strip.left])
        for edge, strip in _located(path.edges, strips)
        if edge[2] and edge[3]
    }


def _part_crossed(path: Path, strips: Sequence[Strip]) -> Path:
    """The path with each 2-2 bead whose sentences fit crosswise, and not straight, written as neighbours of which one
    has moved: the first reference sentence unpaired, a pair, the second article sentence unpaired."""
    rows = dict(_located(path.edges, strips))
    edges: list[Edge] = []
    margins: list[float] = []
    for edge, margin in zip(path.edges, path.margins):
        i, j, a, b = edge
        if (a, b) == (2, 2) and _is_crossed(rows[edge], strips, i, j):
            edges += [(i, j, 0, 1), (i, j + 1, 1, 1), (i + 1, j + 2, 1, 0)]
            margins += [margin] * 3
        else:
            edges.append(edge)
            margins.append(margin)
    return Path(tuple(edges), tuple(margins), path.score)


def _is_crossed(strip: Strip, strips: Sequence[Strip], i: int, j: int) -> bool:
    after = next(s for s in strips if s.top <= i + 1 < s.bottom)
    single = [
        [float(s.scores[1, 1][r - s.top, c - s.left]) if s.left <= c < s.right else -np.inf for c in (j, j + 1)]
        for s, r in ((strip, i), (after, i + 1))
    ]
    across = single[0][1], single[1][0]
    return min(across) > MOVED_NEAR and sum(across) > single[0][0] + single[1][1] + CROSSED


def _located(edges: Iterable[Edge], strips: Sequence[Strip]) -> Iterator[tuple[Edge, Strip]]:
    """Each edge with the strip it leaves from."""
    k = 0
    for edge in edges:
        while edge[0] >= strips[k].bottom:
            k += 1
        yield edge, strips[k]


def _at_side(edge: Edge, strip: Strip, m: int) -> bool:
    column = edge[1]
    return (strip.left > 0 and column < strip.left + LARGEST) or (
        strip.right <= m and column >= strip.right - LARGEST and edge[0] < strip.bottom - 1
    )


def _beads(path: Path, seen: Mapping[Edge, float], features: BeadFeatures) -> list[Bead]:
    """Beads of the path, in its order, with pairs that have moved put together and partners of the others named."""
    beads = []
    for edge, margin in zip(path.edges, path.margins):
        i, j, a, b = edge
        similarity = _probability(seen[edge]) if edge in seen else None
        beads.append(Bead(tuple(range(i, i + a)), tuple(range(j, j + b)), similarity, margin))
    moves: list[tuple[float, float, int, int]] = []
    partners: dict[Edge, tuple[int, float]] = {}
    single = [e for e in path.edges if not (e[2] and e[3])]
    place = {edge: k for k, edge in enumerate(path.edges)}
    for rows, columns, here in _neighbourhoods(single, features.n, features.m):
        scores, witness = features.pairs(rows, columns)
        moves += _fitting(single, place, scores, witness, rows, columns)
        for edge in here:
            line = witness[edge[0] - rows.start] if edge[2] else witness[:, edge[1] - columns.start]
            k = int(line.argmax())
            partners[edge] = k + (columns.start if edge[2] else rows.start), float(line[k])
    return _put_together(path.edges, beads, moves, partners)


def _fitting(
    single: Sequence[Edge], place: Mapping[Edge, int], scores: Floats, witness: Floats, rows: slice, columns: slice
) -> Iterator[tuple[float, float, int, int]]:
    """Pairs of unpaired sentences of a rectangle that fit: score, witness, article and reference sentence."""
    ours = [e for e in single if e[2] and rows.start <= e[0] < rows.stop]
    theirs = [e for e in single if e[3] and columns.start <= e[1] < columns.stop]
    if not ours or not theirs:
        return
    here = np.ix_([e[0] - rows.start for e in ours], [e[1] - columns.start for e in theirs])
    apart = np.abs(np.subtract.outer([place[e] for e in ours], [place[e] for e in theirs]))
    fit, seen = scores[here], witness[here]
    for i, j in np.argwhere(fit > np.where(apart <= NEAR, MOVED_NEAR, MOVED_FAR)):
        yield float(fit[i, j]), float(seen[i, j]), ours[i][0], theirs[j][1]


def _put_together(
    edges: Sequence[Edge],
    beads: Sequence[Bead],
    moves: Iterable[tuple[float, float, int, int]],
    partners: Mapping[Edge, tuple[int, float]],
) -> list[Bead]:
    """Best pairs first, each sentence once; the moved pair stands where its article sentence does."""
    moved: dict[int, tuple[int, float]] = {}
    gone: set[int] = set()
    for _, witness, i, j in sorted(set(moves), reverse=True):
        if i not in moved and j not in gone:
            moved[i] = j, witness
            gone.add(j)
    found = []
    for edge, bead in zip(edges, beads):
        i, j, a, b = edge
        if a and b:
            found.append(bead)
        elif a and i in moved:
            partner, witness = moved[i]
            found.append(Bead((i,), (partner,), _probability(witness), bead.margin, moved=True))
        elif a or j not in gone:
            partner, witness = partners[edge]
            found.append(replace(bead, best_partner=partner, best_similarity=_probability(witness)))
    return found


def _neighbourhoods(single: Sequence[Edge], n: int, m: int) -> Iterator[tuple[slice, slice, list[Edge]]]:
    """Rectangles of sentences in which to look for partners of unpaired ones, each with those it is for."""
    if not single:
        return
    if n * m <= ALL_CELLS:
        yield slice(0, n), slice(0, m), list(single)
        return
    for k in range(0, len(single), ROWS):
        here = single[k : k + ROWS]
        for group in _near(here):
            rows = slice(max(0, group[0][0] - REACH), min(n, group[-1][0] + REACH + 1))
            columns = slice(max(0, group[0][1] - REACH), min(m, group[-1][1] + REACH + 1))
            yield rows, columns, group


def _near(edges: Sequence[Edge]) -> Iterator[list[Edge]]:
    """Runs of edges without a gap of more than `REACH` sentences."""
    group: list[Edge] = []
    for edge in edges:
        if group and (edge[0] - group[-1][0] > REACH or edge[1] - group[-1][1] > REACH):
            yield group
            group = []
        group.append(edge)
    if group:
        yield group


def _probability(witness: float) -> float:
    return 1 / (1 + math.exp(EVEN - witness))
