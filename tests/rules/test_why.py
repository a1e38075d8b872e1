"""Each rule says why it speaks, from what was measured."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pairs import make_context

from auditor.rules import RULES
from auditor.rules.frame.finding import claim, finding
from auditor.rules.frame.rule import Hit, Value


def why(rule: str, hit: Hit) -> str:
    """What the finding says that becomes of a hit."""
    context = make_context(("وصل الوفد.", "The delegation arrived."))
    return finding(context, claim(context, RULES[rule], hit, context.views[0])).why


WHY: list[tuple[str, dict[str, Value], str]] = [
    (
        "partial-omission",
        {"weight": 17.88, "limit": 6.93},
        "Hardly anything on the other side could stand for these words, less than for words",
    ),
    (
        "partial-addition",
        {"weight": 17.88, "limit": 6.93},
        "Hardly anything on the other side could stand for these words, less than for words",
    ),
    ("divergent-meaning", {"percentile": 0.12, "limit": 0.33}, "Only 0.12 % of clean sentences agree less"),
    ("unrelated", {"cosine": 0.761, "chrf": 12.4}, "(cosine 0.76; clean news has about 0.9) and the wording"),
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
        (14.31, "The translation model agrees: the Arabic fits the reference better once that is changed in it."),
        (-0.4, "The translation model does not see it, but the words are plain."),
    ],
)
def test_what_the_engine_said_is_told(contrast: float, said: str) -> None:
    """A suspicion that was put to the engine says how it answered, and that stands in the details for programs."""
    assert why("opposite-meaning", Hit("It differs", contrast=contrast)) == said
    context = make_context(("وصل الوفد.", "The delegation arrived."))
    made = finding(context, claim(context, RULES["opposite-meaning"], Hit("", contrast=contrast), context.views[0]))
    assert made.evidence.details == {"contrast": contrast}


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
    context = make_context(("وصل الوفد.", words))
    hit = Hit("", (context.views[0].span("reference", 0, 0, len(words)),))
    assert hit.words("reference") == shown
    assert hit.words("article") == ""
