"""The rule negation-mismatch: what denies on one side only."""

from __future__ import annotations

import pytest
from pairs import findings, found, make_context

from auditor.records import Severity
from auditor.rules.frame.context import Context
from auditor.rules.negation_mismatch import negation
from auditor.scoring.bead_view import BeadView


@pytest.mark.parametrize(
    ("article", "reference", "flagged"),
    [
        ("وأجرى الطرفان محادثات مباشرة أمس.", "The two sides held indirect talks.", True),
        ("وأجرى الطرفان محادثات غير مباشرة أمس.", "The two sides held indirect talks.", False),
        ("وأجرى الطرفان محادثات عبر وسطاء أمس.", "The two sides held indirect talks.", False),
        ("ووعد بمساعدة مشروطة.", "He promised unconditional help.", True),
        ("ووعد بمساعدة بلا شروط.", "He promised unconditional help.", False),
        ("انتقدوا قرار الحكام المنتخبين.", "They criticised the decision of the unelected rulers.", True),
        # حذر من warns against, so that it may answer a denial; it accuses nobody, and excuses no other denial.
        ("حذروا السكان من العودة.", "They warned residents not to return.", False),
        ("نصحوا السكان بالعودة.", "They warned residents not to return.", True),
        ("حذر الوزير من ارتفاع الأسعار.", "The minister warned of rising prices.", False),
        ("انتقدوا قرار الحكام غير المنتخبين.", "They criticised the decision of the unelected rulers.", False),
        ("أزال العمال الغطاء عن التمثال.", "Workers uncovered the statue.", False),
        ("وبقيت الدولة مستقلة عن جيرانها.", "The state remained independent of its neighbours.", False),
    ],
)
def test_an_adjective_without_its_denial(article: str, reference: str, flagged: bool) -> None:
    """The Arabic has what the English denies by a prefix, and no word of denial before it."""
    assert [bool(row) for row in found("negation-mismatch", (article, reference))] == [flagged]


@pytest.mark.parametrize(
    ("article", "reference"),
    [
        (
            "لم يطرأ أي تغيير على أسلوب الفريق في اللعب.",
            "The team's style of play and its manners have scarcely changed.",
        ),
        ("وقال المدير إن الأمر «لم يكن معقدا».", "Only now did the head say that it “wasn’t complicated”."),
    ],
)
def test_a_denial_may_stand_far_from_where_it_is_expected(article: str, reference: str) -> None:
    """At the head of the Arabic sentence it answers a word some way into the English one; an `only` more is no denial."""
    assert found("negation-mismatch", (article, reference)) == [[]]


@pytest.mark.parametrize(
    ("article", "reference", "flagged"),
    [
        (
            "وعزا معدو التقرير ذلك إلى النزاعات ونقص الممرضين، لا إلى إحجام الأهالي.",
            "The authors blamed conflict and a shortage of nurses rather than reluctance among parents.",
            False,
        ),
        (
            "وردت الوزارة ذلك إلى نقص المياه لا إلى سوء الإدارة.",
            "The ministry put it down to a lack of water instead of bad management.",
            False,
        ),
        ("لم تنقص المياه في القرية هذا العام.", "There was a shortage of water in the village this year.", True),
    ],
)
def test_a_word_that_denies_nothing_takes_no_answer(article: str, reference: str, flagged: bool) -> None:
    """نقص is a shortage: the denial beside it has the answer for itself."""
    assert [bool(row) for row in found("negation-mismatch", (article, reference))] == [flagged]


@pytest.mark.parametrize(
    ("article", "flagged"),
    [
        ("فاز الفريق بهدف دون رد.", False),
        ("فاز الفريق بثلاثة أهداف بلا مقابل.", False),
        ("فاز الفريق بثنائية من دون رد على ضيفه.", False),
        ("لم يفز الفريق بهدف دون رد.", True),
    ],
)
def test_nil_in_a_score_denies_nothing(article: str, flagged: bool) -> None:
    """Nobody scored for the other side: دون رد."""
    assert [bool(row) for row in found("negation-mismatch", (article, "The team won the match."))] == [flagged]


@pytest.mark.parametrize(
    ("article", "reference"),
    [
        ("ووصفها بأنها أداة تاريخية لا تعوض.", "He called it an irreplaceable historical instrument."),
        ("وقال إن هذا الإنكار غاضب.", "“This denial is angry,” he said."),
    ],
)
def test_a_prefix_or_a_noun_denies_too(article: str, reference: str) -> None:
    """Nothing is even suspected where the other side denies with another part of speech."""
    context = make_context((article, reference))
    assert list(negation(context.beads[0], context)) == []


SIGNED = "The government signed the agreement yesterday."
NOT_SIGNED = "The government did not sign the agreement yesterday."


@pytest.mark.parametrize(
    ("article", "reference", "hypothesis"),
    [
        ("وقعت الحكومة على الاتفاق أمس.", NOT_SIGNED, SIGNED),
        ("لم توقع الحكومة على الاتفاق أمس.", SIGNED, NOT_SIGNED),
    ],
)
def test_a_denial_on_one_side_is_critical(article: str, reference: str, hypothesis: str) -> None:
    """A denial that only one side has is found with and without a back-translation, and marked."""
    for row in ((article, reference, hypothesis), (article, reference)):
        (finding,) = found("negation-mismatch", row)[0]
        assert finding.severity is Severity.CRITICAL
        assert {s.text for s in finding.evidence.spans} & {"not", "لم"}


def test_a_wrong_back_translation_of_a_denial_is_no_finding() -> None:
    """Where the Arabic denies as the reference does, a back-translation that lost the denial says nothing."""
    row = (
        "لم توقع الحكومة على الاتفاق.",
        "The government did not sign the agreement.",
        "The government signed the agreement.",
    )
    assert found("negation-mismatch", row) == [[]]


def test_a_beads_second_sentence_is_marked_where_it_is() -> None:
    """In a bead of several sentences a span lies in the sentence that has the word."""
    one = make_context(("وصل الوفد.", "The delegation arrived."), ("انخفضت الأسعار.", "Prices rose."))
    first, second = one.views
    view = BeadView(first.scored, first.article + second.article, (), first.reference + second.reference)
    (finding,) = findings(Context(one.article, one.segments, (view,)), "opposite-meaning")
    assert [(s.side, s.segment, s.text) for s in finding.evidence.spans] == [
        ("reference", 1, "rose"),
        ("article", 1, "انخفضت"),
    ]
