"""Rules that judge whole pairs and clauses, and which finding gives way to which."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.records import Bead, Document, Finding, Hypothesis, ScoredBead, Scores, Segment, Severity, Translation
from auditor.rules import RULES
from auditor.rules.frame.context import Context
from auditor.rules.run import run_rules
from auditor.scoring.bead_view import BeadView
from auditor.scoring.calibration import Calibration, default
from auditor.scoring.encoder_scores import EncoderScores
from auditor.scoring.word_support import UnsupportedRun, Word

ARTICLE = "وافتتح الوزير الجسر الجديد صباح اليوم."
REFERENCE = "The minister opened the new bridge this morning, which had been closed for years."
HYPOTHESIS = "The minister opened the new bridge this morning."


def run_of(text: str, sentence: str, weight: float) -> UnsupportedRun:
    """The words of a part of a sentence, as a run."""
    at = sentence.index(text)
    words, place = [], at
    for w in text.split():
        place = sentence.index(w, place)
        words.append(Word(0, place, place + len(w), w, 0.2))
    return UnsupportedRun(weight, tuple(words))


def view(chrf: float = 65, cosine: float = 0.9, problem: str | None = None, **weighed: UnsupportedRun) -> BeadView:
    article, reference = Segment(0, ARTICLE, 0, len(ARTICLE), 1, 1), Segment(0, REFERENCE, 0, len(REFERENCE), 1, 1)
    scores = Scores(40, chrf, chrf, 40, cosine)
    return BeadView(
        ScoredBead(Bead((0,), (0,)), scores),
        (article,),
        (Hypothesis(article, Translation(HYPOTHESIS, problem=problem)),),
        (reference,),
        EncoderScores(cosine, **weighed),
    )


def findings(
    one: BeadView, calibration: Calibration | None = None, off: tuple[str, ...] = (), **changes: object
) -> list[Finding]:
    context = Context(
        Document("a.txt", "ar", ARTICLE),
        tuple(one.article),
        (one,),
        calibration=calibration or default(),
        hypotheses=one.hypotheses,
    )
    return run_rules(replace(context, **changes), lambda rule: rule not in off)  # type: ignore[arg-type]


def rules(one: BeadView, **changes: object) -> set[str]:
    return {f.rule for f in findings(one, **changes)}  # type: ignore[arg-type]


def test_a_clean_pair_is_silent() -> None:
    """Scores in the middle of clean text and no word in doubt: nothing."""
    assert rules(view()) == set()


def test_unrelated_stands_alone() -> None:
    """Two sentences with nothing in common get one finding, whatever else differs."""
    found = findings(view(chrf=15, cosine=0.75, missing=run_of("which had been closed", REFERENCE, 50)))
    assert [(f.rule, f.severity) for f in found] == [("unrelated", Severity.CRITICAL)]


def test_a_finding_on_two_sentences_reaches_from_the_first_to_the_last() -> None:
    """Where nothing in them is marked, line and column are those of both."""
    second = "وحضر الحفل عدد من السكان."
    after = Segment(1, second, len(ARTICLE) + 1, len(ARTICLE) + 1 + len(second), 2, 5)
    (found,) = findings(replace(view(chrf=15, cosine=0.75), article=(view().article[0], after)))
    assert (found.rule, found.line, found.column) == ("unrelated", 1, 1)
    assert (found.end_line, found.end_column) == (2, 5 + len(second))


def test_another_story_silences_what_is_held_against_it() -> None:
    """The article gets one finding for all of that, beside what it shows by itself."""
    one = view(missing=run_of("which had been closed for years.", REFERENCE, 30))
    assert rules(one, require_disclosure=("human-reviewed",)) == {"disclosure", "partial-omission"}
    found = findings(one, require_disclosure=("human-reviewed",), another_story=(1, 9))
    assert {f.rule: f.message for f in found if f.rule != "disclosure"} == {
        "unrelated": "The reference tells another story: it has something in common with 1 of 9 sentences"
    }
    assert len(found) == 2


def test_what_is_off_keeps_nothing_silent() -> None:
    """Where `unrelated` is off the clause speaks that it would have taken along, and where that is off too the score."""
    apart = view(chrf=15, cosine=0.75, missing=run_of("which had been closed", REFERENCE, 50))
    assert rules(apart, off=("unrelated",)) == {"partial-omission"}
    assert rules(apart, off=("unrelated", "partial-omission")) == {"divergent-meaning"}
    assert rules(apart, off=("unrelated", "partial-omission", "divergent-meaning")) == set()


def test_the_declaration_alone_decides_how_severe_a_rule_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """A severity that is changed there changes the findings."""
    monkeypatch.setitem(RULES, "unrelated", replace(RULES["unrelated"], severity=Severity.MINOR))
    assert [f.severity for f in findings(view(chrf=15, cosine=0.75))] == [Severity.MINOR]


def test_one_witness_alone_makes_nothing_unrelated() -> None:
    """A back-translation that has something in common overrules the encoder, and the encoder a poor back-translation."""
    for calibration in (default(), Calibration("poor", "poor", None, None, 100, {}, {})):
        assert "unrelated" not in rules(view(chrf=70, cosine=0.8), calibration=calibration)
        assert "unrelated" not in rules(view(chrf=35, cosine=0.81), calibration=calibration)
        assert "unrelated" in rules(view(chrf=20, cosine=0.81), calibration=calibration)
    assert "unrelated" not in rules(view(chrf=10, cosine=0.9))


def test_a_clause_is_marked_word_for_word() -> None:
    """A heavy run is a finding on exactly its words."""
    (found,) = findings(view(missing=run_of("which had been closed for years.", REFERENCE, 30)))
    assert (found.rule, found.severity) == ("partial-omission", Severity.MAJOR)
    assert [s.text for s in found.evidence.spans] == ["which had been closed for years."]
    assert found.article == (0,)


def test_a_clause_just_over_its_limit_is_minor() -> None:
    """Free wording is as likely there as a clause that is missing."""
    heavy = view(missing=run_of("which had been closed for years.", REFERENCE, 30))
    limit = float(str(findings(heavy)[0].evidence.details["limit"]))
    for factor, severity in ((1.05, Severity.MINOR), (1.29, Severity.MINOR), (1.31, Severity.MAJOR)):
        run = run_of("which had been closed for years.", REFERENCE, limit * factor)
        assert [f.severity for f in findings(view(missing=run), off=("divergent-meaning",))] == [severity]
    heavy = view(extra=run_of("الجسر الجديد صباح", ARTICLE, 40))
    limit = float(str(findings(heavy)[0].evidence.details["limit"]))
    for factor, severity in ((1.31, Severity.MINOR), (1.99, Severity.MINOR), (2.02, Severity.MAJOR)):
        run = run_of("الجسر الجديد صباح", ARTICLE, limit * factor)
        assert [f.severity for f in findings(view(extra=run), off=("divergent-meaning",))] == [severity]


def test_a_clause_in_whose_place_something_stands_is_worded_freely() -> None:
    """Words of the other side that nothing supports either, too few for a clause, make it minor; a clause of its own does
    not: there something else is said."""
    for weight, severity in ((1.9, Severity.MAJOR), (2.1, Severity.MINOR), (40, Severity.MAJOR)):
        both = view(
            missing=run_of("which had been closed for years.", REFERENCE, 30),
            extra=run_of("الجسر الجديد صباح", ARTICLE, weight),
        )
        missing = [f for f in findings(both, off=("divergent-meaning",)) if f.rule == "partial-omission"]
        assert [f.severity for f in missing] == [severity]


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [
        ("The ministry promised to look into it.", Severity.MAJOR),
        ("Twelve people were hurt.", Severity.CRITICAL),
        ("The trial opens on 3 May.", Severity.CRITICAL),
        ("It was Lindqvist who asked.", Severity.CRITICAL),
    ],
)
def test_a_sentence_that_is_missing_with_a_figure_or_a_name_is_critical(sentence: str, severity: Severity) -> None:
    """What an editor cannot let pass: a sentence with a figure, a date or a name."""
    lost = Segment(1, sentence, 0, len(sentence), 1, 1)
    one = replace(view(), scored=ScoredBead(Bead((), (1,)), None), article=(), hypotheses=(), reference=(lost,))
    (found,) = findings(one)
    assert (found.rule, found.severity) == ("omission", severity)


def test_a_sentence_is_added_only_where_there_is_a_reference() -> None:
    """Without one no sentence of the article is more than it says."""
    added = replace(view(), scored=ScoredBead(Bead((0,), ()), None), reference=())
    assert rules(added) == {"addition"}
    assert rules(added, has_reference=False) == set()


def test_a_missing_clause_is_placed_where_its_sentence_begins() -> None:
    """Nothing in the article marks what is not there: line and column are those of the article's sentence."""
    one = view(missing=run_of("which had been closed for years.", REFERENCE, 30))
    (found,) = findings(replace(one, article=(replace(one.article[0], line=3, column=41),)))
    assert (found.rule, found.line, found.column, found.end_column) == ("partial-omission", 3, 41, 41 + len(ARTICLE))


