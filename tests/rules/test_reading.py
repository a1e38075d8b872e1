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
