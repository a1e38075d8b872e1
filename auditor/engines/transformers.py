"""The other runtime: `MarianMTModel` of transformers, float32, on torch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from threading import Lock
from typing import Any

from auditor.engines.batches import MOST, batches
from auditor.engines.checkpoint import forbidden_ids, read_config, vocabularies
from auditor.engines.limits import write_limit
from auditor.engines.locate import ModelFiles
from auditor.engines.pieces import EOS, UNK, Pieces
from auditor.engines.search import Search, Written
from auditor.errors import EngineError

BATCH_TOKENS = 1024
_NEVER = -1e9


class TransformersRuntime:
    """Beam search and forced decoding over pieces. Nothing is imported or loaded before the first sentence."""

    name = "transformers"

    def __init__(self, model: ModelFiles, threads: int | None = None, *, singly: bool = False) -> None:
        self._model = model
        self._threads = 1 if singly else threads
        self._most = 1 if singly else MOST
        self._alone = Lock()
        """Held while the model computes: to write, its bias is changed for a while, and another thread may score."""

    @cached_property
    def pieces(self) -> Pieces:
        """The tokenizer."""
        return Pieces(self._model.folder)

    @cached_property
    def config(self) -> dict[str, Any]:
        """config.json of the model."""
        return read_config(self._model.folder)

    @cached_property
    def _marian(self) -> Any:
        try:
            import torch
        except ImportError:
            raise EngineError("--runtime transformers needs torch; pip install 'auditor[torch]'.") from None
        from transformers import MarianMTModel
        from transformers.utils import logging

        if self._threads is not None:
            torch.set_num_threads(max(1, self._threads))
        logging.disable_progress_bar()
        try:
            model = MarianMTModel.from_pretrained(self._model.folder, dtype=torch.float32, local_files_only=True)
        except Exception as error:  # a broken folder makes the library raise whatever it trips over
            raise EngineError(f"{self._model.folder}: transformers cannot load the model ({error}).") from error
        size = model.final_logits_bias.shape[-1]
        # A forbidden piece is put out of reach before the softmax, as ctranslate2 does it: then both runtimes give the
        # same probabilities. `bad_words_ids` of generate would act after it.
        model.final_logits_bias[0, list(forbidden_ids(self._model.folder, self.config, size))] = _NEVER
        return model.eval()

    def write(self, rows: Sequence[list[str]], search: Search) -> list[list[Written]]:
        """Best hypotheses of each row of source pieces (without `</s>`), best first."""
        import torch

        found: list[list[Written]] = [[] for _ in rows]
        for chosen in batches(rows, BATCH_TOKENS, self._most):
            with torch.inference_mode(), self._alone, self._without_unknown():
                for k, hypotheses in zip(chosen, self._write_batch([rows[k] for k in chosen], search)):
                    found[k] = hypotheses
        return found

    @contextmanager
    def _without_unknown(self) -> Iterator[None]:
        """Nothing unknown is written."""
        bias = self._marian.final_logits_bias
        unknown = bias[0, self._target[UNK]].item()
        bias[0, self._target[UNK]] = _NEVER
        try:
            yield
        finally:
            bias[0, self._target[UNK]] = unknown

    def _write_batch(self, rows: Sequence[list[str]], search: Search) -> list[list[Written]]:
        longest = write_limit(self.config, max(len(r) for r in rows))
        ids, mask = self._read(rows)
        out = self._marian.generate(
            input_ids=ids,
            attention_mask=mask,
            num_beams=search.beam,
            num_return_sequences=search.beam,
            do_sample=False,
            length_penalty=1.0,
            early_stopping=search.beam > 1,
            max_length=None,
            max_new_tokens=longest,
            min_new_tokens=min(search.least(min(len(r) for r in rows)), longest),
            no_repeat_ngram_size=search.no_repeat_ngram,
            repetition_penalty=search.repetition_penalty,
            bad_words_ids=None,
            forced_eos_token_id=None,
            output_scores=True,
            return_dict_in_generate=True,
        )
        scores = self._marian.compute_transition_scores(
            out.sequences, out.scores, getattr(out, "beam_indices", None), normalize_logits=search.beam == 1
        )
        written = [
            self._written(sequence.tolist()[1:], steps.tolist()) for sequence, steps in zip(out.sequences, scores)
        ]
        return [written[at : at + search.beam] for at in range(0, len(written), search.beam)]

    def _written(self, ids: list[int], steps: list[float]) -> Written:
        eos = self._target[EOS]
        ended = eos in ids
        length = ids.index(eos) if ended else next((k for k, i in enumerate(ids) if i == self._pad), len(ids))
        counted = steps[: length + 1] if ended else steps[:length]
        return Written(tuple(self._english[i] for i in ids[:length]), sum(counted) / max(len(counted), 1), not ended)

    def force(self, sources: Sequence[list[str]], targets: Sequence[list[str]]) -> list[list[float]]:
        """Natural-log probability of each target piece, and of `</s>` after them."""
        import torch

        found: list[list[float]] = [[] for _ in sources]
        rows = [[*source, EOS, *target] for source, target in zip(sources, targets)]
        with torch.inference_mode():
            for chosen in batches(rows, BATCH_TOKENS, self._most):
                ids, mask = self._read([sources[k] for k in chosen])
                wanted = [
                    [*(self._target.get(p, self._target[UNK]) for p in targets[k]), self._target[EOS]] for k in chosen
                ]
                width = max(len(w) for w in wanted)
                labels = torch.tensor([w + [self._pad] * (width - len(w)) for w in wanted])
                start = torch.full((len(wanted), 1), self.config["decoder_start_token_id"])
                with self._alone:
                    logits = self._marian(
                        input_ids=ids, attention_mask=mask, decoder_input_ids=torch.cat([start, labels[:, :-1]], dim=1)
                    ).logits
                chances = torch.log_softmax(logits, -1).gather(-1, labels[..., None])[..., 0]
                for k, row, w in zip(chosen, chances.tolist(), wanted):
                    found[k] = row[: len(w)]
        return found

    def _target_ids(self, pieces: Sequence[str]) -> list[int]:
        known = self._target
        return [*(known.get(p, known[UNK]) for p in pieces), known[EOS]]

    def _read(self, rows: Sequence[list[str]]) -> tuple[Any, Any]:
        import torch

        known = self.pieces.vocabulary
        ids = [[known.get(p, known[UNK]) for p in row] + [known[EOS]] for row in rows]
        width = max(len(r) for r in ids)
        padded = torch.tensor([r + [self._pad] * (width - len(r)) for r in ids])
        lengths = torch.tensor([len(r) for r in ids])
        return padded, (torch.arange(width)[None, :] < lengths[:, None]).long()

    @cached_property
    def _pad(self) -> int:
        return int(self.config["pad_token_id"])

    @cached_property
    def _target(self) -> dict[str, int]:
        return {piece: i for i, piece in enumerate(vocabularies(self._model.folder, self.config)[1])}

    @cached_property
    def _english(self) -> dict[int, str]:
        return {i: piece for piece, i in self._target.items()}
