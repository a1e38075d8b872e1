"""How a runtime is asked to search, and what it gives back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from auditor.engines.pieces import Pieces


@dataclass(frozen=True, slots=True)
class Search:
    """Settings of one beam search."""

    beam: int = 4
    no_repeat_ngram: int = 0
    """Runs of so many pieces may not come twice; 0: they may."""
    repetition_penalty: float = 1.0
    least_share: float = 0.0
    """Pieces written at least, as a share of the pieces read."""

    def least(self, read: int) -> int:
        """Pieces written at least for a sentence of `read` pieces. None by default: the runtimes forbid an early end on
        different sides of the softmax, and an empty translation is seen and tried again anyway."""
        return int(self.least_share * read)


@dataclass(frozen=True, slots=True)
class Written:
    """One hypothesis: pieces without `</s>`, mean log-probability a piece (`</s>` included), and whether it ran into
    the limit."""

    pieces: tuple[str, ...]
    log_probability: float
    cut_off: bool


class PieceRuntime(Protocol):
    """What computes a MarianMT model."""

    @property
    def name(self) -> str:
        """Name of the runtime."""

    @property
    def pieces(self) -> Pieces:
        """Its tokenizer."""

    @property
    def config(self) -> dict[str, Any]:
        """config.json of the model."""

    def write(self, rows: Sequence[list[str]], search: Search) -> list[list[Written]]:
        """Best hypotheses of each row of source pieces, best first."""

    def force(self, sources: Sequence[list[str]], targets: Sequence[list[str]]) -> list[list[float]]:
        """Log-probability of each target piece and of the end."""
