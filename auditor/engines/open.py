"""Options in, engine out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.engines.locate import bundled
from auditor.engines.protocol import Engine, EngineOptions, TokenVectors, Translator, Witness
from auditor.records import TokenScores, Translation

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class Pair:
    """A translator with a witness beside it: an `Engine`."""

    translator: Translator
    witness: Witness

    @property
    def name(self) -> str:
        """Name of the model that translates."""
        return self.translator.name

    @property
    def revision(self) -> str:
        """Revision of the model that translates."""
        return self.translator.revision

    @property
    def runtime(self) -> str:
        """What computes the translation."""
        return self.translator.runtime

    @property
    def beam(self) -> int | None:
        """Beam size of the translation."""
        return self.translator.beam

    @property
    def can_score(self) -> bool:
        """Whether `score` works."""
        return self.translator.can_score

    @property
    def identity(self) -> str:
        """What pins the vectors."""
        return self.witness.identity

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """One translation for each sentence, in the order given."""
        return self.translator.translate(sentences)

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[TokenScores]:
        """Forced decoding of the English given the Arabic."""
        return self.translator.score(pairs)

    def embed(self, sentences: Sequence[str]) -> np.ndarray:
        """Vectors of length 1, float32 (n, d)."""
        return self.witness.embed(sentences)

    def embed_tokens(self, sentences: Sequence[str]) -> list[TokenVectors]:
        """Pieces of each sentence and their vectors."""
        return self.witness.embed_tokens(sentences)


def cache_folder(options: EngineOptions) -> Path:
    """Where converted models and translations are kept."""
    import platformdirs

    return options.cache_dir or Path(platformdirs.user_cache_dir("auditor"))


def open_engine(options: EngineOptions) -> Engine:
    """The engine asked for; nothing heavy is imported or loaded before it is used.

    Raises EngineError where the model is not there or cannot be used.
    """
    from auditor.engines.encoder import Encoder
    from auditor.engines.marian import CTranslate2Runtime
    from auditor.engines.translator import MarianTranslator

    cache = cache_folder(options)
    model = bundled()
    runtime = CTranslate2Runtime(model, cache, options.threads)
    return Pair(MarianTranslator(model, runtime, options.beam), Encoder(model, cache, options.threads))
