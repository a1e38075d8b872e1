"""What the encoder says of each bead: how close its sides are, and which words have no counterpart."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from auditor import encoder_geometry as geometry
from auditor.records import Bead
from auditor.scoring.clauses import extra_clause, missing_clause
from auditor.scoring.word_support import Tokens, UnsupportedRun, Word, heaviest_run, joined, ratios, support

SUSPICIOUS = 2.0
"""Weight from which a run is put to the encoder: is the sentence nearer to the other side without it?"""
LENGTH = 1.0
"""What a side that is longer than usual beside the other adds, in log-odds a standard deviation: a sixth more of the clauses
that the other side lacks stand out at the same rate of false alarms."""
USUAL, SPREAD, FARTHEST = -0.1, 0.17, 3.0
"""Logarithm of characters of Arabic for one of English in clean news, its standard deviation, and how many of them
count at most."""
Embed = Callable[[Sequence[str]], NDArray[np.float32]]
EmbedTokens = Callable[[Sequence[str]], Sequence[Tokens]]


@dataclass(frozen=True, slots=True)
class EncoderScores:
    """What the encoder says of one bead; None where a side is empty."""

    cosine: float | None = None
    """Cosine of the two sides' vectors; see `encoder_geometry`."""
    missing: UnsupportedRun | None = None
    """Words of the reference that most likely have no counterpart in the article; `sentence` counts within the bead."""
    extra: UnsupportedRun | None = None
    """Words of the article that most likely have no counterpart in the reference."""
    doubts: tuple[tuple[Word, float], ...] = ()
    """Every word of the reference with its log-likelihood ratio: positive, it most likely has no counterpart."""


@lru_cache(maxsize=1)
def tables() -> Mapping[str, tuple[float, ...]]:
    """Log-likelihood ratios by support for the bundled encoder (see `word_support`): `reference` words held against the
    article, `article` words against the reference, `english` words against English."""
    text = resources.files("auditor").joinpath("data", "learned", "word-support.json").read_text(encoding="utf-8")
    return {name: tuple(row) for name, row in json.loads(text)["tables"].items()}


def weigh(
    beads: Sequence[Bead],
    article: Sequence[str],
    references: Sequence[str],
    hypotheses: Sequence[str | None] | None,
    embed: Embed,
    embed_tokens: EmbedTokens,
) -> tuple[EncoderScores, ...]:
    """Weigh each bead.

    Args:
        beads: indexes are positions in `article` and `references`.
        hypotheses: back-translations that may bear witness beside the Arabic; None where they cannot be trusted.
        embed, embed_tokens: of the witness; see `engines.protocol`.
    """
    ours, theirs = embed(article), embed(references)
    own, other = embed_tokens(article), embed_tokens(references)
    english = embed_tokens([h or "" for h in hypotheses]) if hypotheses is not None else None
    found = []
    for bead in beads:
        if not bead.article or not bead.reference:
            found.append(EncoderScores())
            continue
        words, values = _doubts(bead, references, own, other, english)
        found.append(
            EncoderScores(
                float(_mean(ours, article, bead.article) @ _mean(theirs, references, bead.reference)),
                heaviest_run(words, values),
                _extra(bead, article, hypotheses, own, other, english),
                tuple(zip(words, map(float, values), strict=True)),
            )
        )
    sides = [([article[i] for i in b.article], [references[j] for j in b.reference]) for b in beads]
    if english is None:
        found = _alone(found, sides, embed)
    return tuple(
        replace(w, missing=missing_clause(w.missing, theirs), extra=extra_clause(w.extra, ours, theirs))
        for w, (ours, theirs) in zip(found, sides, strict=True)
    )


def _alone(
    found: Sequence[EncoderScores], sides: Sequence[tuple[Sequence[str], Sequence[str]]], embed: Embed
) -> list[EncoderScores]:
    """Weighed again where no back-translation bears witness: by what the sentence is without the run, and its length."""
    longer = [_longer(ours, theirs) for ours, theirs in sides]
    missing = [(theirs, w.missing, ours, -by) for (ours, theirs), w, by in zip(sides, found, longer)]
    extra = [(ours, w.extra, theirs, by) for (ours, theirs), w, by in zip(sides, found, longer)]
    runs = _without([*missing, *extra], embed)
    halves = zip(found, runs[: len(found)], runs[len(found) :], strict=True)
    return [replace(w, missing=m, extra=e) for w, m, e in halves]


