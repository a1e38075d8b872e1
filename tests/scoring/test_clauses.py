"""What makes words without a counterpart less of a clause: where they end, and abbreviations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.scoring.clauses import ABBREVIATION, END, FARTHEST, MOST, extra_clause, missing_clause
from auditor.scoring.word_support import UnsupportedRun, Word

REFERENCE = "The bridge will open in May, six months late, after repairs to the old pier"


def run(sentence: str, words: str, weight: float = 20.0) -> UnsupportedRun:
    start = sentence.index(words)
    return UnsupportedRun(weight, (Word(0, start, start + len(words), words, 0.2),))


@pytest.mark.parametrize(
    ("words", "left"),
    [("six months late", 0), ("six", 2), ("after repairs", 4), ("old pier", 0), ("The bridge", 4)],
)
def test_a_run_is_lighter_by_what_its_clause_goes_on(words: str, left: int) -> None:
    """Each word up to the next comma or the end takes from the weight."""
    found = missing_clause(run(REFERENCE, words), [REFERENCE])
    assert found
    assert found.weight == 20.0 - END * left


def test_only_so_many_words_count() -> None:
    """Far from its end a run loses no more than at the most, and never falls below nothing."""
    long = "word " * 50
    assert missing_clause(run(long, "word"), [long]) == run(long, "word", 20.0 - END * FARTHEST)
    assert missing_clause(run(long, "word", 1.0), [long]) == run(long, "word", 0.0)


def test_an_abbreviation_takes_many_words_in_arabic() -> None:
    """PTSD and Brexit excuse words of the article, unless it has them alone, in Latin letters."""
    article = "عانى بعد عودته من اضطراب ما بعد الصدمة"
    whole = run(article, "اضطراب ما بعد الصدمة")
    for reference, times in (
        ("He had PTSD after Brexit and the WW1", MOST),
        ("He had PTSD", 1),
        ("He was ill", 0),
        ("The N.F.L. won", 1),
    ):
        found = extra_clause(whole, [article], [reference])
        assert found
        assert found.weight == 20.0 - ABBREVIATION * times
    beside = f"{article} (PTSD)"
    assert extra_clause(run(beside, "الصدمة (PTSD)"), [beside], ["He had PTSD"]) == run(
        beside, "الصدمة (PTSD)", 20.0 - ABBREVIATION
    )
    alone = "عانى بعد عودته من PTSD"
    assert extra_clause(run(alone, "PTSD"), [alone], ["He had PTSD"]) == run(alone, "PTSD")


def test_a_headline_in_capitals_has_no_abbreviations() -> None:
    """Where everything is written large, nothing is told apart by it."""
    article = "الزعيمان يلتقيان"
    assert extra_clause(run(article, "يلتقيان"), [article], ["LEADERS MEET"]) == run(article, "يلتقيان")


@given(st.text(alphabet="word و،.,\"'()[] -–AB", min_size=1, max_size=80), st.floats(0, 50))
def test_no_text_breaks_it(text: str, weight: float) -> None:
    """Whatever stands around a run, its weight falls by no more than the two can take, and its words stay."""
    one = UnsupportedRun(weight, (Word(0, 0, 1, text[:1], 0.0),))
    for found in (missing_clause(one, [text]), extra_clause(one, [text], [text])):
        assert found
        assert found.words == one.words
        assert weight >= found.weight >= max(0.0, weight - END * FARTHEST - ABBREVIATION * MOST)
