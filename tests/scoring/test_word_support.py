"""Words with and without a counterpart, and the run that most likely has none."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.scoring.encoder_scores import tables
from auditor.scoring.word_support import EDGES, Word, heaviest_run, joined, learn, ratios, support


def word(value: float, text: str = "house") -> Word:
    return Word(0, 0, len(text), text, value)


def test_support_is_the_nearest_piece() -> None:
    """A word is as well supported as its pieces on average, each by the nearest piece of the other side."""
    one = ([(0, 3), (3, 5), (6, 9)], np.array([[1, 0], [0, 1], [0.6, 0.8]], np.float32))
    other = ([(0, 4)], np.array([[1, 0]], np.float32))
    words = support(["abcde fgh."], [one], [other])
    assert [(w.text, w.start, w.end) for w in words] == [("abcde", 0, 5), ("fgh", 6, 9)]
    assert [w.support for w in words] == pytest.approx([0.5, 0.6])


def test_nothing_supports_a_word_of_a_bead_without_pieces() -> None:
    """Without pieces on the other side every support is 0."""
    one = ([(0, 3)], np.ones((1, 2), np.float32))
    assert [w.support for w in support(["abc"], [one], [([], np.empty((0, 2), np.float32))])] == [0]


@given(st.lists(st.floats(-5, 5), max_size=12))
def test_the_heaviest_run_is_the_heaviest(values: list[float]) -> None:
    """No run of neighbouring words has a greater sum (all runs tried)."""
    run = heaviest_run([word(0.5, str(i)) for i in range(len(values))], values)
    sums = [sum(values[a:b]) for a, b in itertools.combinations(range(len(values) + 1), 2)]
    assert run.weight == pytest.approx(max([0.0, *sums]))
    assert sum(values[int(w.text)] for w in run.words) == pytest.approx(run.weight)


def test_short_words_say_nothing() -> None:
    """A particle has ratio 0, however badly it is supported."""
    assert list(ratios([word(0.0, "of"), word(0.0, "house")], [2.0] * 30)) == [0.0, 2.0]


def test_two_witnesses_are_joined_with_trust() -> None:
    """Their mean where together they doubt, else the more trusting one."""
    assert list(joined(np.array([4.0, 2.0]), np.array([2.0, -3.0]))) == [3.0, -3.0]


def test_learnt_tables_fall() -> None:
    """Better support makes a counterpart likelier, in a table just learnt and in those that are shipped."""
    draw = np.random.default_rng(0)
    good = [word(float(v)) for v in draw.normal(0.8, 0.1, 2000)]
    bad = [word(float(v)) for v in draw.normal(0.4, 0.1, 2000)]
    for table in (learn(good, bad), *tables().values()):
        assert len(table) == len(EDGES) - 1
        assert list(table) == sorted(table, reverse=True)
        assert table[0] > 0 > table[-1]
