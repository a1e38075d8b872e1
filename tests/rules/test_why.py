"""Each rule says why it speaks, from what was measured."""

from __future__ import annotations

from dataclasses import replace

import pytest
from number_beads import context, found
from pairs import make_context

from auditor.rules import RULES
from auditor.rules.frame.finding import claim, finding
from auditor.rules.frame.rule import Hit, Value
from auditor.scoring import calibration


def why(rule: str, hit: Hit) -> str:
    """What the finding says that becomes of a hit."""
    seen = make_context(("وصل الوفد.", "The delegation arrived."))
    return finding(seen, claim(seen, RULES[rule], hit, seen.views[0])).why


WHY: list[tuple[str, dict[str, Value], str]] = [
    (
        "partial-omission",
        {"weight": 17.88, "limit": 6.93},
        "Hardly anything on the other side could stand for these words, less than for any in nearly all",
    ),
    (
        "partial-addition",
        {"weight": 17.88, "limit": 6.93},
        "Hardly anything on the other side could stand for these words, less than for any in nearly all",
    ),
    ("divergent-meaning", {"percentile": 0.12, "limit": 0.33}, "Only 0.12 % of clean sentences agree less"),
    (
        "unrelated",
        {"cosine": 0.761, "chrf": 12.4},
        "(cosine 0.76; clean news has about 0.9) and the wording of back-translation",
    ),
    ("omission", {"nearest": 5, "nearest_similarity": 0.75}, "Sentence 6 of the article comes nearest (likeness 0.75,"),
    ("addition", {}, "No sentence of the reference comes near it."),
    ("hidden-text", {"characters": "U+202E"}, "The characters that do it are U+202E."),
    ("repetition", {"same_as": 0}, "It is sentence 1 word for word"),
    ("quote-mismatch", {"words": 6}, "6 words stand in quotation marks here"),
    ("disclosure", {}, ""),
    ("partial-omission", {"weight": "heavy", "limit": True}, ""),
]


@pytest.mark.parametrize(("rule", "details", "said"), WHY)
def test_the_reason_comes_from_the_evidence(rule: str, details: dict[str, Value], said: str) -> None:
    """What was measured of this finding stands in a plain sentence; without a measure nothing is made up."""
    reason = why(rule, Hit("It differs", details=details))
    assert said in reason
    assert bool(said) == bool(reason)


@pytest.mark.parametrize(
    ("contrast", "said"),
    [
        (14.31, "The translation model agrees: the reference would fit better if it said this as the article does."),
        (-0.4, "The translation model does not see it, but the words are plain."),
    ],
)
def test_what_the_engine_said_is_told(contrast: float, said: str) -> None:
    """A suspicion that was put to the engine says how it answered, and that stands in the details for programs."""
    assert why("opposite-meaning", Hit("It differs", contrast=contrast)) == said
    seen = make_context(("وصل الوفد.", "The delegation arrived."))
    made = finding(seen, claim(seen, RULES["opposite-meaning"], Hit("", contrast=contrast), seen.views[0]))
    assert made.evidence.details == {"contrast": contrast}


BOTH = "The Arabic has “2.3”, and its back-translation “2.3”: two witnesses against the reference."
ALONE = "The Arabic has “2.3”. No back-translation that can be relied on says so too, so look at the Arabic first."
SHOWS_IT = "Consumer prices rose by 2.3%."


@pytest.mark.parametrize(
    ("heard", "problem", "said"),
    [
        ((SHOWS_IT,), None, BOTH),
        ((SHOWS_IT,), "loops", ALONE),
        (("Consumer prices rose.",), None, ALONE),
        ((), None, ALONE),
    ],
)
def test_a_number_says_which_back_translation_was_listened_to(
    heard: tuple[str, ...], problem: str | None, said: str
) -> None:
    """One that cannot be relied on may show the number all the same, so that it is never said not to have it."""
    rows = ["Consumer prices rose by 3.2%."], ["ارتفعت أسعار المستهلكين بنسبة 2.3%."]
    (made,) = found(context(*rows, heard, problem=problem))
    assert made.why == said


