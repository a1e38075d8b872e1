"""A MarianMT model as a translator: long sentences cut, faults seen and tried again, whatever computes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from auditor.engines.faults import fault
from auditor.engines.limits import MOST_PARTS, cut, read_limit, write_limit
from auditor.engines.locate import ModelFiles
from auditor.engines.search import PieceRuntime, Search, Written
from auditor.records import TokenScores, Translation

FLOOR = -13.8
"""Least log-probability a piece is given by `score` (one in a million): forbidden and unknown pieces have none."""
_SECOND_TRY = {"no_repeat_ngram": 3, "repetition_penalty": 1.2, "least_share": 0.6}


class MarianTranslator:
    """Translates and scores with a MarianMT model."""

    can_score = True

    def __init__(self, model: ModelFiles, runtime: PieceRuntime, beam: int = 4) -> None:
        self._model = model
        self._runtime = runtime
        self.name = model.name
        self.revision = model.revision
        self.runtime = runtime.name
        self.beam = beam

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """One translation for each sentence, in the order given; equal sentences are translated once."""
        different = list(dict.fromkeys(sentences))
        search = Search(self.beam)
        first = self._attempt(different, search)
        broken = [s for s in different if first[s].problem]
        second = self._attempt(broken, replace(search, **_SECOND_TRY))  # type: ignore[arg-type]
        best = {**first, **{s: t for s, t in second.items() if t.problem is None}}
        return [best[s] for s in sentences]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[TokenScores]:
        """Forced decoding of the English given the Arabic; each side is read up to the model's positions."""
        most = write_limit(self._runtime.config, 1_000_000)
        sources = [row[:most] for row in self._runtime.pieces.encode(arabic for arabic, _ in pairs)]
        targets = [row[:most] for row in self._runtime.pieces.encode_english(english for _, english in pairs)]
        forced = self._runtime.force(sources, targets) if pairs else []
        return [
            TokenScores((*target, "</s>"), tuple(max(FLOOR, p) for p in row)) for target, row in zip(targets, forced)
        ]

    def _attempt(self, sentences: Sequence[str], search: Search) -> dict[str, Translation]:
        if not sentences:
            return {}
        limit = read_limit(self._runtime.config, self._model.bundled)
        pieces = self._runtime.pieces.encode(sentences)
        parts = [cut(s, p, limit) if p else [] for s, p in zip(sentences, pieces)]
        rows = [
            [p] if len(ps) == 1 else [r[: 2 * limit] for r in self._runtime.pieces.encode(ps)]
            for p, ps in zip(pieces, parts)
        ]
        written = iter(self._runtime.write([r for group in rows for r in group], search))
        return {
            sentence: self._join(sentence, [next(written) for _ in group]) for sentence, group in zip(sentences, rows)
        }

    def _join(self, sentence: str, parts: list[list[Written]]) -> Translation:
        """One translation of what was translated in parts: the k-th hypotheses of all parts make the k-th."""
        if not parts:
            return Translation("", None, (), fault(sentence, ""))
        decode = self._runtime.pieces.decode
        ranked = [
            " ".join(decode(hypotheses[min(k, len(hypotheses) - 1)].pieces) for hypotheses in parts).strip()
            for k in range(max(len(hypotheses) for hypotheses in parts))
        ]
        text, *others = dict.fromkeys(ranked)
        best = [hypotheses[0] for hypotheses in parts]
        length = sum(len(w.pieces) + 1 for w in best)
        total = sum(w.log_probability * (len(w.pieces) + 1) for w in best)
        problem = fault(sentence, text, any(w.cut_off for w in best))
        if len(parts) == MOST_PARTS and problem is None:
            problem = "too long"
        return Translation(text, total / length, tuple(o for o in others if o), problem)
