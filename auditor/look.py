"""Beads with all that is known of them: their sentences, their scores, what the encoder says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from auditor.bench import Bench
from auditor.contrast import Contrast
from auditor.records import Bead, Hypothesis, ScoredBead, Segment
from auditor.rules.view import BeadView
from auditor.score import score_beads
from auditor.weigh import Weighed, weigh


def look(
    beads: Sequence[Bead],
    article: Sequence[Segment],
    hypotheses: Sequence[Hypothesis],
    references: Sequence[Segment],
    bench: Bench,
    seen: bool = True,
) -> tuple[BeadView, ...]:
    """Weigh and score beads (positions in the sequences given) and lay their sentences beside them. `seen`: the encoder
    knows both languages."""
    weighed = _weigh(beads, article, hypotheses, references, bench) if seen else tuple(Weighed() for _ in beads)
    scored = _score(beads, hypotheses, references, weighed, bench)
    found: list[BeadView] = []
    follows = None
    for one, weight in zip(scored, weighed, strict=True):
        found.append(_view(len(found), follows, one, weight, article, hypotheses, references))
        if one.bead.article and not one.bead.moved:
            follows = article[one.bead.article[-1]]
    return tuple(found)


def contrast_of(bench: Bench) -> Contrast:
    """What judges suspicions: where back-translations are poor, the decoder that wrote them is asked as well, since it
    knows more of the Arabic than it can say."""
    wrote = bench.info.runtime not in ("recorded", "encoder")
    scores = wrote and bench.engine.can_score and not bench.calibration.readable
    return Contrast(bench.engine.embed, bench.engine.score if scores else None)


def _weigh(
    beads: Sequence[Bead],
    article: Sequence[Segment],
    hypotheses: Sequence[Hypothesis],
    references: Sequence[Segment],
    bench: Bench,
) -> tuple[Weighed, ...]:
    readable = bool(hypotheses) and bench.calibration.readable
    return weigh(
        beads,
        [s.text for s in article],
        [s.text for s in references],
        [h.text if h.translation.problem is None else None for h in hypotheses] if readable else None,
        bench.engine.embed,
        bench.engine.embed_tokens,
    )


def _score(
    beads: Sequence[Bead],
    hypotheses: Sequence[Hypothesis],
    references: Sequence[Segment],
    weighed: Sequence[Weighed],
    bench: Bench,
) -> tuple[ScoredBead, ...]:
    cosines = {(b.article, b.reference): w.cosine for b, w in zip(beads, weighed) if w.cosine is not None}
    if not hypotheses:
        bare = [ScoredBead(bead, None) for bead in beads]
    else:
        bare = list(score_beads(beads, [h.text for h in hypotheses], [s.text for s in references], cosines))
    found = []
    for one, weight in zip(bare, weighed, strict=True):
        words = sum(len(references[j].text.split()) for j in one.bead.reference)
        chrf = one.scores.chrf if one.scores else None
        percentile = bench.calibration.agreement(chrf, weight.cosine, words) if bench.fits else None
        found.append(replace(one, percentile=percentile))
    return tuple(found)


def _view(
    position: int,
    follows: Segment | None,
    scored: ScoredBead,
    weighed: Weighed,
    article: Sequence[Segment],
    hypotheses: Sequence[Hypothesis],
    references: Sequence[Segment],
) -> BeadView:
    bead = scored.bead
    return BeadView(
        scored=replace(scored, bead=_by_index(bead, article, references)),
        article=tuple(article[i] for i in bead.article),
        hypotheses=tuple(hypotheses[i] for i in bead.article) if hypotheses else (),
        reference=tuple(references[j] for j in bead.reference),
        weighed=weighed,
        position=position,
        follows=follows,
    )


def _by_index(bead: Bead, article: Sequence[Segment], references: Sequence[Segment]) -> Bead:
    """The bead in indexes of all sentences of the documents, disclosure included."""
    other = article if not bead.article else references
    partner = bead.best_partner
    return replace(
        bead,
        article=tuple(article[i].index for i in bead.article),
        reference=tuple(references[j].index for j in bead.reference),
        best_partner=None if partner is None else other[partner].index,
    )
