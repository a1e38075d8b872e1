"""How sure a sentence is of what it says, and the rule modality-mismatch."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pairs import findings, make_context

from auditor.facts.modality import extract
from auditor.records import Finding, Severity


def found(article: str, reference: str) -> list[Finding]:
    context = make_context((article, reference))
    return findings(context, "modality-mismatch")


@pytest.mark.parametrize(
    ("text", "lang", "plainly"),
    [
        ("The bank may cut rates in May.", "en", [("possible", "may")]),
        ("Will Smith said so.", "en", []),
        ("Denmark will host Poland and plans to win.", "en", [("future", "will"), ("future", "plans to")]),
        ("ربما يخفض البنك الفائدة", "ar", [("possible", "ربما")]),
        ("قد يخفض البنك الفائدة", "ar", [("possible", "قد")]),
        ("وقد خفض البنك الفائدة", "ar", []),
        ("وستستضيف الدنمارك بولندا", "ar", [("future", "وستستضيف")]),
        ("سيارة وستة سنوات وسيدة وسياسة", "ar", []),
        ("سوف نرى", "ar", [("future", "سوف")]),
        ("Elle viendra peut-être", "fr", []),
    ],
)
def test_what_leaves_it_open(text: str, lang: str, plainly: list[tuple[str, str]]) -> None:
    """Words that say plainly that something may be or is to come, and none that only look like one."""
    assert [(f.kind, f.text) for f in extract(text, lang) if f.certainty == 1.0] == plainly


def test_a_plan_that_has_become_a_fact_is_marked_on_both_sides() -> None:
    """The word of the reference and the verb of the article that states it."""
    (finding,) = found("واستضافت الدنمارك بولندا في كوبنهاغن.", "Denmark will host Poland in Copenhagen.")
    assert finding.severity is Severity.MAJOR
    assert [(s.side, s.text) for s in finding.evidence.spans] == [("reference", "will"), ("article", "واستضافت")]
    assert finding.message == "The reference says it is to come (“will”), the article is surer (“واستضافت”)"


def test_a_fact_that_has_become_a_plan_is_marked_on_both_sides() -> None:
    """Where the article speaks of the future alone, the past verb of the reference is shown."""
    (finding,) = found("ستستضيف الدنمارك بولندا.", "Denmark hosted Poland.")
    assert [(s.side, s.text) for s in finding.evidence.spans] == [("article", "ستستضيف"), ("reference", "hosted")]


@pytest.mark.parametrize(
    ("article", "reference"),
    [
        ("وتعتزم الشركة إغلاق المصنع.", "The company will close the plant."),
        ("قد تغلق الشركة المصنع.", "The company could close the plant."),
        ("يجتمع الوزراء غدا.", "The ministers will meet tomorrow."),
        ("ستبدأ المحادثات الثلاثاء.", "The talks start on Tuesday."),
        ("لن يحضر الوزير.", "The minister will not attend."),
        ("وسيحضر الوزير.", "“I'll be there,” the minister said."),
        ("يسمح للركاب بحمل حقيبة واحدة.", "Passengers may carry one bag."),
        ("الحكم قابل للطعن.", "The ruling may be appealed."),
        ("قوة روسيا العسكرية كبيرة.", "The military might of Russia is great."),
        ("ترك لها كل شيء في وصيته.", "He left everything to her in his will."),
        ("التأخير بسبب الطقس.", "The delay is due to weather."),
        ("أعلن مسؤولون عزمهم إغلاق المدارس.", "Officials announced plans to close schools."),
        ("حدد الجمعة موعدا لافتتاح المعرض.", "The show will open on Friday."),
        ("كشفت الشركة عن خطتها لإلغاء 500 وظيفة.", "The company will cut 500 jobs."),
        ("وقد يواجه عقوبة تصل إلى السجن 20 عاما.", "He faces up to 20 years in prison."),
        ("وقد يئس منه السوق.", "The market had despaired of it."),
        ("المباراة النهائية الأحد.", "The final will be on Sunday."),
        ("سيحضر الحفل 20 زعيما.", "The ceremony is attended by 20 leaders."),
        ("ستكلف التذاكر 20 يورو.", "The tickets cost 20 euros."),
    ],
)
def test_another_wording_is_no_finding(article: str, reference: str) -> None:
    """Plans, chances, the present and denials answer what is to come."""
    assert found(article, reference) == []


def test_sentences_of_other_languages_are_left_alone() -> None:
    """Nothing is known of how they leave it open."""
    context = replace(make_context(("واستضافت الدنمارك بولندا.", "Denmark will host Poland.")), reference_lang="fr")
    assert findings(context, "modality-mismatch") == []


WORDS = ["قد", "يخفض", "ستستضيف", "ربما", "سوف", "ـ", "may", "will", "May", "plans", "to", "is", "expected", "،", "."]


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join), st.sampled_from(["ar", "en"]))
def test_facts_stand_where_they_say(text: str, lang: str) -> None:
    """Whatever the text, each fact is cut out of it."""
    assert all(text[f.start : f.end] == f.text and f.text for f in extract(text, lang))