def test_a_run_of_two_words_is_no_clause() -> None:
    """However heavy, two words are left to the rules of names and numbers."""
    assert rules(view(missing=run_of("for years.", REFERENCE, 50))) == set()


def test_an_added_clause_is_marked_in_the_article() -> None:
    """What the reference does not say is marked where it stands."""
    (found,) = findings(view(extra=run_of("الجسر الجديد صباح", ARTICLE, 40)))
    assert found.rule == "partial-addition"
    assert ARTICLE[found.column - 1 : found.end_column - 1] == "الجسر الجديد صباح"


@pytest.mark.parametrize("rate", [0.0, 0.01, 0.5])
def test_the_rate_decides_what_diverges(rate: float) -> None:
    """A pair at the lowest clean score of all is reported at any rate but zero; a good one even at a half is not."""
    assert ("divergent-meaning" in rules(view(chrf=20, cosine=0.84), false_alarms=rate)) == (rate > 0)
    assert "divergent-meaning" not in rules(view(chrf=80, cosine=0.93), false_alarms=rate)


def test_a_broken_back_translation_is_no_divergence() -> None:
    """The verdict is that there is none."""
    assert rules(view(chrf=5, cosine=0.84, problem="loop")) == {"unreliable-back-translation"}


def test_a_hard_article_does_not_turn_red() -> None:
    """Where all sentences score as low as this one, it is not singled out."""
    low = view(chrf=20, cosine=0.84)
    others = tuple(replace(low) for _ in range(1, 12))
    assert "divergent-meaning" not in rules(low, views=(low, *others))
    good = tuple(view() for _ in range(1, 12))
    assert "divergent-meaning" in rules(low, views=(low, *good))


