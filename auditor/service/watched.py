"""An engine that can be told to stop: it looks before each call, and between shares of a long one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from auditor.engines import Engine
from auditor.engines.protocol import SHARE

if TYPE_CHECKING:
    import numpy as np

    from auditor.engines.protocol import TokenVectors
    from auditor.records import TokenScores, Translation

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class Dropped(Exception):
    """Nobody waits for this work any more."""


class WatchedEngine:
    """An `Engine` that raises Dropped where `unwanted` says so.

    A thread cannot be ended from outside; an audit spends most of its time in the engine, though, so that it ends there
    within seconds. Long calls are made in shares, those that the cache makes as well: translations are the same.
    """

    def __init__(self, engine: Engine, unwanted: Callable[[], bool]) -> None:
        self._engine = engine
        self._unwanted = unwanted
        self.name = engine.name
        self.revision = engine.revision
        self.runtime = engine.runtime
        self.beam = engine.beam
        self.can_score = engine.can_score
        self.hint = engine.hint

    @property
    def identity(self) -> str:
        """What pins the vectors."""
        return self._engine.identity

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """One translation for each sentence, in the order given. Raises Dropped."""
        return self._in_shares(self._engine.translate, sentences)

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[TokenScores]:
        """Log-probabilities of the English given the Arabic. Raises Dropped."""
        return self._in_shares(self._engine.score, pairs)

    def embed(self, sentences: Sequence[str]) -> np.ndarray:
        """Vectors of length 1, float32 (n, d). Raises Dropped."""
        import numpy as np

        shares = [self._asked(self._engine.embed, share) for share in _shares(sentences)]
        return np.concatenate(shares) if shares else self._engine.embed(sentences)

    def embed_tokens(self, sentences: Sequence[str]) -> list[TokenVectors]:
        """Pieces of each sentence and their vectors. Raises Dropped."""
        return self._asked(self._engine.embed_tokens, sentences)

    def _in_shares(self, call: Callable[[Sequence[_Item]], list[_Result]], items: Sequence[_Item]) -> list[_Result]:
        return [result for share in _shares(items) for result in self._asked(call, share)]

    def _asked(self, call: Callable[[Sequence[_Item]], _Result], items: Sequence[_Item]) -> _Result:
        if self._unwanted():
            raise Dropped
        return call(items)


def _shares(items: Sequence[_Item]) -> list[Sequence[_Item]]:
    return [items[at : at + SHARE] for at in range(0, len(items), SHARE)]
