"""Scores agree with sacrebleu's own command line, and what cannot be scored is None."""

import json
import subprocess
import sys

import pytest
import sacrebleu
from hang import ends
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.records import Bead
from auditor.scoring.edit_distance import quick_ter
from auditor.scoring.sacrebleu_scores import FEWEST_BEADS, LONGEST_TER, score_article, score_beads

HYPOTHESES = [
    "The minister said on Tuesday that prices rose by 3.5 percent.",
    "Two fishermen were found alive after nine days at sea.",
    "He didn't answer the question.",
    "The bridge is closed until the spring, the city council announced.",
    "Rain is expected in the north.",
    "Nobody was hurt in the fire.",
]
REFERENCES = [
    "Prices rose 3.5 percent, the minister said on Tuesday.",
    "Two fishermen were rescued after nine days adrift.",
    "He declined to answer.",
    "The bridge will stay closed until spring, the council said.",
    "Rain is forecast for northern regions.",
    "The fire injured no one.",
]
METRICS = {
    "bleu": ["-m", "bleu"],
    "chrf": ["-m", "chrf"],
    "chrf++": ["-m", "chrf", "--chrf-word-order", "2"],
    "ter": ["-m", "ter"],
}


def one_to_one(count):
    return [Bead((i,), (i,)) for i in range(count)]


def command_line(tmp_path, hypotheses, references, *options):
    """What the installed sacrebleu prints for these lines, as JSON."""
    paths = tmp_path / "hypotheses.txt", tmp_path / "references.txt"
    for path, lines in zip(paths, (hypotheses, references)):
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "sacrebleu", str(paths[1]), "-i", str(paths[0]), "-w", "6", *options]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize("name", METRICS)
def test_corpus_scores_and_intervals_are_those_of_the_command_line(tmp_path, name):
    """Score, signature and 95 % interval of the article equal those that sacrebleu prints for the same lines."""
    ours = score_article(one_to_one(6), HYPOTHESES, REFERENCES)
    theirs = command_line(tmp_path, HYPOTHESES, REFERENCES, *METRICS[name], "--confidence")
    values = {"bleu": ours.bleu, "chrf": ours.chrf, "chrf++": ours.chrf_pp, "ter": ours.ter}
    assert values[name] == pytest.approx(theirs["score"], abs=1e-5)
    assert ours.signatures[name] == theirs["signature"]
    low, high = ours.confidence[name]
    assert (low + high) / 2 == pytest.approx(theirs["confidence_mean"], abs=1e-5)
    assert (high - low) / 2 == pytest.approx(theirs["confidence_var"], abs=1e-5)


@pytest.mark.parametrize("name", ["chrf", "chrf++", "ter"])
def test_bead_scores_are_those_of_a_corpus_of_one_line(tmp_path, name):
    """The score of a bead equals what sacrebleu prints for its joined sentences alone."""
    scored = score_beads([Bead((0, 1), (0,))], HYPOTHESES, REFERENCES)[0].scores
    joined = f"{HYPOTHESES[0]} {HYPOTHESES[1]}"
    theirs = command_line(tmp_path, [joined], [REFERENCES[0]], *METRICS[name])
    values = {"chrf": scored.chrf, "chrf++": scored.chrf_pp, "ter": scored.ter}
    assert values[name] == pytest.approx(theirs["score"], abs=1e-5)


