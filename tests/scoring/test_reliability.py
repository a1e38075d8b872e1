"""Back-translations that are no witness."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pairs import as_segments

from auditor.records import Hypothesis, Translation
from auditor.scoring.calibration import Calibration, default, make
from auditor.scoring.reliability import check_reliability

SENTENCE = "وصل الوزير إلى المدينة عام ٢٠٠٥ مع 12 مرافقا."
SAID = "The minister arrived in the city in 2005 with 12 companions."


def hypothesis(text: str, log_probability: float | None = None) -> Hypothesis:
    return Hypothesis(as_segments([SENTENCE])[0], Translation(text, log_probability))


def calibration(chrf: float) -> Calibration:
    """Of 200 clean sentences with log-probabilities from -2 to 0."""
    rows = [(10, {"chrf": chrf, "log_probability": -2 * i / 200}) for i in range(200)]
    return make("clean", "model", None, None, rows, {})


@pytest.mark.parametrize(("log_probability", "problem"), [(-1.5, None), (-2.5, "unlikely"), (None, None)])
def test_what_the_engine_finds_unlikely_is_no_witness(log_probability: float | None, problem: str | None) -> None:
    """Far below what it makes of clean text; an engine that says nothing is not doubted."""
    doubt = check_reliability(hypothesis(SAID, log_probability), "ar", calibration(60))
    assert doubt.translation.problem == problem
    assert doubt.text == SAID


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (SAID, None),
        (SAID.replace("2005", "2008"), "contradiction"),
        (SAID.replace("12 companions", "a dozen companions"), None),
        (SAID.replace(" in 2005", ""), None),
        (SAID.replace("12 companions", "12.5 companions"), None),
    ],
)
def test_other_digits_than_the_sentence_are_a_contradiction(text: str, problem: str | None) -> None:
    """What is only left out, in words, or with a point that may be read otherwise, is none."""
    assert check_reliability(hypothesis(text), "ar", default()).translation.problem == problem


def test_of_poor_english_nothing_else_is_expected() -> None:
    """Engines that get numbers wrong as a matter of course are not doubted for that, sentence by sentence."""
    assert (
        check_reliability(hypothesis(SAID.replace("2005", "2008")), "ar", calibration(30)).translation.problem is None
    )


def test_a_known_problem_stays() -> None:
    """Whatever the engine said itself goes first."""
    loop = replace(hypothesis(SAID), translation=Translation(SAID, -9.0, problem="loop"))
    assert check_reliability(loop, "ar", calibration(60)) is loop
