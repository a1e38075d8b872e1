"""The rule number-mismatch: what a finding shows, and who bears witness."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from number_beads import context, found

from auditor.records import Finding, Severity


def marked(finding: Finding) -> list[tuple[str, str]]:
    return [(s.side, s.text) for s in finding.evidence.spans]


def test_the_finding_shows_the_words_and_values_of_every_side() -> None:
    """Article, hypothesis and reference are each marked, and their values stand in the details."""
    seen = context(
        ["Some 350 people died."], ["قتل ثلاثمئة وستون شخصا."], ["Three hundred and sixty people were killed."]
    )
    (finding,) = found(seen)
    assert marked(finding) == [
        ("article", "ثلاثمئة وستون"),
        ("hypothesis", "Three hundred and sixty"),
        ("reference", "350"),
    ]
    assert finding.evidence.details == {"article": "360", "hypothesis": "360", "reference": "350", "kind": "number"}
    assert finding.severity is Severity.CRITICAL
    assert (finding.line, finding.column) == (1, 5)


MESSAGES = [
    (
        "The truce held for three weeks.",
        "صمدت الهدنة ثلاثة أشهر.",
        "“three weeks” (3 weeks)",
        "“ثلاثة أشهر” (3 months)",
    ),
    (
        "It cost SAR131 million.",
        "بلغت الكلفة 131 مليون دينار.",
        "“SAR131 million”",
        "“131 مليون دينار” (131,000,000 dinars)",
    ),
    (
        "The lake was closed for the past six days.",
        "أغلقت البحيرة طوال الأسابيع الستة الماضية.",
        "“six days” (6 days)",
        "“الستة” (6 weeks)",
    ),
    ("Rain fell in the last 20 years.", "هطل المطر في الأشهر الـ20 الأخيرة.", "“20 years”", "“20” (20 months)"),
    ("Prices rose 3.2 percent.", "ارتفعت الأسعار بنسبة 2.3%.", "“3.2%”", "“2.3%”"),
    ("The city has 1,300,000 people.", "في المدينة 1200000 نسمة.", "“1,300,000”", "“1200000” (1,200,000)"),
    (
        "It cost 2 billion euros.",
        "بلغت الكلفة مليوني يورو.",
        "(2,000,000,000 euros)",
        "“مليوني يورو” (2,000,000 euros)",
    ),
    ("The wall is 40 feet long.", "يبلغ طول الجدار ثلاثين قدما.", "says “40 feet”,", "“ثلاثين قدما” (30 feet)"),
    ("The pilot flew an F-16.", "حلق الطيار بطائرة إف-15.", "“16”", "“15”"),
    (
        "He took at least $2.3 million.",
        "تلقى ما لا يزيد على 2.3 مليون دولار.",
        "“at least $2.3 million” (2,300,000)",
        "“ما لا يزيد على 2.3 مليون دولار” (2,300,000)",
    ),
    (
        "It is $4.5 billion a year.",
        "تبلغ 4.5 مليار دولار شهريا.",
        "“$4.5 billion a year”",
        "“4.5 مليار دولار شهريا” (4,500,000,000)",
    ),
]


@pytest.mark.parametrize(("reference", "article", "said", "instead"), MESSAGES)
def test_the_message_gives_values_with_their_units(reference: str, article: str, said: str, instead: str) -> None:
    """Words, their unit, and what was read in them, thousands set apart; nothing twice."""
    (finding,) = found(context([reference], [article]))
    there, here = finding.message.split(", the article ")
    assert said in f"{there},"
    assert here == instead


def test_a_wrong_back_translation_is_not_held_against_the_article() -> None:
    """The Arabic has the number of the reference: what the engine made of it does not matter."""
    assert found(context(["Some 330,000 fell ill."], ["أصيب نحو 330000 شخص."], ["Some 33,000 people fell ill."])) == []


def test_the_back_translation_can_vouch_for_words_that_were_not_read() -> None:
    """A number that only the engine could read in the Arabic counts as said."""
    article = ["يجتمع أعضاء السباعية غدا."]
    assert found(context(["The 47 members meet tomorrow."], article))
    assert found(context(["The 47 members meet tomorrow."], article, ["The 47 members meet tomorrow."])) == []


def test_a_broken_back_translation_is_no_witness() -> None:
    """A hypothesis with a known problem neither supports nor denies."""
    said = ["The 47 members meet tomorrow."]
    assert found(context(said, ["يجتمع الأعضاء غدا."], said, problem="loop"))


def test_a_name_that_looks_like_a_number_needs_the_engine_to_hear_it() -> None:
    """ستون is sixty and Stone; where the back-translation has no number, it is none."""
    assert found(context(["Emma Stone won."], ["فازت إيما ستون."], ["Emma Stone won."])) == []


def test_a_number_that_crossed_the_sentence_boundary_is_no_finding() -> None:
    """It stands without a counterpart in the sentence beside, so it was only moved."""
    seen = context(
        ["The quake hit at night and killed 84 people.", "Rescuers worked until dawn."],
        ["ضرب الزلزال ليلا.", "وقتل 84 شخصا وعمل رجال الإنقاذ حتى الفجر."],
    )
    assert found(seen, 0) == []
    assert found(seen, 1) == []


def test_a_number_only_the_article_has_is_a_finding() -> None:
    """An added number is marked on the article's side alone."""
    (finding,) = found(context(["The factory was closed."], ["أغلق المصنع الذي يعمل فيه 740 عاملا."]))
    assert marked(finding) == [("article", "740")]


def test_each_of_two_equal_numbers_needs_its_own_counterpart() -> None:
    """A score 5-3 against 3-3: that a three stands there already does not hide the change."""
    assert found(context(["They won 3-3 on Sunday."], ["فازوا 5-3 يوم الأحد."]))


def test_an_article_in_an_unknown_language_is_read_through_digits_and_the_back_translation() -> None:
    """Its number words cannot be read: digits and the hypothesis are the witnesses, silence is none."""
    assert found(context(["Twelve people died."], ["On iki kişi öldü."], lang="tr")) == []
    assert found(context(["Some 12 people died."], ["13 kişi öldü."], ["13 people died."], lang="tr"))


def test_digits_in_any_script_are_the_same_digits() -> None:
    """Eastern Arabic, Persian and Devanagari digits and the Arabic separators are read."""
    for written in ("١٬٢٣٤٫٥", "۱٬۲۳۴٫۵", "१,२३४.५", "1,234.5"):
        assert found(context(["It cost 1,234.5 dinars."], [f"بلغت الكلفة {written} دينارا."])) == []


def test_many_divergences_of_one_bead_are_cut_short() -> None:
    """A hostile sentence full of numbers costs little time and yields a bounded list."""
    assert len(found(context([" ".join(map(str, range(3000)))], [" ".join(map(str, range(5000, 8000)))]))) == 20


@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=11, max_value=10**9), st.integers(min_value=11, max_value=10**9))
def test_two_numbers_agree_exactly_where_they_are_equal(one: int, other: int) -> None:
    """Whatever the grouping, digits agree if and only if their values do."""
    seen = context([f"The fund paid {one:,} times."], [f"دفع الصندوق {other} مرة."])
    assert (found(seen) == []) == (one == other)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_the_rule(reference: str, article: str, heard: str) -> None:
    """Whatever stands on the three sides, spans are places in their sentences."""
    seen = context([reference], [article], [heard])
    texts = {"article": article, "hypothesis": heard, "reference": reference}
    for finding in found(seen):
        for span in finding.evidence.spans:
            assert texts[span.side][span.start : span.end] == span.text != ""