def test_bead_bleu_uses_effective_order(tmp_path):
    """A sentence of three words, all right, has BLEU 100, as `sacrebleu --sentence-level` says."""
    assert score_beads(one_to_one(1), ["Nobody was hurt"], ["Nobody was hurt"])[0].scores.bleu == pytest.approx(100)
    paths = tmp_path / "h", tmp_path / "r"
    paths[0].write_text(HYPOTHESES[1] + "\n", encoding="utf-8")
    paths[1].write_text(REFERENCES[1] + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "sacrebleu", str(paths[1]), "-i", str(paths[0]), "-sl", "-w", "6", "-b"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    ours = score_beads(one_to_one(1), [HYPOTHESES[1]], [REFERENCES[1]])[0].scores.bleu
    assert ours == pytest.approx(float(printed), abs=1e-5)


def test_scores_are_to_the_last_digit_those_of_the_public_functions():
    """Scores from counts that are taken once equal, to the last digit, what sacrebleu makes of the texts themselves."""
    beads = one_to_one(len(HYPOTHESES))
    ours = score_article(beads, HYPOTHESES, REFERENCES)
    assert (ours.bleu, ours.chrf, ours.chrf_pp, ours.ter) == from_texts(HYPOTHESES, REFERENCES)
    for bead, (h, r) in zip(score_beads(beads, HYPOTHESES, REFERENCES), zip(HYPOTHESES, REFERENCES)):
        single = sacrebleu.sentence_bleu(h, [r], use_effective_order=True).score
        assert (bead.scores.bleu, bead.scores.chrf, bead.scores.chrf_pp, bead.scores.ter) == (
            single,
            *from_texts([h], [r])[1:],
        )


def from_texts(hypotheses, references):
    """BLEU, chrF, chrF++ and TER by the functions that sacrebleu offers."""
    texts = hypotheses, [references]
    results = (
        sacrebleu.corpus_bleu(*texts),
        sacrebleu.corpus_chrf(*texts),
        sacrebleu.corpus_chrf(*texts, word_order=2),
        sacrebleu.corpus_ter(*texts),
    )
    return tuple(result.score for result in results)


def test_edits_are_counted_once_for_each_bead(monkeypatch):
    """The slow edit distance of TER runs once for each bead, whatever is then scored: beads, article, interval."""

    counted = []

    def count(_, ours, theirs):
        counted.append(ours)
        return [len(ours.split()), len(theirs["ref_words"][0])]

    monkeypatch.setattr(quick_ter(), "_compute_segment_statistics", count)
    hypotheses = [f"{text} They said so once." for text in HYPOTHESES]
    score_beads(one_to_one(6), hypotheses, REFERENCES)
    assert "ter" in score_article(one_to_one(6), hypotheses, REFERENCES).confidence
    assert counted == [h.lower() for h in hypotheses]


def test_what_cannot_be_scored_is_none_and_does_not_count():
    """A bead with an empty side, or without a back-translation, has no score and leaves the article's as it is."""
    beads = [*one_to_one(2), Bead((2,), ()), Bead((), (2,)), Bead((3,), (3,))]
    hypotheses = [*HYPOTHESES[:3], None]
    scored = score_beads(beads, hypotheses, REFERENCES)
    assert [s.scores is None for s in scored] == [False, False, True, True, True]
    assert [s.bead for s in scored] == beads
    assert score_article(beads, hypotheses, REFERENCES) == score_article(beads[:2], HYPOTHESES, REFERENCES)
    assert score_article(beads[2:], hypotheses, REFERENCES) is None


def test_few_beads_have_no_interval():
    """Under five beads there is a score and a signature without resampling, but no interval."""
    few = score_article(one_to_one(FEWEST_BEADS - 1), HYPOTHESES, REFERENCES)
    assert few.confidence == {}
    assert "bs:" not in few.signatures["bleu"]
    assert set(score_article(one_to_one(FEWEST_BEADS), HYPOTHESES, REFERENCES).confidence) == set(METRICS)


def test_cosine_is_carried_where_known():
    """The cosine of a bead is found by its indexes; other beads have none."""
    scored = score_beads(one_to_one(2), HYPOTHESES, REFERENCES, {((1,), (1,)): 1.09})
    assert [s.scores.cosine for s in scored] == [None, 1.09]


def test_a_text_of_shuffled_words_does_not_stall():
    """TER of ten thousand words in another order ends, since it sees only the beginning."""
    words = [f"w{k % 977}" for k in range(10_000)]
    with ends():
        scored = score_beads(one_to_one(1), [" ".join(words)], [" ".join(words[LONGEST_TER // 2 :] + words)])
    assert scored[0].scores.ter > 0


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), min_size=1, max_size=4))
def test_any_text_scores_within_range(pairs):
    """Whatever the characters, BLEU and chrF stay within 0–100 and TER is not negative."""
    scored = score_beads(one_to_one(len(pairs)), [h for h, _ in pairs], [r for _, r in pairs])
    for s in (s.scores for s in scored):
        assert 0 <= s.bleu <= 100.0001
        assert 0 <= s.chrf <= 100.0001
        assert 0 <= s.chrf_pp <= 100.0001
        assert s.ter >= 0


def test_text_with_hardly_a_match_has_scores() -> None:
    """Where some resamples share no word with the reference, there are scores, and no interval where none can be had."""
    beads = [Bead((i,), (i,)) for i in range(9)]
    hypotheses = ["The minister opened the bridge on Monday."] + ["Zq xv wk jy."] * 8
    references = ["The minister opened the bridge on Monday."] + ["Nothing of that was said by anybody."] * 8
    scores = score_article(beads, hypotheses, references)
    assert scores is not None
    assert 0 < scores.bleu < 100
    assert all(low <= high for low, high in scores.confidence.values())
