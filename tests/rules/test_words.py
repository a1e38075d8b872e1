"""Names, denials, opposites and quotations that differ between article and reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pairs import CLEAN, findings, found, make_context

import auditor
from auditor.records import Severity
from auditor.rules.frame.context import Context
from auditor.scoring.bead_view import BeadView

RULES = (
    "name-mismatch",
    "negation-mismatch",
    "opposite-meaning",
    "wrong-word",
    "modality-mismatch",
    "quote-mismatch",
)


def page_examples() -> Iterator[tuple[str, str, str, bool]]:
    """(rule, article, reference, flagged?) of the tables of their help pages."""
    folder = Path(auditor.__file__).parent / "data" / "rules"
    for rule in RULES:
        for heading, flagged in (("Flagged", True), ("Not flagged", False)):
            section = (folder / f"{rule}.md").read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
            for article, reference, _ in re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", section, re.MULTILINE)[1:]:
                if "(" not in reference:
                    yield rule, article, reference, flagged


@pytest.mark.parametrize(("rule", "article", "reference", "flagged"), list(page_examples()))
def test_the_pages_tell_the_truth(rule: str, article: str, reference: str, flagged: bool) -> None:
    """Every example of a help page is flagged, or left, as the page says, without any back-translation."""
    assert bool(found(rule, (article, reference))[0]) is flagged


@pytest.mark.parametrize("rule", RULES)
def test_a_faithful_article_is_left_alone(rule: str) -> None:
    """None of the rules has anything to say about a faithful translation."""
    assert found(rule, *CLEAN) == [[]] * len(CLEAN)


@pytest.mark.parametrize(
    ("article", "reference"),
    [
        ("وأمرت المحكمة بأن تعيد إليها جواز سفرها.", "The court ordered them to return her passport."),
        ("غادرت لوبان حزب أقصى اليمين نهائيا.", "Le Pen left the party for good."),
        ("اقتنى الزبون اللوحة من بائع.", "The buyer purchased the painting from a dealer."),
        ("يشكو سكان المنازل إلى ملاك العقارات.", "Renters complain to property owners."),
        ("تقام الفعالية كل عام في شهري يوليو وأغسطس.", "The annual event takes place in July and August."),
        ("أغضب الحكم المعارضين.", "The ruling angered opponents."),
    ],
)
def test_a_word_that_only_looks_like_the_opposite(article: str, reference: str) -> None:
    """سفر is no form of فر, and what left means is not always a side."""
    assert found("opposite-meaning", (article, reference)) == [[]]


@pytest.mark.parametrize(
    ("rule", "article", "reference"),
    [
        # Particles, and words that are mostly another word than the opposite.
        ("opposite-meaning", "ويحصل الممرضون على مرتبات زهيدة.", "Nurses get low salaries."),
        ("opposite-meaning", "وذكرت الشركة أن الموظف سها عن القفل.", "The company said the employee forgot the lock."),
        ("opposite-meaning", "ولأن السعر مناسب فقد سره أن يكسب.", "As the price was right he was pleased to profit."),
        # A name in two words; a title in quotation marks, which is translated.
        ("name-mismatch", "وباعت بلاك روك أسهمها في المصنع.", "The factory's shares were sold by BlackRock."),
        ("name-mismatch", "وعُرض فيلم «صانعة الفخار» في المهرجان.", "The festival showed “The Potteress” that night."),
        ("name-mismatch", "وعُرض فيلم «أخت صانعة الفخار» بحلب.", "“The Potteress's Sister” was shown in Aleppo."),
        ("name-mismatch", "ونشرت الدار رواية «بيت الزجاج».", "The publisher sold “The Glassblower's House”."),
        # A name clipped, of which the rest stands beside it.
        ("name-mismatch", "وحسابات تلغرام المزورة على تلغرام كثيرة.", "Fake Tele accounts on Telegram are many."),
        # Holidays and kin that English writes large.
        ("name-mismatch", "وتغلق المتاجر في عيد الميلاد.", "Shops close at Yuletide."),
        ("name-mismatch", "وصاموا حتى عيد القيامة.", "They fasted until Eastertide."),
        ("name-mismatch", "وروت جدة سالم الحكاية.", "The tale was told by Salem's Nan."),
        # A dialect's denial around the verb.
        ("negation-mismatch", "والتاجر مقدرش يفتح المحل.", "The merchant could not open the shop."),
    ],
)
def test_right_arabic_that_looks_wrong(rule: str, article: str, reference: str) -> None:
    """Kinds of correct Arabic that were flagged in real translations, in words of our own."""
    assert found(rule, (article, reference)) == [[]]


def test_an_opposite_is_marked_on_all_sides() -> None:
    """Rose for fell is found, with the words of article, back-translation and reference."""
    row = ("ارتفعت أسعار القمح أمس.", "Wheat prices fell yesterday.", "Wheat prices rose yesterday.")
    (finding,) = found("opposite-meaning", row)[0]
    assert finding.severity is Severity.CRITICAL
    spans = {s.side: s.text for s in finding.evidence.spans}
    assert spans == {"reference": "fell", "article": "ارتفعت", "hypothesis": "rose"}


def test_a_word_that_an_engine_could_only_spell() -> None:
    """What is no word in Arabic, nor in the English made of it, is marked in both."""
    row = (
        "وأضاف الطاهي ملعقة من زيت الكرمبيول إلى الطبق.",
        "The chef added a spoonful of truffle oil to the dish.",
        "The chef added a spoonful of karambiol oil to the dish.",
    )
    ((one,),) = found("wrong-word", row)
    assert [(s.side, s.text) for s in one.evidence.spans] == [("article", "الكرمبيول"), ("hypothesis", "karambiol")]
    assert "no Arabic word" in one.message


@pytest.mark.parametrize(
    ("article", "reference", "hypothesis"),
    [
        # A name, spelt as the engine hears it; the same for a pronoun whose name stands in another sentence.
        (
            "وقال هيلبرغر إن المصنع مغلق.",
            "Hillberger said the plant was closed.",
            "Helperger said the plant was closed.",
        ),
        # A rare word that English has, and one that the reference begins with.
        (
            "وعرض المتحف ثلاث أوكارينات قديمة.",
            "The museum showed three old clay flutes.",
            "The museum showed three ocarinas.",
        ),
        (
            "وبيعت أقراص فلكسي في الأسواق.",
            "Flexidiscs were sold in the markets.",
            "Flexi discs were sold in the markets.",
        ),
        # A rare Arabic word with a feminine ending.
        (
            "وسدد الكرة نحو البويكبة مرتين.",
            "He hit the ball at the wicket twice.",
            "He hit the ball at the boikaba twice.",
        ),
    ],
)
def test_a_word_that_is_spelt_for_a_reason(article: str, reference: str, hypothesis: str) -> None:
    """Names and rare words are spelt too, and are no findings."""
    beside = ("وكان هيلبرغر مديرا له.", "Hillberger was its manager.", "He was its manager.")
    assert found("wrong-word", (article, reference, hypothesis), beside)[0] == []


@pytest.mark.parametrize("rule", RULES)
def test_a_sentence_without_end_is_not_compared_word_by_word(rule: str) -> None:
    """What is no sentence any more costs no more than reading it."""
    assert len(found(rule, ("لا صين " * 3_000, "not China " * 3_000, "not China " * 3_000))) == 1


@pytest.mark.parametrize("rule", RULES)
def test_an_empty_side_is_left_to_other_rules(rule: str) -> None:
    """A bead without an Arabic side is an omission, and no business of these rules."""
    context = make_context(CLEAN[0])
    view = BeadView(context.views[0].scored, (), (), context.views[0].reference)
    assert findings(Context(context.article, context.segments, (view,)), rule) == []


@pytest.mark.parametrize("rule", ["name-mismatch", "negation-mismatch", "opposite-meaning"])
def test_other_languages_are_left_alone(rule: str) -> None:
    """The rules know Arabic against English and nothing else."""
    context = make_context(CLEAN[0])
    other = Context(context.article, context.segments, context.views, reference_lang="de")
    assert findings(other, rule) == []
