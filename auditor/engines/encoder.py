"""The witness: vectors from the bundled model's encoder (multilingual-e5-small, Wang et al. 2024)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from auditor.engines.batches import MOST, batches
from auditor.engines.checkpoint import read_config
from auditor.engines.convert import Kind, converted
from auditor.engines.locate import ModelFiles
from auditor.engines.pieces import EOS, Pieces
from auditor.engines.protocol import TokenVectors
from auditor.engines.threads import thread_count

WINDOW = 500
"""Pieces read at once; the encoder has 512 positions. Longer texts are read in several windows."""
MOST_WINDOWS = 2
"""Windows read at most; of a text that is longer than any sentence the rest does not count."""
BATCH_TOKENS = 256
"""Small: what a layer writes then fits the processor's own memory and is not asked of the system anew each time. At 512 and
more a token takes half as long again; the threads share batches instead of the work within one."""


class Encoder:
    """Vectors of Arabic and English sentences: `</s> pieces… </s>` through the encoder, as the model was trained.

    Nothing is loaded before the first sentence.
    """

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

    @property
    def identity(self) -> str:
        """Digest of the weights and how they are computed with."""
        return f"{self._model.revision[:32]}-{self._quantisation}"

    @cached_property
    def _encoder(self) -> Any:
        return self._load("encoder")

    @cached_property
    def _token_encoder(self) -> Any:
        return self._load("token-encoder")

    def _load(self, kind: Kind) -> Any:
        import ctranslate2

        for afresh in (False, True):
            folder = converted(self._model, kind, self._quantisation, self._cache, afresh=afresh)
            try:
                return ctranslate2.Encoder(str(folder), inter_threads=thread_count(self._threads), intra_threads=1)
            except RuntimeError:
                if afresh:
                    raise
        return None

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces(self._model.folder)

    @cached_property
    def width(self) -> int:
        """Numbers in a vector."""
        return int(read_config(self._model.folder)["d_model"])

    def embed(self, sentences: Sequence[str]) -> np.ndarray:
        """Mean over all positions, `</s>` included, length 1: float32 (n, d). A cosine of e5 is high even for
        unrelated sentences (about 0.75): compare margins, not raw values. An empty sentence has a vector too."""
        if not sentences:  # nothing is loaded for that
            return np.empty((0, self.width), np.float32)
        different = list(dict.fromkeys(sentences))
        pieces, _ = self._pieces.encode_plainly([unicodedata.normalize("NFC", s) for s in different])
        vectors = np.empty((len(different), self.width), np.float32)
        for index, states in self._states(self._encoder, pieces):
            mean = states.mean(axis=0)
            # Half precision is what the cache keeps: so a vector is the same whether it was kept or computed.
            vectors[index] = (mean / np.linalg.norm(mean)).astype(np.float16)
        at = {sentence: i for i, sentence in enumerate(different)}
        return vectors[[at[s] for s in sentences]]

    def embed_tokens(self, sentences: Sequence[str]) -> list[TokenVectors]:
        """Per sentence the spans of its pieces and the state of each in a middle layer (`TOKEN_LAYER`), length 1.

        Spans are code points of the sentence as given, although the model reads it normalised: no space, tatweel or
        invisible control at either end, in order, and without the pieces of which nothing is left then.
        """
        found: list[TokenVectors] = [([], np.empty((0, self.width), np.float32)) for _ in sentences]
        if not sentences:
            return found
        pieces, offsets = self._pieces.encode_plainly(sentences)
        for index, states in self._states(self._token_encoder, pieces):
            spans = [_trim(sentences[index], *span) for span in offsets[index]]
            place = np.arange(len(states)) % (WINDOW + 2)
            inner = (place > 0) & (place <= WINDOW)
            inner[-1] = False
            rows = states[inner]
            kept = [k for k, (start, end) in enumerate(spans[: len(rows)]) if start < end]
            chosen = rows[kept]
            lengths = np.maximum(np.linalg.norm(chosen, axis=1, keepdims=True), 1e-12)
            found[index] = ([spans[k] for k in kept], (chosen / lengths).astype(np.float32))
        return found

    def _states(self, encoder: Any, pieces: Sequence[list[str]]) -> Iterator[tuple[int, np.ndarray]]:
        """(index, last hidden states) of each, all windows in order, `</s>` before and after each window."""
        windows = [
            (index, [EOS, *row[at : at + WINDOW], EOS])
            for index, row in enumerate(pieces)
            for at in range(0, max(min(len(row), MOST_WINDOWS * WINDOW), 1), WINDOW)
        ]
        composed = list(batches([w for _, w in windows], BATCH_TOKENS, self._most))

        def read(chosen: Sequence[int]) -> np.ndarray:
            return np.asarray(encoder.forward_batch([windows[k][1] for k in chosen]).last_hidden_state)

        parts: dict[int, dict[int, np.ndarray]] = {}
        with ThreadPoolExecutor(thread_count(self._threads)) as pool:
            for chosen, output in zip(composed, pool.map(read, composed)):
                for k, states in zip(chosen, output):
                    parts.setdefault(windows[k][0], {})[k] = states[: len(windows[k][1])].copy()
        for index, rows in sorted(parts.items()):
            yield index, np.concatenate([rows[k] for k in sorted(rows)])


def _trim(sentence: str, start: int, end: int) -> tuple[int, int]:
    while start < end and _blank(sentence[start]):
        start += 1
    while start < end and _blank(sentence[end - 1]):
        end -= 1
    return start, end


def _blank(char: str) -> bool:
    return char.isspace() or char == "\u0640" or unicodedata.category(char) == "Cf"
