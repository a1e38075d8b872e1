"""What the rules share: each bead is read once, and who may bear witness is decided in one place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pairs import findings, make_context

from auditor.facts.words import links
from auditor.records import Hypothesis, Translation
from auditor.rules.frame.context import Context
from auditor.rules.run import run_rules
from auditor.scoring.calibration import Calibration

SIGNED_AR, NOT_SIGNED = "وقعت الحكومة على الاتفاق أمس.", "The government did not sign the agreement yesterday."
POOR = Calibration("poor", "poor", None, None, 100, {}, {})
"""Of an engine whose English cannot be read."""


def heard(text: str, problem: str | None = None) -> Context:
    """A bead whose denial is lost, with this back-translation."""
    context = make_context((SIGNED_AR, NOT_SIGNED))
    (view,) = context.views
    said = Hypothesis(view.article[0], Translation(text, problem=problem))
    return replace(context, views=(replace(view, hypotheses=(said,)),))


def test_the_words_of_a_bead_are_linked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many rules ask which words answer each other, they are compared once a bead."""
    linked: list[object] = []
    original = links.to_arabic

    def counted(*sides: object) -> links.Links:
        linked.append(sides)
        return original(*sides)  # type: ignore[arg-type]

    monkeypatch.setattr(links, "to_arabic", counted)
    rows = [(SIGNED_AR, NOT_SIGNED), ("ربما ارتفعت الأسعار في الهند.", "Prices fell in China.")]
    assert {f.rule for f in run_rules(make_context(*rows), lambda rule: True)} >= {"negation-mismatch", "name-mismatch"}
    assert len(linked) == len(rows)


def test_the_english_of_a_poor_engine_bears_no_witness() -> None:
    """Its words are not looked at, those of another engine are; a broken one is there and no witness."""
    context = heard("The government signed the deal in Lima.")
    (bead,) = context.beads
    assert bead.witness
    assert "Lima" in {w.text for w in bead.hypothesis_words}
    (blind,) = replace(context, calibration=POOR).beads
    assert (blind.witness, blind.hypotheses, blind.text("hypothesis")) == (False, (), "")
    (broken,) = heard("The government signed the deal in Lima.", "loop").beads
    assert (broken.witness, broken.hypothesis_words) == (False, ())
    assert broken.hypotheses


def test_a_witness_is_read_word_by_word() -> None:
    """Which of its words answer the reference, and what denies in it; one that is broken says nothing, and one that tells
    of something else is not compared."""
    said = "The government has not signed the agreement."
    (bead,) = heard(said).beads
    assert bead.to_hypothesis is not None
    answers = {(bead.reference_words[i].norm, bead.hypothesis_words[j].norm) for i, j in bead.to_hypothesis.pairs}
    assert {("government", "government"), ("sign", "signed"), ("agreement", "agreement")} <= answers
    ((at, denial),) = bead.hypothesis_denials
    assert (bead.hypothesis_words[at].norm, denial.text) == ("not", "not")
    (broken,) = heard(said, "loop").beads
    assert (broken.to_hypothesis, broken.hypothesis_denials) == (None, ())
    (other,) = heard("Rain did not reach the hills.").beads
    assert other.to_hypothesis is None
    assert len(other.hypothesis_denials) == 1


def test_neighbours_are_the_beads_around_one() -> None:
    """So many before and after it as there are; never itself."""
    beads = (context := make_context(*[("نص.", f"Text {n}.") for n in range(5)])).beads
    around = {(0, 1): "1", (2, 1): "13", (4, 1): "3", (0, 2): "12", (2, 2): "0134", (3, 9): "0124", (2, 0): ""}
    for (at, reach), places in around.items():
        found = context.neighbours(beads[at], reach)
        assert "".join(str(bead.position) for bead in found) == places
    assert context.neighbours(beads[2]) == context.neighbours(beads[2], 1)


def test_a_sentence_without_end_keeps_what_needs_no_words_compared() -> None:
    """Its numbers are read, its denials are not."""
    context = make_context(
        ("وقعت الحكومة على 12 اتفاقا أمس. " + SIGNED_AR * 200, f"{NOT_SIGNED} It wanted 21 of them.")
    )
    assert context.beads[0].too_long
    assert [f.rule for f in findings(context, "negation-mismatch", "number-mismatch")] == ["number-mismatch"]


def test_a_back_translation_without_end_silences_nobody() -> None:
    """A loop of the engine is no reason not to compare the Arabic; a sentence of the article without end is."""
    loop = "The government, the government, " * 200
    assert [f.rule for f in findings(heard(loop, "loop"), "negation-mismatch")] == ["negation-mismatch"]
    (bead,) = heard(loop, "loop").beads
    assert not bead.too_long
    (endless,) = make_context((SIGNED_AR * 200, NOT_SIGNED)).beads
    assert endless.too_long


def test_words_that_run_together_hide_denials() -> None:
    """Where the article has no spaces, a short denial may stand in any word: nothing is said of it."""
    together = SIGNED_AR.replace(" ", "")
    assert findings(make_context((together, NOT_SIGNED)), "negation-mismatch") == []
    assert make_context((together, NOT_SIGNED)).beads[0].run_together
