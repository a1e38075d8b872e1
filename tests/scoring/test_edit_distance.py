"""TER counted in less time."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from sacrebleu.metrics import TER

from auditor.scoring.edit_distance import quick_ter

WORDS = st.lists(st.sampled_from([*"abcdef", "the", "of", "bank,", "rate.", "3%"]), max_size=40).map(" ".join)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_ter_is_that_of_sacrebleu(hypothesis: str, reference: str) -> None:
    """Whatever the words, and however often they must be shifted."""
    mine, theirs = (t.sentence_score(hypothesis, [reference]) for t in (quick_ter()(), TER()))
    assert (mine.score, mine.num_edits, mine.ref_length) == (theirs.score, theirs.num_edits, theirs.ref_length)


def test_sides_of_very_different_length() -> None:
    """Where the beam leaves cells out, or must be wider than usual, and where a side is empty."""
    long = " ".join(f"w{n % 37}" for n in range(170))
    for hypothesis, reference in ((long, "w1 w5"), ("w9 w1", long), (long, long[::-1]), ("", "w1 w2"), ("w1", "")):
        mine, theirs = (t.sentence_score(hypothesis, [reference]) for t in (quick_ter()(), TER()))
        assert (mine.num_edits, mine.ref_length) == (theirs.num_edits, theirs.ref_length)
