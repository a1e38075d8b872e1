"""The default runtime: a MarianMT model through ctranslate2, int8."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from auditor.engines.batches import MOST, batches
from auditor.engines.checkpoint import read_config
from auditor.engines.convert import converted
from auditor.engines.limits import write_limit
from auditor.engines.locate import ModelFiles
from auditor.engines.pieces import EOS, Pieces
from auditor.engines.search import Search, Written
from auditor.engines.threads import thread_count
from auditor.errors import EngineError

BATCH_TOKENS = 1024
FORCED_TOKENS = 512
"""Of forced decoding, which computes a row of the whole vocabulary for every piece at once."""


class CTranslate2Runtime:
    """Beam search and forced decoding over pieces. Nothing is loaded before the first sentence."""

    name = "ctranslate2"

    def __init__(
        self,
        model: ModelFiles,
        cache: Path,
        threads: int | None = None,
        quantisation: str = "int8",
        *,
        singly: bool = False,
    ) -> None:
        self._model = model
        self._cache = cache
        self._quantisation = quantisation
        self._threads = 1 if singly else threads
        self._most = 1 if singly else MOST

    @cached_property
    def pieces(self) -> Pieces:
        """The tokenizer."""
        return Pieces(self._model.folder)

    @cached_property
    def config(self) -> dict[str, Any]:
        """config.json of the model."""
        return read_config(self._model.folder)

    @cached_property
    def _translator(self) -> Any:
        import ctranslate2

        threads = thread_count(self._threads)
        for afresh in (False, True):
            folder = converted(self._model, "translator", self._quantisation, self._cache, afresh=afresh)
            try:
                return ctranslate2.Translator(str(folder), inter_threads=1, intra_threads=threads)
            except RuntimeError as error:
                if afresh:
                    raise EngineError(f"{folder}: ctranslate2 cannot load the converted model ({error}).") from error
        return None

    def write(self, rows: Sequence[list[str]], search: Search) -> list[list[Written]]:
        """Best hypotheses of each row of source pieces (without `</s>`), best first."""
        found: list[list[Written]] = [[] for _ in rows]
        for chosen in batches(rows, BATCH_TOKENS, self._most):
            longest = write_limit(self.config, max(len(rows[k]) for k in chosen))
            results = self._translator.translate_batch(
                [[*rows[k], EOS] for k in chosen],
                beam_size=search.beam,
                num_hypotheses=search.beam,
                length_penalty=1,
                disable_unk=True,
                return_scores=True,
                max_decoding_length=longest,
                min_decoding_length=min(search.least(min(len(rows[k]) for k in chosen)), longest),
                no_repeat_ngram_size=search.no_repeat_ngram,
                repetition_penalty=search.repetition_penalty,
                max_input_length=0,
            )
            for k, result in zip(chosen, results):
                found[k] = [
                    Written(tuple(pieces), float(score), len(pieces) >= longest)
                    for pieces, score in zip(result.hypotheses, result.scores)
                ]
        return found

    def force(self, sources: Sequence[list[str]], targets: Sequence[list[str]]) -> list[list[float]]:
        """Natural-log probability of each target piece, and of `</s>` after them."""
        found: list[list[float]] = [[] for _ in sources]
        rows = [[*source, EOS, *target] for source, target in zip(sources, targets)]
        for chosen in batches(rows, FORCED_TOKENS, self._most):
            results = self._translator.score_batch(
                [[*sources[k], EOS] for k in chosen], [targets[k] for k in chosen], max_input_length=0
            )
            for k, result in zip(chosen, results):
                found[k] = [float(p) for p in result.log_probs]
        return found
