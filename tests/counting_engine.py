"""Two sentences, and an engine that counts what it is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from auditor.records import TokenScores, Translation

SENTENCES = ["وصل الوفد إلى العاصمة.", "ارتفعت الأسعار كثيرا."]


class Counting:
    """A translator and witness that counts what it is asked."""

    name, revision, runtime, beam, can_score, identity = "counting", "1", "none", 4, True, "counting-1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        self.asked += sentences
        return [Translation(f"<{s}>", -0.5, (f"({s})",), "loop" if "!" in s else None) for s in sentences]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[TokenScores]:
        self.asked += [said for _, said in pairs]
        return [TokenScores((said, "</s>"), (-len(said) / 7, -1.0)) for _, said in pairs]

    def embed(self, sentences: Sequence[str]) -> np.ndarray:
        self.asked += sentences
        return np.array([[1.0, 0.0] if len(s) % 2 else [0.0, 1.0] for s in sentences], np.float32).reshape(-1, 2)

    def embed_tokens(self, sentences: Sequence[str]) -> list[Any]:
        self.asked += sentences
        return [
            ([(k, k + 1) for k in range(len(s))], np.array([[ord(c), 1 / 3] for c in s], np.float32).reshape(-1, 2))
            for s in sentences
        ]
