"""Suspicions that are put to the engine: would the reference suit better if it said something else?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from pairs import make_context

from auditor.contrast import Case, Contrast
from auditor.engines import Engine, EngineOptions, open_engine
from auditor.facts import negation, variants
from auditor.records import TokenScores
from auditor.rules.run import run_rules

SIGNED = "The government signed the agreement yesterday."
NOT_SIGNED = "The government did not sign the agreement yesterday."
SIGNED_AR = "وقعت الحكومة على الاتفاق أمس."
NOT_SIGNED_AR = "لم توقع الحكومة على الاتفاق أمس."


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The bundled model."""
    return open_engine(EngineOptions(threads=1, use_cache=False))


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        (NOT_SIGNED, SIGNED),
        ("It does not carry oil.", "It carries oil."),
        ("They didn’t stop.", "They stopped."),
        ("They can't leave.", "They can leave."),
        ("He won’t say.", "He will say."),
        ("It was no longer safe.", "It was still safe."),
        ("Nobody was hurt.", "everybody was hurt."),
        ("She never came.", "She came."),
        ("They were unable to land.", "They were able to land."),
    ],
)
def test_a_denial_is_taken_out(sentence: str, stated: str) -> None:
    """What is left states what the sentence denied."""
    cue = max(negation.extract(sentence, "en"), key=lambda cue: cue.certainty)
    assert variants.affirmed(sentence, cue.start, cue.end)[0] == stated


def test_a_denial_made_by_a_verb_stays() -> None:
    """Only words that can go are taken out."""
    assert variants.affirmed("He refused to comment.", 3, 10) == ()


WORDS = ["prices", "are", "rising", "and", "ministers", "have", "been", "who", "was", "there"]


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(lambda words: " ".join(["they", "are", *words])))
def test_a_denial_put_in_can_be_taken_out_again(sentence: str) -> None:
    """Each variant differs from the sentence by one denial."""
    for variant in variants.denied(sentence):
        at = variant.index("not")
        assert variant.endswith("not") or sentence in variants.affirmed(variant, at, at + 3)


def test_a_verb_in_the_past_is_denied() -> None:
    """Where no auxiliary stands, one is put in with the denial."""
    assert variants.denied("The envoy left and signed it.") == (
        "The envoy did not leave and signed it.",
        "The envoy left and did not sign it.",
    )


def test_a_word_is_exchanged_in_its_case() -> None:
    """At the beginning of a sentence the new word is capitalised too."""
    assert variants.exchanged("Earlier this week", 0, 7, "later") == "Later this week"
    assert variants.exchanged("prices rose", 7, 11, "fell") == "prices fell"


class Recorder:
    """An engine in two dimensions: the second says whether a text denies."""

    def __init__(self) -> None:
        self.embedded: list[str] = []
        self.scored: list[tuple[str, str]] = []

    def embed(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += sentences
        return np.array([[0.6, 0.8] if "not" in s or "لم" in s else [0.8, 0.6] for s in sentences], np.float32)

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[TokenScores]:
        self.scored += pairs
        return [TokenScores(("x",), (-1.0 if ("لم" in a) is ("not" in e) else -4.0,)) for a, e in pairs]


@pytest.mark.parametrize("scores", [True, False])
@pytest.mark.parametrize("hypothesis", [None, NOT_SIGNED])
def test_the_sign_of_a_gain(scores: bool, hypothesis: str | None) -> None:
    """A variant that agrees with the article gains, one that leads away loses, whatever there is to ask."""
    recorder = Recorder()
    contrast = Contrast(recorder.embed, recorder.score if scores else None)
    nearer, farther = contrast.gains(
        [Case(NOT_SIGNED_AR, hypothesis, SIGNED, NOT_SIGNED), Case(NOT_SIGNED_AR, hypothesis, NOT_SIGNED, SIGNED)]
    )
    assert nearer > 0 > farther
    assert nearer == pytest.approx(-farther)
    assert len(recorder.embedded) == len(set(recorder.embedded))
    assert bool(recorder.scored) is (scores and hypothesis is None)


def test_nothing_is_asked_without_a_suspicion() -> None:
    """No case, no call of the engine."""
    recorder = Recorder()
    assert Contrast(recorder.embed, recorder.score).gains([]) == []
    assert recorder.embedded == []


@pytest.mark.parametrize(
    ("article", "right", "wrong"),
    [
        (SIGNED_AR, SIGNED, NOT_SIGNED),
        (NOT_SIGNED_AR, NOT_SIGNED, SIGNED),
        ("ارتفعت أسعار النفط يوم الثلاثاء.", "Oil prices rose on Tuesday.", "Oil prices fell on Tuesday."),
        ("وصل الوفد قبل الاجتماع.", "The delegation arrived before the meeting.", "It arrived after the meeting."),
    ],
)
def test_the_bundled_model_can_tell(engine: Engine, article: str, right: str, wrong: str) -> None:
    """The real encoder and decoder prefer what the Arabic says, with forced decoding and without."""
    for score in (engine.score, None):
        for_, against = Contrast(engine.embed, score).gains(
            [Case(article, None, wrong, right), Case(article, None, right, wrong)]
        )
        assert for_ > 1 > -1 > against


def rules_of(row: tuple[str, str] | tuple[str, str, str], contrast: Contrast | None) -> list[str]:
    found = run_rules(make_context(row), lambda rule: rule in ("negation-mismatch", "opposite-meaning"), contrast)
    return [f.rule for f in found]


def test_the_contrast_finds_what_words_alone_do_not(engine: Engine) -> None:
    """Absence denies presence, which no list of denials says."""
    row = (
        "استمر النهب بسبب غياب الشرطة عن الشوارع.",
        "The looting continued as the police were present in the streets.",
        "Looting continued because of the absence of the police from the streets.",
    )
    assert rules_of(row, None) == []
    assert rules_of(row, Contrast(engine.embed, None)) == ["negation-mismatch"]


def test_the_contrast_acquits_what_words_alone_condemn() -> None:
    """A suspicion gives way where the engine finds the reference as it stands much nearer."""
    row = (NOT_SIGNED_AR, SIGNED)
    assert rules_of(row, None) == ["negation-mismatch"]
    recorder = Recorder()
    assert rules_of(row, Contrast(recorder.embed, recorder.score)) == ["negation-mismatch"]
    contrary = Contrast(lambda texts: recorder.embed([t.replace("لم", "") for t in texts]), None)
    assert rules_of(row, contrary) == []
