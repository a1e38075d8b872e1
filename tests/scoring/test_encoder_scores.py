"""What the encoder says of a bead: how close its sides are, and which clause one of them lacks."""

from __future__ import annotations

import pytest

from auditor.engines import Engine
from auditor.records import Bead
from auditor.scoring import encoder_scores as weighing
from auditor.scoring.encoder_scores import SUSPICIOUS, EncoderScores, weigh

BEFORE = "وافق البرلمان على الموازنة الجديدة"
CLAUSE = "بعد نقاش استمر حتى ساعة متأخرة من الليل"
APPROVED = "Parliament approved the new budget."
LATE = "after a debate that went on until late in the night."


def weighed(
    engine: Engine, article: list[str], references: list[str], hypotheses: list[str | None] | None
) -> EncoderScores:
    bead = Bead(tuple(range(len(article))), tuple(range(len(references))))
    (one,) = weigh([bead], article, references, hypotheses, engine.embed, engine.embed_tokens)
    return one


def test_a_clause_too_many_weighs_more_than_its_words(engine: Engine) -> None:
    """Where no back-translation bears witness, the article is nearer to the reference without the clause, and that
    counts; its words are the clause."""
    sentence = f"{BEFORE} {CLAUSE}."
    alone = weighed(engine, [sentence], [APPROVED], None).extra
    beside = weighed(engine, [sentence], [APPROVED], [None]).extra
    assert alone is not None
    assert beside is not None
    said = sentence[alone.words[0].start : alone.words[-1].end]
    assert said in CLAUSE
    assert len(said) > len(CLAUSE) / 2
    assert alone.weight > max(SUSPICIOUS, beside.weight)


def test_a_clause_is_cut_out_of_several_sentences(engine: Engine) -> None:
    """In a bead of several sentences the clause may lie in any of them."""
    found = weighed(
        engine, ["وصل الوفد أمس.", f"{BEFORE} {CLAUSE}."], ["The delegation arrived yesterday.", APPROVED], None
    )
    assert found.extra is not None
    assert {w.sentence for w in found.extra.words} == {1}
    assert found.extra.weight > SUSPICIOUS


def test_faithful_sides_have_no_heavy_run(engine: Engine) -> None:
    """Nothing is missing and nothing too many where both say the same."""
    found = weighed(engine, [f"{BEFORE}."], [APPROVED], None)
    assert found.cosine is not None
    assert found.cosine > 0.85
    for run in (found.missing, found.extra):
        assert run is not None
        assert run.weight < SUSPICIOUS


def test_a_side_that_is_long_beside_the_other_lacks_less(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run counts for more where its side is longer than usual beside the other, for less where it is shorter."""
    long_article, long_reference = ([f"{BEFORE} {CLAUSE}."], [APPROVED]), ([f"{BEFORE}."], [f"{APPROVED[:-1]} {LATE}"])
    heavy = [weighed(engine, *sides, None) for sides in (long_article, long_reference)]
    monkeypatch.setattr(weighing, "LENGTH", 0.0)
    plain = [weighed(engine, *sides, None) for sides in (long_article, long_reference)]
    for more, run in ((heavy[0].extra, plain[0].extra), (heavy[1].missing, plain[1].missing)):
        assert more is not None
        assert run is not None
        assert more.words == run.words
        assert more.weight > run.weight + 1


def test_an_empty_side_is_not_weighed(engine: Engine) -> None:
    """An omission has nothing to weigh."""
    (one,) = weigh([Bead((), (0,))], [], [APPROVED], None, engine.embed, engine.embed_tokens)
    assert one == EncoderScores()
