"""Translations, vectors and scores that are computed once and remembered: see `store`."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from auditor.engines.protocol import SHARE, TokenVectors, Translator, Witness
from auditor.engines.store import Store
from auditor.records import TokenScores, Translation

if TYPE_CHECKING:
    import numpy as np

log = logging.getLogger(__name__)

LOGIC = 3
"""Part of every key: raise it when cutting, retrying, fault detection or reading in windows changes."""
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class CachedTranslator:
    """A translator that remembers."""

    translator: Translator
    store: Store

    @property
    def name(self) -> str:
        """Name of the model."""
        return self.translator.name

    @property
    def revision(self) -> str:
        """Revision of the model."""
        return self.translator.revision

    @property
    def runtime(self) -> str:
        """What computes where nothing is remembered."""
        return self.translator.runtime

    @property
    def beam(self) -> int | None:
        """Beam size."""
        return self.translator.beam

    @property
    def can_score(self) -> bool:
        """Whether `score` works."""
        return self.translator.can_score

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """One translation for each sentence; only sentences that are new to this engine are translated."""
        return _through(
            self.store, "translations", self._key("translate"), sentences, _dump, _load, self.translator.translate
        )

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[TokenScores]:
        """Forced decoding of the English given the Arabic; only pairs that are new to this engine are scored."""
        return _through(
            self.store,
            "scores",
            self._key("score"),
            [json.dumps(pair) for pair in pairs],
            lambda scores: json.dumps([scores.pieces, scores.log_probabilities]).encode(),
            lambda stored: TokenScores(*map(tuple, json.loads(stored))),
            lambda some: self.translator.score([(article, said) for article, said in map(json.loads, some)]),
        )

    def _key(self, task: str) -> str:
        return f"{LOGIC}|{task}|{self.name}|{self.revision}|{self.runtime}|{self.beam}"


@dataclass(frozen=True, slots=True)
class CachedWitness:
    """A witness that remembers vectors: of sentences in half precision, which they have anyway, of pieces in full."""

    witness: Witness
    store: Store

    @property
    def identity(self) -> str:
        """What pins the vectors."""
        return self.witness.identity

    def embed(self, sentences: Sequence[str]) -> np.ndarray:
        """Vectors of length 1, float32 (n, d)."""
        import numpy as np

        if not sentences:
            return self.witness.embed(sentences)
        rows = _through(
            self.store,
            "vectors",
            f"{LOGIC}|embed|{self.identity}",
            sentences,
            lambda row: row.astype(np.float16).tobytes(),
            lambda stored: np.frombuffer(stored, np.float16).astype(np.float32),
            lambda some: list(self.witness.embed(some)),
        )
        return np.stack(rows)

    def embed_tokens(self, sentences: Sequence[str]) -> list[TokenVectors]:
        """Pieces of each sentence and their vectors; only sentences that are new to this witness are read."""
        found: list[TokenVectors] = []
        for at in range(0, len(sentences), SHARE):  # they are large: not all of them at once as bytes and as numbers
            found += _through(
                self.store,
                "vectors of words",
                f"{LOGIC}|embed_tokens|{self.identity}",
                sentences[at : at + SHARE],
                _dump_tokens,
                _load_tokens,
                self.witness.embed_tokens,
            )
        return found


def _through(
    store: Store,
    kind: str,
    prefix: str,
    sentences: Sequence[str],
    dump: Callable[[_Result], bytes],
    load: Callable[[bytes], _Result],
    compute: Callable[[Sequence[str]], list[_Result]],
) -> list[_Result]:
    """What is stored for each sentence, and what `compute` says of the others, which is stored as it comes."""
    keys = {s: hashlib.sha256(f"{prefix}\0{s}".encode("utf-8", "surrogatepass")).digest() for s in sentences}
    stored = store.get(list(keys.values()))
    found: dict[str, _Result] = {}
    for sentence, key in keys.items():
        if key in stored:
            try:
                found[sentence] = load(stored[key])
            except (ValueError, TypeError, KeyError):
                log.debug("a cache entry cannot be read and is made anew")
    new = sorted((s for s in keys if s not in found), key=lambda s: (-len(s), s))  # of like length, to pad little
    for at in range(0, len(new), SHARE):
        some = new[at : at + SHARE]
        fresh = dict(zip(some, compute(some), strict=True))
        store.put({keys[s]: dump(result) for s, result in fresh.items()}, kind)
        found.update(fresh)
    return [found[s] for s in sentences]


def _dump(translation: Translation) -> bytes:
    return json.dumps(
        [translation.text, translation.log_probability, translation.alternatives, translation.problem]
    ).encode()


def _load(stored: bytes) -> Translation:
    text, log_probability, alternatives, problem = json.loads(stored)
    return Translation(text, log_probability, tuple(alternatives), problem)


def _dump_tokens(tokens: TokenVectors) -> bytes:
    """How many pieces and numbers in a vector, the spans, the vectors."""
    import numpy as np

    spans, vectors = tokens
    return b"".join(
        (
            np.array(vectors.shape, "<i4").tobytes(),
            np.array(spans, "<i4").tobytes(),
            np.asarray(vectors, "<f4").tobytes(),
        )
    )


def _load_tokens(stored: bytes) -> TokenVectors:
    import numpy as np

    pieces, width = map(int, np.frombuffer(stored, "<i4", 2))
    spans = np.frombuffer(stored, "<i4", 2 * pieces, 8).reshape(pieces, 2)
    vectors = np.frombuffer(stored, "<f4", pieces * width, 8 * (pieces + 1)).reshape(pieces, width)
    return [(start, end) for start, end in spans.tolist()], vectors.astype(np.float32)