def test_poor_back_translations_accuse_nobody() -> None:
    """A number that only an unreadable engine's text changes is no finding; a number the Arabic changes is."""
    poor = Calibration("poor", "poor", None, None, 100, {}, {})
    one = view()
    wrong = replace(one, hypotheses=(Hypothesis(one.article[0], Translation("He opened 7 bridges in Bolivia.")),))
    assert rules(wrong, calibration=poor) == set()
    text = "وأصيب 12 شخصا في الحادث."
    other = replace(
        wrong,
        article=(replace(one.article[0], text=text, end=len(text)),),
        reference=(replace(one.reference[0], text="In the accident 21 people were injured."),),
    )
    found = findings(other, poor, article=Document("a.txt", "ar", text), segments=other.article)
    assert "number-mismatch" in {f.rule for f in found}


def test_a_missing_sentence_stands_after_the_one_before() -> None:
    """An omission has no sentence of its own: it is shown at the end of the article sentence before it, else where the
    article begins."""
    one = view()
    gone = BeadView(ScoredBead(Bead((), (0,)), None), (), (), one.reference, follows=one.article[0])
    context = Context(Document("a.txt", "ar", ARTICLE), one.article, (one, gone), calibration=default())
    (found,) = (f for f in run_rules(context, lambda rule: True) if f.rule == "omission")
    assert (found.line, found.column) == (1, len(ARTICLE) + 1)
    assert (found.article, found.reference) == ((), (0,))
    (first,) = findings(replace(gone, follows=None))
    assert (first.line, first.column, first.end_line, first.end_column) == (1, 1, 1, 1)


def test_what_is_usual_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """An article of which every sentence is low costs two looks a sentence, not one for every pair of them."""
    looks = []
    original = Calibration.agreement

    def counted(self: Calibration, *arguments: object) -> float | None:
        looks.append(1)
        return original(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Calibration, "agreement", counted)
    low = tuple(view(chrf=20, cosine=0.84) for _ in range(60))
    findings(low[0], views=low)
    assert len(looks) <= 2 * len(low)


@pytest.mark.parametrize(
    ("renderings", "flagged"), [(("min",), True), (("minister",), False), (("New Bridge",), False)]
)
def test_a_glossary_wants_whole_words(renderings: tuple[str, ...], flagged: bool) -> None:
    """A rendering inside another word does not count; case does not matter."""
    assert ("terminology" in rules(view(), glossary={"الوزير": renderings})) == flagged


@pytest.mark.parametrize("divider", ["***", "——", "—", "......", "● ● ●", "* * *", "###"])
def test_a_divider_is_no_sentence(divider: str) -> None:
    """A line without a letter or digit says nothing that could be added or missing."""
    line = Segment(0, divider, 0, len(divider), 1, 1)
    added = BeadView(ScoredBead(Bead((0,), ()), None), (line,), (), ())
    missing = BeadView(ScoredBead(Bead((), (0,)), None), (), (), (line,))
    assert rules(added) == rules(missing) == set()
