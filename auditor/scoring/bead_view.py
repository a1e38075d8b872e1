"""Beads with all that is known of them: their sentences, their scores, what the encoder says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from auditor.engines.protocol import Witness
from auditor.records import Bead, Hypothesis, ScoredBead, Segment, Side, Span
from auditor.scoring.calibration import Calibration
from auditor.scoring.encoder_scores import EncoderScores, weigh
from auditor.scoring.sacrebleu_scores import score_beads


@dataclass(frozen=True, slots=True)
class BeadView:
    """A scored bead with its sentences at hand."""

    scored: ScoredBead
    article: tuple[Segment, ...]
    hypotheses: tuple[Hypothesis, ...]
    """One for each of `article`; empty when there was no back-translation."""
    reference: tuple[Segment, ...]
    weighed: EncoderScores = EncoderScores()
    """What the sentence encoder says of it."""
    follows: Segment | None = None
    """The last article sentence of the beads before it, moved ones aside."""

    @property
    def paired(self) -> bool:
        """Both sides hold a sentence."""
        return bool(self.article and self.reference)

    @property
    def reliable(self) -> bool:
        """No hypothesis of the bead is known to be broken."""
        return all(h.translation.problem is None for h in self.hypotheses)

    def text(self, side: Side) -> str:
        """The sentences of one side, joined by a space."""
        return " ".join(s.text for s in self.side(side))

    def side(self, side: Side) -> tuple[Segment | Hypothesis, ...]:
        """The sentences of one side; each has `.text`."""
        if side == "hypothesis":
            return self.hypotheses
        return self.article if side == "article" else self.reference

    def span(self, side: Side, position: int, start: int, end: int) -> Span:
        """A span in the `position`-th sentence of a side of this bead."""
        sentence = self.side(side)[position]
        segment = sentence.segment if isinstance(sentence, Hypothesis) else sentence
        return Span(side, segment.index, start, end, sentence.text[start:end])

    def joined_span(self, side: Side, start: int, end: int) -> tuple[Span, ...]:
        """The span of `text(side)[start:end]` in the sentence that it starts in, cut at that sentence's end."""
        offset = 0
        for position, sentence in enumerate(self.side(side)):
            length = len(sentence.text)
            if offset <= start < offset + length:
                return (self.span(side, position, start - offset, min(end - offset, length)),)
            offset += length + 1
        return ()


def view_beads(
    beads: Sequence[Bead],
    article: Sequence[Segment],
    hypotheses: Sequence[Hypothesis],
    references: Sequence[Segment],
    witness: Witness,
    calibration: Calibration,
    fits: bool,
    seen: bool = True,
) -> tuple[BeadView, ...]:
    """Weigh and score beads (positions in the sequences given) and lay their sentences beside them. `seen`: the encoder
    knows both languages."""
    weighed = (
        _weigh(beads, article, hypotheses, references, witness, calibration)
        if seen
        else tuple(EncoderScores() for _ in beads)
    )
    scored = _score(beads, hypotheses, references, weighed, calibration if fits else None)
    found: list[BeadView] = []
    follows = None
    for one, weight in zip(scored, weighed, strict=True):
        found.append(_view(follows, one, weight, article, hypotheses, references))
        if one.bead.article and not one.bead.moved:
            follows = article[one.bead.article[-1]]
    return tuple(found)


def _weigh(
    beads: Sequence[Bead],
    article: Sequence[Segment],
    hypotheses: Sequence[Hypothesis],
    references: Sequence[Segment],
    witness: Witness,
    calibration: Calibration,
) -> tuple[EncoderScores, ...]:
    readable = bool(hypotheses) and calibration.readable
    return weigh(
        beads,
        [s.text for s in article],
        [s.text for s in references],
        [h.text if h.translation.problem is None else None for h in hypotheses] if readable else None,
        witness.embed,
        witness.embed_tokens,
    )


def _score(
    beads: Sequence[Bead],
    hypotheses: Sequence[Hypothesis],
    references: Sequence[Segment],
    weighed: Sequence[EncoderScores],
    calibration: Calibration | None,
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
        percentile = calibration.agreement(chrf, weight.cosine, words) if calibration else None
        found.append(replace(one, percentile=percentile))
    return tuple(found)


def _view(
    follows: Segment | None,
    scored: ScoredBead,
    weighed: EncoderScores,
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
