"""Where no back-translation bears witness, the encoder may refute: what a finding marks in the reference is surely said in
the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from pairs import as_segments, make_context

from auditor import encoder_geometry as geometry
from auditor.records import Bead, Hypothesis, ScoredBead, Translation
from auditor.rules import RULES
from auditor.rules.frame.context import Context
from auditor.rules.run import run_rules
from auditor.scoring.contrast import Contrast
from auditor.scoring.encoder_scores import EncoderScores
from auditor.scoring.word_support import Word

SIGNED_AR, NOT_SIGNED = "وقعت الحكومة على الاتفاق أمس.", "The government did not sign the agreement yesterday."
AT = RULES["negation-mismatch"].refuted_at or 0.0
SAID, IN_DOUBT = AT - 1.0, 4.0
LIKE_NOT = NOT_SIGNED.index("not"), NOT_SIGNED.index("not") + len("not")


def coming_to(gain: float) -> Contrast:
    """A contrast that comes to so much for every denial taken out."""

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        along = {SIGNED_AR: 1.0, NOT_SIGNED: 0.0}
        return np.array([[along.get(text, gain / geometry.ARTICLE_ALONE)] for text in texts], np.float32)

    return Contrast(embed, None)


def doubting(context: Context, *doubts: tuple[int, int, int, float]) -> Context:
    """The encoder's doubts of the first bead: sentence, start, end, log-likelihood ratio."""
    first, *others = context.views
    words = tuple((Word(sentence, start, end, "", 0.5), doubt) for sentence, start, end, doubt in doubts)
    return replace(context, views=(replace(first, weighed=EncoderScores(doubts=words)), *others))


def rules(context: Context, contrast: Contrast | None = None) -> list[str]:
    """What is found, without checks of the Arabic by itself."""
    return [f.rule for f in run_rules(context, lambda rule: RULES[rule].level == "word", contrast)]


@pytest.mark.parametrize(
    ("doubt", "found"),
    [(AT - 0.01, []), (AT, []), (AT + 0.01, ["negation-mismatch"]), (IN_DOUBT, ["negation-mismatch"])],
)
def test_what_is_surely_said_is_no_finding(doubt: float, found: list[str]) -> None:
    """The rule says how sure it must be; without any word from the encoder the finding stands."""
    context = make_context((SIGNED_AR, NOT_SIGNED))
    assert rules(context) == ["negation-mismatch"]
    assert rules(doubting(context, (0, *LIKE_NOT, doubt))) == found


@pytest.mark.parametrize("problem", [None, "loop"])
def test_it_is_not_asked_where_there_is_a_back_translation(problem: str | None) -> None:
    """Be that broken or not."""
    context = doubting(make_context((SIGNED_AR, NOT_SIGNED)), (0, *LIKE_NOT, SAID))
    (view,) = context.views
    said = Hypothesis(view.article[0], Translation("The government signed the agreement yesterday.", problem=problem))
    assert rules(replace(context, views=(replace(view, hypotheses=(said,)),))) == ["negation-mismatch"]


def test_only_the_words_that_are_marked_count() -> None:
    """Neither those beside them, nor those that touch them, nor those at their place in another sentence."""
    start, end = LIKE_NOT
    beside = [(0, 0, 3, IN_DOUBT), (0, start - 3, start, IN_DOUBT), (0, end, end + 5, IN_DOUBT)]
    context = make_context((SIGNED_AR, NOT_SIGNED))
    assert rules(doubting(context, (0, start, end, SAID), *beside)) == []
    assert rules(doubting(context, *((*place, SAID) for *place, _ in beside))) == ["negation-mismatch"]  # type: ignore[arg-type]


@pytest.mark.parametrize("denied", [0, 1])
def test_words_count_in_their_own_sentence(denied: int) -> None:
    """Of two sentences of the reference the one that denies, whatever the other has at the same place."""
    pair = ["It was announced this morning.", NOT_SIGNED][:: 1 if denied else -1]
    context = make_context((SIGNED_AR, NOT_SIGNED))
    (view,) = context.views
    two = replace(view, scored=ScoredBead(Bead((0,), (0, 1)), None), reference=as_segments(pair))
    context = replace(context, views=(two,))
    assert rules(doubting(context, (denied, *LIKE_NOT, SAID), (1 - denied, *LIKE_NOT, IN_DOUBT))) == []
    assert rules(doubting(context, (1 - denied, *LIKE_NOT, SAID))) == ["negation-mismatch"]


def test_every_word_that_is_marked_must_be_said() -> None:
    """A name of which a part is in doubt is not said."""
    reference = "Minister Anders Lindqvist opened the bridge."
    context = make_context(("افتتح الوزير الجسر.", reference))
    start = reference.index("Lindqvist")
    surname, given = (0, start, start + len("Lindqvist")), (0, start - len("Anders "), start - 1)
    assert rules(context) == ["name-mismatch"]
    assert rules(doubting(context, (*given, SAID), (*surname, SAID))) == []
    assert rules(doubting(context, (*given, SAID), (*surname, IN_DOUBT))) == ["name-mismatch"]


def test_a_rule_that_does_not_ask_is_not_refuted() -> None:
    """Of a number the encoder knows too little."""
    reference = "The library holds 21,000 books."
    context = make_context(("تضم المكتبة 12 ألف كتاب.", reference))
    start = reference.index("21,000")
    assert rules(doubting(context, (0, start, start + 6, SAID))) == ["number-mismatch"]


def test_what_the_article_adds_is_not_refuted() -> None:
    """What it marks in the reference are the words denied, which are said."""
    reference = "The government signed the agreement yesterday."
    context = make_context(("لم توقع الحكومة الاتفاق أمس.", reference))
    everything = [(0, at, at + len(w), SAID) for w in reference.split() for at in [reference.index(w)]]
    assert rules(doubting(context, *everything)) == ["negation-mismatch"]


@pytest.mark.parametrize(("gain", "found"), [(2.4, []), (2.6, ["negation-mismatch"]), (9.0, ["negation-mismatch"])])
def test_a_plain_contrast_stands_whatever_the_encoder_says(gain: float, found: list[str]) -> None:
    """The words around a denial are said on both sides as a matter of course; a contrast that just passes does not
    outweigh that."""
    context = make_context((SIGNED_AR, NOT_SIGNED))
    assert rules(context, coming_to(gain)) == ["negation-mismatch"]
    assert rules(doubting(context, (0, *LIKE_NOT, SAID)), coming_to(gain)) == found
