"""The two witnesses: what they take for similar, and that groups are computed as if they were joined."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.alignment.similarity import SHAPES, Surface, Vectors, block_parts, weakest_part

ENGLISH = [
    "The council of Varn raised the tax on water by 4.5 percent.",
    "A bus with thirty pupils slid off the road near the pass.",
    "Doctors had warned of the fever since January 12.",
    "The council rejected a tax on boats.",
]
PARAPHRASED = [
    "Varn's council has raised water taxes 4.5 percent.",
    "Near the pass a bus carrying 30 pupils slid from the road.",
    "Since January 12 doctors were warning of a fever.",
    "A boat tax was rejected by the council.",
]


def singles(surface):
    return surface.block(slice(0, 4), slice(0, 4))[1, 1]


def test_the_same_in_other_words_is_nearest():
    """Each paraphrase is nearer to its own sentence than to any other."""
    values = singles(Surface([(p,) for p in PARAPHRASED], ENGLISH))
    assert (values.argmax(axis=1) == np.arange(4)).all()
    assert (values.argmax(axis=0) == np.arange(4)).all()


def test_equal_texts_are_one_and_disjoint_ones_zero():
    """Dice is 1 for the same sentence and 0 where nothing is shared."""
    values = Surface([("alpha beta",), ("gamma",)], ["alpha beta", "delta xi"]).block(slice(0, 2), slice(0, 2))[1, 1]
    assert values[0, 0] == pytest.approx(1, abs=1e-4)
    assert values[1, 1] == 0


def test_a_number_is_the_same_however_it_is_grouped_or_written():
    """1,250 fits 1250 and ١٢٥٠, and not 1,260."""
    values = Surface([("1,250",)], ["1250", "١٢٥٠", "1,260"]).block(slice(0, 1), slice(0, 3))[1, 1]
    assert values[0, 0] == pytest.approx(1, abs=1e-4)
    assert values[0, 1] == pytest.approx(1, abs=1e-4)
    assert values[0, 2] == 0


def test_groups_are_what_their_sentences_add_up_to():
    """Cosine of a group is that of the length-weighted sum of its vectors, for every shape and place."""
    chance = np.random.default_rng(3)
    left, right = ["a" * k for k in (3, 9, 4, 7, 5)], ["b" * k for k in (8, 2, 6, 5)]
    table = {t: chance.normal(size=6) for t in [*left, *right]}
    vectors = Vectors(left, right, lambda texts: np.array([table[t] / np.linalg.norm(table[t]) for t in texts]))
    block = vectors.block(slice(1, 5), slice(0, 4))
    for a, b in SHAPES:
        for i in range(1, 5 - a + 1):
            for j in range(4 - b + 1):
                x = sum(len(t) * table[t] / np.linalg.norm(table[t]) for t in left[i : i + a])
                y = sum(len(t) * table[t] / np.linalg.norm(table[t]) for t in right[j : j + b])
                assert block[a, b][i - 1, j] == pytest.approx(x @ y / np.linalg.norm(x) / np.linalg.norm(y), abs=1e-4)


def test_a_part_of_the_lattice_is_what_it_is_in_the_whole():
    """Every bead that starts in a rectangle has the value that it has among all, also where it reaches beyond."""
    count = {"rows": 11, "columns": 9}
    left, right = ([f"word{k % 4} {side}{k} word{k % 3}" for k in range(n)] for side, n in count.items())
    chance = np.random.default_rng(5)
    table = {t: v / np.linalg.norm(v) for t in [*left, *right] for v in [chance.normal(size=6)]}
    witnesses = Surface([(t,) for t in left], right), Vectors(left, right, lambda texts: [table[t] for t in texts])
    for witness in witnesses:
        whole = witness.block(slice(0, 11), slice(0, 9))
        for rows, columns in (
            ((0, 3), (0, 2)),
            ((2, 5), (3, 5)),
            ((4, 8), (1, 6)),
            ((7, 11), (5, 9)),
            ((10, 11), (0, 7)),
        ):
            part = witness.block(slice(*rows), slice(*columns))
            for a, b in SHAPES:
                assert part[a, b] == pytest.approx(whole[a, b][slice(*rows), slice(*columns)], abs=1e-4), (a, b)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=6), st.lists(st.text(max_size=40), min_size=1, max_size=6))
def test_any_text_gives_similarities_within_range(left, right):
    """Whatever the characters, Dice is finite and within 0–1 for every shape, the ends included."""
    block = Surface([(t,) for t in left], right).block(slice(0, len(left) + 1), slice(0, len(right) + 1))
    for values in block.values():
        assert values.shape == (len(left) + 1, len(right) + 1)
        assert np.isfinite(values).all()
        assert values.min() >= 0
        assert values.max() <= 1


def test_parts_of_a_bead_are_its_neighbours_without_one_sentence():
    """The best part of a 1-2 bead is the better of its two single pairs."""
    single = np.array([[5.0, 1.0, 3.0], [0.0, 2.0, 7.0]], np.float32)
    double = np.zeros((2, 2), np.float32)
    assert block_parts({(1, 1): single, (1, 2): double}, 1, 2).tolist() == [[5, 3], [2, 7]]


def test_the_weakest_part_is_the_sentence_that_fits_least():
    """Of a 1-2 bead it is the worse of its two pairs; of a 2-2 bead the sentence whose best pair is worst."""
    single = np.array([[5.0, 1.0], [0.5, 2.0]], np.float32)
    assert weakest_part(single, 1, 2).tolist() == [[1.0], [0.5]]
    assert weakest_part(single, 2, 2).tolist() == [[2.0]]


def test_anchors_are_the_sure_pairs():
    """Rare words that only two sentences share make them an anchor; a sentence like no other has none."""
    anchors = Surface([(p,) for p in [*PARAPHRASED, "Zebu."]], ENGLISH).anchors()
    assert {(i, j) for i, j, _ in anchors} == {(0, 0), (1, 1), (2, 2), (3, 3)}
