"""What the pipeline knows of an engine, and what a person may ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from auditor.records import TokenScores, Translation

if TYPE_CHECKING:
    import numpy as np

SHARE = 64
"""An engine is asked for so many sentences at a time where there are many: a run that is killed leaves what it had, and one
that is stopped ends soon."""
Runtime = Literal["auto", "ctranslate2", "transformers"]
TokenVectors = tuple[list[tuple[int, int]], "np.ndarray"]
"""Spans of the pieces (start, end; code points of the sentence as given, no surrounding space) and their vectors,
float32 (pieces, d), each of length 1."""


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """Which engine is wanted and how it shall run."""

    model: str | None = None
    """A folder or a Hub name, perhaps with `@REVISION`; None: the best model that is on this machine (see
    `locate.default_model`)."""
    revision: str | None = None
    """Branch, tag or commit of a Hub model."""
    allow_pickle: bool = False
    """Whether weights that are a pickle alone may be read, with torch."""
    runtime: Runtime = "auto"
    beam: int = 4
    threads: int | None = None
    """None: as many as the process may use."""
    deterministic: bool = False
    """One sentence at a time on one thread, so that nothing beside a sentence changes what is computed for it."""
    offline: bool = False
    """Never ask the network. The environment variable HF_HUB_OFFLINE=1 has the same effect."""
    cache_dir: Path | None = None
    """Where converted models and cached translations are kept; None: the user's cache folder."""
    use_cache: bool = True
    """Keep translations, vectors and audits for the next run. Converted models are always kept."""
    cache_bytes: int | None = None
    """Size from which the oldest of them go; None: `store.MOST_BYTES`."""


class Translator(Protocol):
    """Arabic into English."""

    @property
    def name(self) -> str:
        """Name of the model as a report shows it."""

    @property
    def revision(self) -> str:
        """What pins the weights: a Hub commit, or a digest of the files."""

    @property
    def runtime(self) -> str:
        """What computes: `ctranslate2`, `transformers` or `recorded`."""

    @property
    def beam(self) -> int | None:
        """Beam size; None where nothing is searched."""

    @property
    def can_score(self) -> bool:
        """Whether `score` works."""

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """One translation for each sentence, in the order given."""

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[TokenScores]:
        """For each (Arabic, English) the log-probability of the English under the model; EngineError without
        `can_score`."""


class Witness(Protocol):
    """Sentences of either language into one vector space."""

    @property
    def identity(self) -> str:
        """What pins the vectors: the same identity, the same vectors."""

    def embed(self, sentences: Sequence[str]) -> np.ndarray:
        """Vectors of length 1, float32 (n, d); the cosine of two that say the same is high."""

    def embed_tokens(self, sentences: Sequence[str]) -> list[TokenVectors]:
        """For each sentence its pieces and their contextual vectors."""


class Engine(Translator, Witness, Protocol):
    """A translator and the witness beside it."""

    @property
    def hint(self) -> str | None:
        """The command that gets a better model; None where this one is good already."""