def _longer(article: Sequence[str], reference: Sequence[str]) -> float:
    """By how many standard deviations the article is longer than usual beside the reference; 0 where a side is empty."""
    if not article or not reference:
        return 0.0
    ratio = np.log(sum(map(len, article)) / sum(map(len, reference)))
    return float(np.clip((ratio - USUAL) / SPREAD, -FARTHEST, FARTHEST))


def _without(
    cases: Sequence[tuple[Sequence[str], UnsupportedRun | None, Sequence[str], float]], embed: Embed
) -> list[UnsupportedRun | None]:
    """The runs (of a side, against the other side, by how much the first is longer than usual) weighed again: heavier
    where their side is nearer to the other one without them, and where it is long."""
    texts = {
        k: (" ".join(side), _rest(side, run), " ".join(other))
        for k, (side, run, other, _) in enumerate(cases)
        if run is not None and run.weight >= SUSPICIOUS
    }
    wanted = list(dict.fromkeys(t for three in texts.values() if three[1] for t in three))
    vectors = dict(zip(wanted, embed(wanted), strict=True)) if wanted else {}
    found = [run for _, run, _, _ in cases]
    for k, (whole, rest, other) in texts.items():
        run = found[k]
        if run is not None and rest:
            gain = float((vectors[rest] - vectors[whole]) @ vectors[other])
            found[k] = replace(run, weight=max(0.0, run.weight + geometry.WITHOUT_CLAUSE * gain + LENGTH * cases[k][3]))
    return found


def _rest(side: Sequence[str], run: UnsupportedRun) -> str:
    """The sentences of a side, joined, without a run of their words."""
    first, last = run.words[0], run.words[-1]
    before = [*side[: first.sentence], side[first.sentence][: first.start]]
    after = [side[last.sentence][last.end :], *side[last.sentence + 1 :]]
    return " ".join(" ".join((*before, *after)).split())


def _mean(vectors: NDArray[np.float32], texts: Sequence[str], indexes: Sequence[int]) -> NDArray[np.float32]:
    """The vector of several sentences: the mean weighted by length is close to the vector of their concatenation."""
    total = np.average(vectors[list(indexes)], axis=0, weights=[len(texts[i]) + 1 for i in indexes])
    norm = float(np.linalg.norm(total))
    result: NDArray[np.float32] = (total / max(norm, 1e-9)).astype(np.float32)
    return result


def _doubts(
    bead: Bead,
    references: Sequence[str],
    own: Sequence[Tokens],
    other: Sequence[Tokens],
    english: Sequence[Tokens] | None,
) -> tuple[Sequence[Word], NDArray[np.float64]]:
    texts, tokens = [references[j] for j in bead.reference], [other[j] for j in bead.reference]
    words = support(texts, tokens, [own[i] for i in bead.article])
    values = ratios(words, tables()["reference"])
    if english is not None:
        again = support(texts, tokens, [english[i] for i in bead.article])
        values = joined(values, ratios(again, tables()["english"]))
    return words, values


def _extra(
    bead: Bead,
    article: Sequence[str],
    hypotheses: Sequence[str | None] | None,
    own: Sequence[Tokens],
    other: Sequence[Tokens],
    english: Sequence[Tokens] | None,
) -> UnsupportedRun:
    """As heavy as the lighter of two: the run in the article itself, and the one in its back-translation."""
    answers = [other[j] for j in bead.reference]
    words = support([article[i] for i in bead.article], [own[i] for i in bead.article], answers)
    run = heaviest_run(words, ratios(words, tables()["article"]))
    if english is None or hypotheses is None:
        return run
    translated = support([hypotheses[i] or "" for i in bead.article], [english[i] for i in bead.article], answers)
    second = heaviest_run(translated, ratios(translated, tables()["english"]))
    return UnsupportedRun(min(run.weight, second.weight), run.words)
