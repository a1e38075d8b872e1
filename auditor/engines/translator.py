"""A MarianMT model as a translator: long sentences cut, faults seen and tried again, whatever computes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from auditor.engines.faults import fault
from auditor.engines.limits import cut, positions, read_limit
from auditor.engines.locate import ModelFiles
from auditor.engines.pieces import EOS
from auditor.engines.search import PieceRuntime, Search, Written
from auditor.records import TokenScores, Translation

FLOOR = -13.8
"""Least log-probability a piece is given by `score` (one in a million): forbidden and unknown pieces have none."""


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
        """One translation for each sentence, in the order given; equal sentences are translated once.

        What comes out looping is tried once more with runs of three pieces allowed only once, what comes out short or
        empty is tried once more in halves. What stays broken says so in `problem`. A sentence without letters is its
        own translation.
        """
        best: dict[str, Translation] = {}
        different = list(dict.fromkeys(sentences))
        worded = [s for s in different if any(c.isalpha() for c in s)]
        best.update((s, Translation(s.strip())) for s in different)
        best.update(self._attempt(worded, Search(self.beam)))
        looping = [s for s in worded if best[s].problem == "loop"]
        short = [s for s in worded if best[s].problem in ("dropped text", "empty")]
        again = self._attempt(looping, Search(self.beam, no_repeat_ngram=3, repetition_penalty=1.2))
        again |= self._attempt(short, Search(self.beam, least_share=0.5), parts=2)
        best.update((s, t) for s, t in again.items() if t.problem is None)
        return [best[s] for s in sentences]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[TokenScores]:
        """Forced decoding of the English given the Arabic; each side is read up to the model's positions."""
        most = positions(self._runtime.config)
        sources = [row[:most] for row in self._runtime.pieces.encode(arabic for arabic, _ in pairs)]
        targets = [row[:most] for row in self._runtime.pieces.encode_english(english for _, english in pairs)]
        forced = self._runtime.force(sources, targets)
        return [TokenScores((*target, EOS), tuple(max(FLOOR, p) for p in row)) for target, row in zip(targets, forced)]

    def _attempt(self, sentences: Sequence[str], search: Search, parts: int = 1) -> dict[str, Translation]:
        if not sentences:
            return {}
        most = positions(self._runtime.config)
        limit = read_limit(self._runtime.config, self._model.bundled)
        lengths = [len(row) for row in self._runtime.pieces.encode(sentences)]
        texts, whole = zip(*(cut(s, n, min(limit, -(-n // parts))) for s, n in zip(sentences, lengths)))
        rows = [self._runtime.pieces.encode(group) for group in texts]
        written = iter(self._runtime.write([row[:most] for group in rows for row in group], search))
        results = {}
        for sentence, group, complete in zip(sentences, rows, whole):
            translation = self._join(sentence, [next(written) for _ in group])
            read = complete and all(len(row) <= most for row in group)
            results[sentence] = translation if read else replace(translation, problem="too long")
        return results

    def _join(self, sentence: str, parts: list[list[Written]]) -> Translation:
        """One translation of what was translated in parts: the k-th hypotheses of all parts make the k-th."""
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
        return Translation(text, total / length, tuple(o for o in others if o), problem)
