"""Whether the reference would suit the article better if it said something else.

Contrastive conditioning (Vamvas & Sennrich 2021, 2022): a suspicion is put as a variant of the reference, with the denial
taken out or put in, or a word exchanged for its opposite. If it is right, the variant is nearer than the reference as it
stands: in the vector space of the encoder to the back-translation, and not plainly farther from the article; or, where no
back-translation can bear witness, to the article, and likelier under the translator that reads it (forced decoding).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auditor import encoder_geometry as geometry
from auditor.records import TokenScores

_LOG_PROBABILITY = 0.25
"""What a gain in log-probability says for a variant, in log-odds; learned with `encoder_geometry.ARTICLE`."""
_SLACK = 8.0
"""How much less than the back-translation the article may speak for a variant: a lost denial may be the engine's."""
CHUNK = 256
"""Cases weighed together, so that an article without end takes no memory without end."""


@dataclass(frozen=True, slots=True)
class Case:
    """A bead's sides (`hypothesis` None: it may not bear witness), and what its reference might say instead."""

    article: str
    hypothesis: str | None
    reference: str
    variant: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """Weighs cases with what an engine can do."""

    embed: Callable[[Sequence[str]], NDArray[np.float32]]
    """Vectors of length 1, (n, d); see `engines.protocol`."""
    score: Callable[[Sequence[tuple[str, str]]], Sequence[TokenScores]] | None
    """Forced decoding; None: without."""

    def gains(self, cases: Sequence[Case]) -> list[float]:
        """For each case about the log-odds that the variant suits the article better: positive, it does; typically −10
        to 10."""
        return [gain for at in range(0, len(cases), CHUNK) for gain in self._weigh(cases[at : at + CHUNK])]

    def _weigh(self, cases: Sequence[Case]) -> list[float]:
        texts = {t for c in cases for t in (c.article, c.hypothesis, c.reference, c.variant) if t is not None}
        ordered = sorted(texts)
        vectors = dict(zip(ordered, self.embed(ordered), strict=True))
        likely = self._likely([c for c in cases if c.hypothesis is None])
        return [self._gain(case, vectors, likely) for case in cases]

    def _likely(self, cases: Sequence[Case]) -> dict[tuple[str, str], float]:
        """Log-probability of each sentence that is compared, given its Arabic."""
        if self.score is None or not cases:
            return {}
        pairs = list(dict.fromkeys((c.article, text) for c in cases for text in (c.reference, c.variant)))
        return {pair: sum(s.log_probabilities) for pair, s in zip(pairs, self.score(pairs), strict=True)}

    @staticmethod
    def _gain(case: Case, vectors: dict[str, NDArray[np.float32]], likely: dict[tuple[str, str], float]) -> float:
        step = vectors[case.variant] - vectors[case.reference]
        nearer = float(step @ vectors[case.article])
        if case.hypothesis is not None:
            return min(
                geometry.HYPOTHESIS * float(step @ vectors[case.hypothesis]), geometry.ARTICLE_ALONE * nearer + _SLACK
            )
        if not likely:
            return geometry.ARTICLE_ALONE * nearer
        likelier = likely[case.article, case.variant] - likely[case.article, case.reference]
        return geometry.ARTICLE * nearer + _LOG_PROBABILITY * likelier
