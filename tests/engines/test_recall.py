"""Vectors are computed once for an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from counting_engine import SENTENCES, Counting
from desk import ARTICLE, REFERENCE

from auditor import Settings, audit_texts
from auditor.engines import Engine
from auditor.engines.recall import recalling
from auditor.instruments import open_instruments


def test_a_sentence_is_read_once() -> None:
    """However often it is asked for, in whatever order; the vectors are those of the engine, which is asked for all else."""
    engine = Counting()
    again = recalling(engine)
    first, second = SENTENCES
    assert np.array_equal(again.embed([second, first, second]), Counting().embed([second, first, second]))
    assert np.array_equal(again.embed(["!", first]), Counting().embed(["!", first]))
    assert again.embed([]).shape == Counting().embed([]).shape
    assert engine.asked == [second, first, "!"]
    assert (again.name, again.identity, again.can_score) == (engine.name, engine.identity, engine.can_score)
    assert again.translate([first]) == Counting().translate([first])
    assert again.score([(first, second)]) == Counting().score([(first, second)])
    assert [spans for spans, _ in again.embed_tokens([first])] == [
        spans for spans, _ in Counting().embed_tokens([first])
    ]


class Listening:
    """An engine that notes which sentences it makes vectors of."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.heard = Counter[str]()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def embed(self, sentences: Sequence[str]) -> np.ndarray:
        self.heard.update(sentences)
        return self._engine.embed(sentences)


def test_an_audit_reads_nothing_twice_and_the_next_one_afresh() -> None:
    """Without a cache too; nothing of an article is remembered beyond its audit."""
    settings = Settings(no_cache=True, threads=1)
    instruments = open_instruments(settings)
    engine = Listening(instruments.engine)
    listening = replace(instruments, engine=engine)
    first = audit_texts(ARTICLE, REFERENCE, settings, instruments=listening)
    assert len(engine.heard) >= 6
    assert set(engine.heard.values()) == {1}
    assert audit_texts(ARTICLE, REFERENCE, settings, instruments=listening) == first
    assert set(engine.heard.values()) == {2}
