"""Vectors that are computed once for an article, however many stages ask for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditor.engines.open import TranslatorWithWitness
from auditor.engines.protocol import Engine, TokenVectors, Witness

if TYPE_CHECKING:
    import numpy as np


class RecallingWitness:
    """A witness that remembers the vectors of sentences for as long as it lives, which is for one article: so what is
    remembered has an end, and nothing of an article outlives its audit."""

    def __init__(self, witness: Witness) -> None:
        self._witness = witness
        self._known: dict[str, np.ndarray] = {}

    @property
    def identity(self) -> str:
        """What pins the vectors."""
        return self._witness.identity

    def embed(self, sentences: Sequence[str]) -> np.ndarray:
        """Vectors of length 1, float32 (n, d); only sentences that were not asked for before are read."""
        import numpy as np

        if not sentences:
            return self._witness.embed(sentences)
        new = [s for s in dict.fromkeys(sentences) if s not in self._known]
        self._known.update(zip(new, self._witness.embed(new), strict=True))
        return np.stack([self._known[s] for s in sentences])

    def embed_tokens(self, sentences: Sequence[str]) -> list[TokenVectors]:
        """Pieces of each sentence and their vectors, which are asked for once anyway."""
        return self._witness.embed_tokens(sentences)


def recalling(engine: Engine) -> Engine:
    """The engine for one article."""
    return TranslatorWithWitness(engine, RecallingWitness(engine))
