"""Intervals are sacrebleu's to the last digit."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sacrebleu.metrics import BLEU, CHRF, TER

from auditor.scoring.resampling import draw, interval

SENTENCES = st.lists(st.sampled_from(["the", "of", "bank,", "rates", "a", "3%"]), min_size=1, max_size=6).map(" ".join)
METRICS = {"bleu": lambda: BLEU(force=True), "chrf": CHRF, "chrf++": lambda: CHRF(word_order=2), "ter": TER}


@pytest.mark.parametrize("name", METRICS)
@settings(deadline=None, max_examples=20)
@given(st.lists(st.tuples(SENTENCES, SENTENCES), min_size=5, max_size=8))
def test_an_interval_is_that_of_sacrebleu(name: str, pairs: list[tuple[str, str]]) -> None:
    """Whatever the beads: also where some resamples have no match, which sacrebleu cannot average."""
    hypotheses, references = [h for h, _ in pairs], [r for _, r in pairs]
    mine, theirs = METRICS[name](), METRICS[name]()
    counts = mine._extract_corpus_statistics(hypotheses, [references])

    def ours() -> Any:
        return interval(mine, counts, draw(len(pairs), 100)), mine.get_signature().format()

    try:
        result = theirs.corpus_score(hypotheses, [references], n_bootstrap=100)
    except TypeError:
        with pytest.raises(TypeError):
            ours()
        return
    bounds = float(result._mean - result._ci), float(result._mean + result._ci)
    assert ours() == (bounds, theirs.get_signature().format())