def test_a_back_translation_that_is_rough_throughout_is_not_said_to_lack_what_it_shows() -> None:
    """The bundled engine writes poor English, in which the number stands all the same."""
    seen = context(["Consumer prices rose by 3.2%."], ["ارتفعت أسعار المستهلكين بنسبة 2.3%."], [SHOWS_IT])
    rough = next(c for c in calibration.shipped() if not c.readable)
    (made,) = found(replace(seen, calibration=rough))
    assert made.why == ALONE


@pytest.mark.parametrize(
    ("reference", "article", "heard"),
    [
        ("The truce held for three weeks.", "صمدت الهدنة ثلاثة أشهر.", ("The truce held for three.",)),
        ("Parliament needs at least 116 votes.", "يحتاج البرلمان إلى 116 صوتا على الأكثر.", ("It needs 116 votes.",)),
    ],
)
def test_of_an_equal_number_nobody_bears_witness(reference: str, article: str, heard: tuple[str, ...]) -> None:
    """The back-translation has the number too, which says nothing of the unit or the limit beside it."""
    (made,) = found(context([reference], [article], heard))
    assert (
        made.why == "Both sides have the same number; what stands beside it differs: a unit, a limit, a rate or a sign."
    )


def test_a_number_that_is_missing_may_stand_beside_with_an_answer_of_its_own() -> None:
    """The next sentence has the value, as its own reference does: it has none to spare."""
    rows = (
        ["The fire destroyed 45 homes.", "Another 45 were damaged."],
        ["دمر الحريق المنازل.", "وتضرر 45 منزلا آخر."],
    )
    (made,) = found(context(*rows))
    assert made.why.endswith("and no sentence beside it has it to spare.")


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        (True, "The reference denies with “not”; no word of denial in the article answers it."),
        (
            False,
            "The reference has more words that deny than the article has to answer them; “not” seems to be the one"
            " without an answer.",
        ),
    ],
)
def test_a_denial_by_number_alone_is_not_said_to_have_no_answer(plain: bool, said: str) -> None:
    """Where one side only has more of them, which one is too many is not known."""
    view = make_context(("وصل الوفد.", "The delegation did not arrive.")).views[0]
    hit = Hit("It differs", (view.span("reference", 0, 19, 22),), {"reference": "not"}, plain=plain)
    assert why("negation-mismatch", hit) == said


@pytest.mark.parametrize(("article", "where"), [("بيرو", "of this sentence, by"), ("", "of those beside it, by")])
def test_a_name_says_where_it_was_looked_for(article: str, where: str) -> None:
    """Where another name stands, the sentences beside are not asked; that it is a stranger to the reference is not said,
    since it may be somebody else of the story."""
    view = make_context((article or "وصل الوفد.", "Chile won.")).views[0]
    spans = [view.span("reference", 0, 0, 5)] + ([view.span("article", 0, 0, len(article))] if article else [])
    reason = why("name-mismatch", Hit("It differs", tuple(spans)))
    assert where in reason
    assert ("“بيرو” may stand in its place." in reason) is bool(article)


def test_a_headline_is_explained_as_one() -> None:
    """An added headline is told from an added sentence, and from a sentence that speaks of headlines."""
    headline = Hit("The reference has no such headline")
    assert why("addition", headline).startswith("It stands alone in the first line")
    spoken = replace(headline, message="The article lacks the sentence “A headline.”")
    assert why("omission", spoken) == "No sentence of the article comes near it."


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a" * 80, "a" * 80),
        ("a" * 81, "a" * 79 + "…"),
        ("a" * 500, "a" * 79 + "…"),
        ("a" * 78 + " and more", "a" * 78 + "…"),
        ("short", "short"),
    ],
)
def test_a_long_quotation_is_cut(words: str, shown: str) -> None:
    """A message quotes 80 characters at most, the sign for what is left out among them."""
    view = make_context(("وصل الوفد.", words)).views[0]
    hit = Hit("", (view.span("reference", 0, 0, len(words)),))
    assert hit.words("reference") == shown
    assert hit.words("article") == ""
