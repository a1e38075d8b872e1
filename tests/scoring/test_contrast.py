"""Suspicions that are put to the engine: would the reference suit better if it said something else?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from pairs import as_segments, make_context

import auditor
from auditor.engines import Engine
from auditor.facts import negation, variants
from auditor.instruments import Instruments, contrast_of
from auditor.records import Bead, Document, EngineInfo, TokenScores
from auditor.rules.frame.context import Context
from auditor.rules.run import run_rules
from auditor.rules.suspicions import MOST_SUSPICIONS
from auditor.scoring import calibration as calibrations
from auditor.scoring.bead_view import view_beads
from auditor.scoring.contrast import Case, Contrast

SIGNED = "The government signed the agreement yesterday."
NOT_SIGNED = "The government did not sign the agreement yesterday."
SIGNED_AR = "وقعت الحكومة على الاتفاق أمس."
NOT_SIGNED_AR = "لم توقع الحكومة على الاتفاق أمس."


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
        ("He has yet to sign.", "He has already signed."),
        ("They failed to act.", "They acted."),
        ("She declines to comment.", "She comments."),
        ("The vote was yet to end.", "The vote had already ended."),
    ],
)
def test_a_denial_is_taken_out(sentence: str, stated: str) -> None:
    """What is left states what the sentence denied."""
    cue = max(negation.extract(sentence, "en"), key=lambda cue: cue.certainty)
    assert variants.affirmed(sentence, cue.start, cue.end)[0] == stated


def test_a_denial_made_by_a_verb_stays() -> None:
    """Only words that can go are taken out."""
    assert variants.affirmed("He denied it.", 3, 9) == ()
    assert variants.affirmed("He stays unless it rains.", 9, 15) == ()


def test_a_prefix_can_be_taken_off() -> None:
    """A word that denies by its prefix is stated without it."""
    assert variants.affirmed("They sent unarmed men.", 10, 17) == ("They sent armed men.",)
    assert variants.affirmed("An irreplaceable loss.", 3, 16) == ("An replaceable loss.",)


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


@pytest.mark.parametrize(
    ("sentence", "variants_"),
    [
        ("The people met, decided and agreed.", ("The people did not meet, decided and agreed.",)),
        ("In May prices and Will Smith rose.", ("In May prices and Will Smith did not rise.",)),
        ("They can't leave.", ()),
        ("Steps towards peace.", ()),
        ("Analysts expect rain.", ("Analysts do not expect rain.",)),
        ("The bank plans cuts.", ("The bank does not plan cuts.",)),
        ("The minister's vote.", ()),
        ("He wants to sign the signed papers.", ()),
        ("They missed it.", ("They did not miss it.",)),
    ],
)
def test_only_verbs_are_denied(sentence: str, variants_: tuple[str, ...]) -> None:
    """Neither nouns in an irregular form nor names that look like auxiliaries are taken for verbs."""
    assert variants.denied(sentence)[: max(1, len(variants_))] == variants_


def test_a_denial_is_put_in_about_where_it_is_looked_for() -> None:
    """Of many verbs those nearest to the place are tried."""
    sentence = "Ministers met, spoke, voted, agreed and left."
    assert variants.denied(sentence)[0].startswith("Ministers did not meet")
    assert variants.denied(sentence, len(sentence))[-1].endswith("did not leave.")


@pytest.mark.parametrize(
    "sentence", ["He would not.", "He did not, however, sign.", "It is not\u00a0clear.", "n't", "Not"]
)
def test_no_variant_is_blank(sentence: str) -> None:
    """A denial goes whatever stands around it, and what would leave nothing is no variant."""
    (cue, *_) = negation.extract(sentence, "en")
    made = variants.affirmed(sentence, cue.start, cue.end)
    assert all("not" not in variant and variant.strip() for variant in made)
    assert bool(made) is (len(sentence) > 3)


def test_a_word_is_exchanged_in_its_case() -> None:
    """At the beginning of a sentence the new word is capitalised too."""
    assert variants.reworded("Earlier this week", 0, 7, "later") == "Later this week"
    assert variants.reworded("League champions", 0, 6, "FA Cup") == "FA Cup champions"
    assert variants.reworded("prices rose", 7, 11, "fell") == "prices fell"


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
    """A lack denies, which no list of denials says."""
    row = (
        "استمرت المعارك لانعدام الثقة بين الطرفين.",
        "Fighting went on because the two sides trusted each other.",
        "Fighting continued because of the lack of trust between the two sides.",
    )
    assert rules_of(row, None) == []
    assert rules_of(row, Contrast(engine.embed, None)) == ["negation-mismatch"]


@pytest.mark.parametrize(
    "row",
    [
        (NOT_SIGNED_AR, NOT_SIGNED, SIGNED),
        ("ارتفعت أسعار النفط أمس.", "Oil prices rose yesterday.", "Oil prices fell yesterday."),
        (
            "وقعت الحكومة على الاتفاق ورفضت التعليق.",
            "The government signed the agreement and refused to comment.",
            "The government did not sign the agreement and refused to comment.",
        ),
        ("لم تنخفض الأسعار أمس.", "Prices did not fall yesterday.", "Prices rose yesterday."),
    ],
)
def test_the_back_translation_alone_accuses_nobody(engine: Engine, row: tuple[str, str, str]) -> None:
    """Where the Arabic says what the reference says, a back-translation that says the opposite is the engine's fault."""
    assert rules_of(row, Contrast(engine.embed, None)) == []


def test_one_divergence_is_said_once(engine: Engine) -> None:
    """A denied opposite is the business of the rule for denials."""
    row = ("لم تنخفض الأسعار أمس.", "Prices fell yesterday.", "Prices did not fall yesterday.")
    assert rules_of(row, Contrast(engine.embed, None)) == ["negation-mismatch"]


def test_the_engine_is_not_asked_without_need() -> None:
    """Neither for rules that are off nor more than a few times for a sentence of opposites."""
    recorder = Recorder()
    contrast = Contrast(recorder.embed, recorder.score)
    context = make_context((NOT_SIGNED_AR, SIGNED), ("انخفضت ارتفعت " * 60, "rose fell increase " * 60))
    run_rules(context, lambda rule: rule == "number-mismatch", contrast)
    assert recorder.embedded == []
    run_rules(context, lambda rule: True, contrast)
    assert 0 < len(recorder.embedded) < 4 * MOST_SUSPICIONS * 2


def test_a_plain_contrast_outweighs_words_that_are_said(engine: Engine) -> None:
    """Where no back-translation bears witness, a finding gives way if the words it marks are surely said on both sides; the
    verb beside a lost denial is, which must not save it."""
    calibration = calibrations.load(Path(auditor.__file__).parent / "data/calibrations/ar-en-mini.json")
    article = as_segments(["قالت الشركة إنها لا تتوقع استئناف تسيير القطارات قبل منتصف الأسبوع المقبل."])
    reference = as_segments(["The company said it expected trains to run again before the middle of next week."])
    instruments = Instruments(engine, EngineInfo("ar-en-mini", "", "ctranslate2", 4, None), calibration, True)
    views = view_beads(
        [Bead((0,), (0,))], article, [], reference, instruments.engine, instruments.calibration, instruments.fits
    )
    context = Context(Document("-", "ar", article[0].text), article, views, calibration=calibration)
    assert [f.rule for f in run_rules(context, lambda rule: True, contrast_of(instruments))] == ["negation-mismatch"]


def test_the_contrast_acquits_what_words_alone_condemn() -> None:
    """A suspicion gives way where the engine finds the reference as it stands much nearer."""
    row = (NOT_SIGNED_AR, SIGNED)
    assert rules_of(row, None) == ["negation-mismatch"]
    recorder = Recorder()
    assert rules_of(row, Contrast(recorder.embed, recorder.score)) == ["negation-mismatch"]
    contrary = Contrast(lambda texts: recorder.embed([t.replace("لم", "") for t in texts]), None)
    assert rules_of(row, contrary) == []


def test_without_a_witness_the_encoder_must_speak_for_it() -> None:
    """Words alone accuse nobody where an encoder could be asked and cannot tell; a back-translation that bears witness
    makes no more than a plain contrast necessary."""
    undecided = Contrast(lambda texts: np.ones((len(texts), 1), np.float32), None)
    assert rules_of((NOT_SIGNED_AR, SIGNED), undecided) == []
    assert rules_of((NOT_SIGNED_AR, SIGNED), None) == ["negation-mismatch"]
